import Editing
import Steps

extension Shape {
    /// Downloads, with each proof.
    static let downloads: [Shape] = [
        Shape("a download with its sum") {
            [$0.fetch("tool", .sha256(Place.sum))]
        } check: {
            .succeeds(["test", "-s", $0.path])
        },
        Shape("a download with a published sum, then a command") {
            [$0.fetch("tool", .published(url: "https://example.org/tool.sha256", name: "tool")), $0.act("one")]
        } check: {
            $0.done("one")
        },
        Shape("a download with another sum than it has") { [$0.fetch("tool", .sha256(String(repeating: "0", count: 64)))] },
        Shape("a key by its fingerprint") { [$0.fetch("key.asc", .key(fingerprint: StandIns.fingerprint))] },
        Shape("a key with another fingerprint") {
            [$0.fetch("key.asc", .key(fingerprint: "0" + StandIns.fingerprint.dropFirst()))]
        },
        Shape("a download that only TLS vouches for") { [$0.fetch("tool", .onlyTLS(because: "None is published."))] },
    ]

    /// What systemd, the package manager and the kubelet do.
    static let machine: [Shape] = [
        Shape("a unit in each state, one after the other", risk: .restarts) { _ in
            [.unit(.definitionsRead)]
                + UnitChange.State.allCases.filter { $0 != .definitionsRead }.map { .unit(UnitChange("a.service", $0)) }
        },
        Shape("a unit that is to run, with its check", risk: .restarts) { _ in
            [.unit(UnitChange("a.service", .enabled)), .unit(UnitChange("a.service", .started))]
        } check: {
            $0.done("start")
        },
        Shape("packages") { _ in
            [.packages(PackageSet(.apt, ["a"]))]
        } check: {
            $0.done("install")
        },
        Shape("a static pod is restarted", risk: .restarts) {
            [.staticPod(StaticPod("pod", manifest: $0.path))]
        } prepare: {
            try $0.write($0.path, "old\n")
        },
    ]

    /// Files of a person's, of which a part is changed. install.sh has no words for it.
    static let edits: [Shape] = [
        edit("YAML", .yaml, "# mine\ncgroupDriver: cgroupfs\n", [.set(EditPath(keys: "cgroupDriver"), "systemd")]),
        edit(
            "TOML", .toml, "version = 3 # mine\n[debug]\nlevel = \"info\"\n",
            [.set(EditPath(keys: "debug", "level"), "warn")]),
        edit(
            "flags", .env, "ARGS=\"--a=1 --v=2\"\n",
            [.set(EditPath(keys: "ARGS", "--v"), "4"), .remove(EditPath(keys: "ARGS", "--a"))]),
        edit(
            "a drop-in", .ini, "[Service]\n# mine\nRestart=no\n",
            [.set(EditPath(keys: "Service", "Restart"), "always")]),
        edit("a sysctl", .sysctl, "a.b = 0\n", [.set(EditPath(keys: "a", "b"), "1")]),
        edit("a line", .lines, "one\n", [.append(["two"])]),
        Shape("an edit, then a restart; the service runs anyway", risk: .restarts, old: "a: 1\n") {
            [
                .edit(FileChange($0.path, FileEdit(.yaml, [.set(EditPath(keys: "a"), 2)]))),
                .unit(UnitChange("a.service", .restarted)),
            ]
        } check: { _ in
            .succeeds(["true"])
        },
        Shape("an edit of what is not there") {
            [.edit(FileChange($0.path, FileEdit(.text, [.replace("one", with: "two")])))]
        },
    ]

    private static func edit(_ what: String, _ form: FileEdit.Form, _ old: String, _ changes: [FileEdit.Change]) -> Shape {
        Shape("an edit of \(what)", old: old) { [.edit(FileChange($0.path, FileEdit(form, changes)))] }
    }
}
