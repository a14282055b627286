"""Inputs of any size: logs, nodes with many pods, folders of rules."""
import copy
import glob
import json
import os
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "../.."))
NODE = os.path.join(ROOT, "Tests/Nodes/control-plane-1.36")
# What a known fault writes over and over, as a broken node's kubelet does.
ERRORS = [
    b'E1124 07:01:%02d.%06d    9326 kubelet_volumes.go:263] "There were many similar errors" err="orphaned pod found, but error occurred"\n',
    b'E1124 07:01:%02d.%06d    9326 pod_workers.go:1324] "Error syncing pod, skipping" err="network is not ready: cni plugin not initialized"\n',
    b'E1124 07:01:%02d.%06d    9326 run.go:72] "command failed" err="failed to run Kubelet: running with swap on is not supported"\n',
]


def log(path, size, dense):
    """A log of `size` bytes: dense is nothing but error lines, sparse has one in twenty among a healthy node's lines."""
    healthy = b"".join(open(p, "rb").read() for p in sorted(glob.glob(os.path.join(NODE, "logs/*.log")))).splitlines(True)
    lines = []
    for number in range(2000):
        if dense or number % 20 == 0 or not healthy:
            lines.append(ERRORS[number % len(ERRORS)] % (number % 60, number))
        else:
            lines.append(healthy[number % len(healthy)])
    block = b"".join(lines)
    with open(path, "wb") as file:
        while file.tell() + len(block) <= size:
            file.write(block)
        file.write(block[: size - file.tell()])


def node_with_pods(folder, count):
    """A copy of the recorded node whose runtime and API tell of so many pods."""
    shutil.copytree(NODE, folder)
    path = os.path.join(folder, "index.jsonl")
    answers = [json.loads(line) for line in open(path)]
    for answer in answers:
        if answer.get("cri", "").endswith(" ListPodSandbox"):
            answer["json"]["items"] = _copies(answer["json"]["items"], count)
        elif answer.get("cri", "").endswith(" ListContainers"):
            answer["json"]["containers"] = _copies(answer["json"]["containers"], count)
        elif "/api/v1/pods" in answer.get("run", "") and '"PodList"' in str(answer.get("out")):
            pods = json.loads(answer["out"]["text"])
            pods["items"] = _copies(pods["items"], count)
            answer["out"]["text"] = json.dumps(pods)
    with open(path, "w") as file:
        for answer in answers:
            file.write(json.dumps(answer) + "\n")


def _copies(items, count):
    made = []
    for number in range(count if items else 0):
        item = copy.deepcopy(items[number % len(items)])
        if number >= len(items):
            if "id" in item:
                item["id"] = f"{number:064x}"
                item["podSandboxId"] = f"{number:064x}"
            name = item["metadata"]["name"] + f"-{number}"
            item["metadata"]["name"] = name
            item["metadata"]["uid"] = f"00000000-0000-0000-0000-{number:012x}"
            labels = item.get("labels", {})
            if "io.kubernetes.pod.name" in labels:
                labels["io.kubernetes.pod.name"] = name
                labels["io.kubernetes.pod.uid"] = item["metadata"]["uid"]
        made.append(item)
    return made


def rules(folder, count):
    """So many rules of one's own, each with a text that it looks for in the kubelet's log."""
    place = os.path.join(folder, "rules/host")
    os.makedirs(place)
    for number in range(count):
        with open(os.path.join(place, f"own-rule-{number}.yaml"), "w") as file:
            file.write(
                f"title: The program of this site reports trouble {number}\nseverity: warning\nrung: host\n"
                f'when: {{log: kubelet, shows: ["site program {number} lost its licence for %s"]}}\n'
                f"says: The program of this site reports trouble {number}. Ask for a licence.\n"
                "why: It works for a month without one.\nwrongWhen: The licence was given since.\n"
                "sources:\n  - {source: \"this site's own rules\", date: 2026-11-30}\n"
            )
