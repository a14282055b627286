import Facts

/// The files that a flag of a static pod names and its program cannot read, because no volume of the pod holds them, or the volume is of
/// another place of this machine, which has nothing there. Only of programs that do not stay up: an image may bring files of its own.
enum UnreachedFiles {
    static let derivation = Derivation(gives: [ManifestFacts.unreached]) { facts in
        for key in [ManifestFacts.files, PodFacts.containers, TimeFacts.now] {
            if let reason = facts.reason(key) { return facts.miss(ManifestFacts.unreached, reason) }
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(ManifestFacts.unreached, "The time of this examination is not known.")
        }
        let containers = (facts.rows(PodFacts.containers) ?? []).filter { $0.text(.namespace) == "kube-system" }
        let well = Set(containers.filter { CrashLoops.isWell($0, now) }.compactMap { $0.text(.name) })
        var rows: [Row<ManifestFacts.NamedPath>] = []
        for file in facts.rows(ManifestFacts.files) ?? [] {
            guard let component = file.text(.component), let because = because(file, isWell: well.contains(component)) else {
                continue
            }
            // Several flags may name one file.
            if let same = rows.firstIndex(where: { $0[.component] == file[.component] && $0[.path] == file[.path] }) {
                rows[same][.flag] = .text("\(rows[same].text(.flag) ?? "") and --\(file.text(.flag) ?? "")")
                continue
            }
            var row = file
            row[.because] = .text(because)
            rows.append(row)
        }
        facts.set(ManifestFacts.unreached, rows, from: facts.sources(ManifestFacts.files))
    }

    private static func because(_ file: Row<ManifestFacts.NamedPath>, isWell: Bool) -> String? {
        let path = file.text(.path) ?? ""
        guard let there = file.text(.hostPath) else {
            // etcd makes its folder inside the container, and with the container it goes.
            let isData = file.text(.component) == "etcd" && ["data-dir", "wal-dir"].contains(file.text(.flag) ?? "")
            guard !isWell || isData else { return nil }
            return isData
                ? "No volume of the pod mounts \(path), so etcd's data would be lost with its container."
                : "No volume of the pod mounts \(path), so the program does not see it."
        }
        guard !isWell, there != path else { return nil }
        if file.flag(.isThere) == false { return "The pod's volume puts \(there) there, which does not exist on this machine." }
        return file.flag(.isEmpty) == true ? "The pod's volume puts \(there) there, which is an empty file." : nil
    }
}
