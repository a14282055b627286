"""The rows of the budget table: drydock's figure, and that of the tool it is compared with, from the same run."""
import glob
import json
import os
import subprocess
import sys

import inputs
from measuring import many, once, time_text

DIALOG = ["dialog", "--msgbox", "A box with enough text in it that a person sees something at once.", "12", "60"]
KNOWN = "[ERROR Swap]: running with swap on is not supported. Please disable swap"
UNKNOWN = "error: the flux capacitor of reactor 7 lost its temporal alignment"


def all_rows(program, folder):
    """(what, budget, measured, beside it, ratio); the last two may be empty."""
    makers = [_size, _start, _paint, _idle, _live, _capture, _recorded, _explain, _searches, _dense, _plan, _doing, _memory, _patterns]
    for maker in makers:
        yield from maker(program, folder)


def _script(name, *words):
    return subprocess.run([sys.executable, os.path.join(inputs.ROOT, "Benchmarks", name), *words], capture_output=True, text=True).stdout.strip()


def _ratio(ours, theirs):
    return f"{ours / theirs:.2f}" if theirs else ""


def _beside(what, budget, ours, name, command, runs, figure=lambda m: m.wall, say=str):
    """A row beside a program that may not be here."""
    try:
        theirs = many(command, runs)
    except FileNotFoundError:
        return what, budget, say(ours), f"{name} is not here", ""
    return what, budget, say(ours), f"{name} {say(theirs)}", _ratio(figure(ours), figure(theirs))


def _size(program, _):
    yield "the program", "25 MiB", f"{os.path.getsize(program) / (1 << 20):.1f} MiB", "", ""


def _start(program, _):
    yield _beside("`drydock --version`", "twice rg's", many([program, "--version"], 21), "rg", ["rg", "--version"], 21)


def _paint(program, _):
    ours = float(_script("first-paint", program) or "nan")
    for command in (["htop"], ["tig"], DIALOG):
        theirs = _script("first-paint", *command).split()
        figure = float(theirs[0]) if theirs and theirs[0][0].isdigit() else None
        beside = f"{command[0]} {figure} ms" if figure else f"{command[0]} painted nothing"
        yield "first paint", "htop's" if command == ["htop"] else "", f"{ours} ms", beside, _ratio(ours, figure)


def _idle(program, _):
    yield "processor time in 5 s without a key", "none", f"{_script('idle', program)} ms", f"htop {_script('idle', 'htop')} ms", ""


def _live(program, _):
    yield "a live diagnosis of this machine", "2 s", str(many([program, "diagnose"], 7)), "", ""


def _capture(program, folder):
    ours = once([program, "capture", "-o", os.path.join(folder, "node.tar.gz")])
    there = os.path.join(folder, "sos")
    os.makedirs(there)
    yield _beside("`drydock capture`", "", ours, "sos", ["sos", "report", "--batch", "--tmp-dir", there], 1)


def _recorded(program, _):
    yield "a recorded node", "30 ms", str(many([program, "diagnose", "--from", inputs.NODE], 21)), "", ""


def _explain(program, _):
    for what, text in (("`explain` a known line", KNOWN), ("`explain` an unknown line", UNKNOWN)):
        yield what, "20 ms", str(many([program, "explain", text], 21)), "", ""


def _searches(program, _):
    yield "`recipes` with a question", "", str(many([program, "recipes", "pods cannot resolve names"], 21)), "", ""


def _dense(program, folder):
    path, texts = os.path.join(folder, "dense.log"), os.path.join(folder, "texts")
    inputs.log(path, 300_000_000, True)
    import series

    with open(texts, "w") as file:
        file.write("\n".join(series._literals()))
    ours = many([program, "explain", "-"], 1, stdin=path)
    row = _beside(
        "`explain -`, 300 MB of nothing but error lines", "64 MB", ours, "rg -F", ["rg", "-j1", "-c", "-F", "-f", texts, path], 1, lambda m: m.cpu)
    os.unlink(path)
    yield row


def _plan(program, _):
    yield "a plan of 100 machines: all files; repaint in the wizard", "100 ms", _script("plan", program), "", ""


def _doing(program, _):
    yield "apply: own work a step; 40 steps again, beside Ansible's modules", "5 ms; 1 s", _script("doing", program), "", ""


def _memory(program, _):
    dialog = once(["dialog", "--print-version"]).memory / 1024
    live, recorded = once([program, "diagnose"]).memory / 1024, once([program, "diagnose", "--from", inputs.NODE]).memory / 1024
    yield "memory: live; recorded", "64 MB", f"{live:.0f} MB; {recorded:.0f} MB", f"dialog {dialog:.0f} MB", ""


def _patterns(program, folder):
    """The texts of the catalogue in a log of 200 MB of which one line in twenty is real, by the matcher alone."""
    with open(os.path.join(inputs.ROOT, "Knowledge/catalogue.json")) as file:
        texts = sorted({entry["text"] for entry in json.load(file) if entry.get("text")})
    patterns, log = os.path.join(folder, "patterns"), os.path.join(folder, "log")
    with open(patterns, "w") as file:
        file.write("\n".join(texts) + "\n")
    build = ["swift", "build", "-c", "release", "--static-swift-stdlib"]
    subprocess.run(build + ["--product", "bench-patterns"], stdout=sys.stderr, check=True, cwd=inputs.ROOT)
    there = subprocess.run(build + ["--show-bin-path"], capture_output=True, text=True, check=True, cwd=inputs.ROOT).stdout.strip()
    logs = glob.glob(os.path.join(inputs.ROOT, "Tests/Nodes/*/logs/*.log"))
    subprocess.run([os.path.join(there, "bench-patterns"), "make", log, "200", *logs], stdout=sys.stderr, check=True)
    out = subprocess.run([os.path.join(inputs.ROOT, "Benchmarks/patterns/compare"), log, patterns], capture_output=True, text=True, cwd=inputs.ROOT).stdout
    figures = dict(line.rsplit(": ", 1) for line in out.splitlines()[:5] if ": " in line)
    milliseconds = {name: float(text.split()[0]) for name, text in figures.items() if text.split()[0].replace(".", "").isdigit()}
    ours = milliseconds.pop("bench-patterns", None)
    for name, theirs in milliseconds.items():
        if ours:
            yield "all patterns over 200 MB of log", "4 x rg -f", time_text(ours), f"{name} {time_text(theirs)}", _ratio(ours, theirs)
