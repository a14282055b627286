"""How the time grows with the input: nodes, bytes of log, pods, rules."""
import os
import subprocess

import inputs
from measuring import many


def all_series(program, folder, is_long):
    """Panels as plot.svg takes them; the times are milliseconds."""
    return [
        _nodes(program, folder, [1, 10, 100, 1000] + ([10000] if is_long else [])),
        _logs(program, folder, [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000] + ([1_000_000_000, 10_000_000_000] if is_long else [])),
        _pods(program, folder, [10, 100, 1000, 5000, 20000]),
        _rules(program, folder, [100, 500, 1000, 2000]),
    ]


def _runs(size, least):
    return 5 if size <= least else 1


def _nodes(program, folder, counts):
    lines = {"wall": [], "processor": [], "memory, MB": []}
    for count in counts:
        captures = os.path.join(folder, f"nodes-{count}")
        subprocess.run([os.path.join(inputs.ROOT, "Benchmarks/make-fleet"), str(count), captures], check=True)
        _add(lines, count, many([program, "diagnose", "--from", captures], _runs(count, 10)))
        subprocess.run(["rm", "-rf", captures], check=True)
    return "diagnose: recorded nodes", "nodes", "ms, MB", lines


def _logs(program, folder, sizes):
    lines = {"dense in errors": [], "sparse": [], "memory, MB": [], "rg -F, dense": []}
    texts = os.path.join(folder, "literals")
    with open(texts, "w") as file:
        file.write("\n".join(_literals()))
    path = os.path.join(folder, "growing.log")
    for size in sizes:
        for name, dense in (("dense in errors", True), ("sparse", False)):
            inputs.log(path, size, dense)
            took = many([program, "explain", "-"], _runs(size, 1_000_000), stdin=path)
            lines[name].append((size, took.cpu))
            if dense:
                lines["memory, MB"].append((size, took.memory / 1024))
                lines["rg -F, dense"].append((size, many(["rg", "-j1", "-c", "-F", "-f", texts, path], _runs(size, 1_000_000)).cpu))
    os.unlink(path)
    return "explain -: a log", "bytes", "ms of processor time, MB", lines


def _literals():
    """The catalogue's texts up to their first gap: what a search for fixed strings can look for."""
    import json

    with open(os.path.join(inputs.ROOT, "Knowledge/catalogue.json")) as file:
        texts = {entry["text"].split("%")[0].strip() for entry in json.load(file) if entry.get("text")}
    return sorted(text for text in texts if len(text) >= 8)


def _pods(program, folder, counts):
    lines = {"wall": [], "processor": [], "memory, MB": []}
    for count in counts:
        node = os.path.join(folder, f"pods-{count}")
        inputs.node_with_pods(node, count)
        _add(lines, count, many([program, "diagnose", "--from", node], _runs(count, 1000)))
    return "diagnose: a node's pods", "pods", "ms, MB", lines


def _rules(program, folder, counts):
    lines = {"wall": [], "processor": [], "memory, MB": []}
    for count in counts:
        knowledge = os.path.join(folder, f"rules-{count}")
        inputs.rules(knowledge, count)
        _add(lines, count, many([program, "diagnose", "--from", inputs.NODE, "--knowledge", knowledge], 5))
    return "diagnose: rules beside those compiled in", "rules of a folder", "ms, MB", lines


def _add(lines, size, took):
    lines["wall"].append((size, took.wall))
    lines["processor"].append((size, took.cpu))
    lines["memory, MB"].append((size, took.memory / 1024))
