import Facts

/// How much room each file system has beside what is needed on it: the kubelet's eviction thresholds where its files or the
/// runtime's lie there, and a hundredth of everything else; and beside the little below which writing itself fails.
enum DiskRoom {
    static let derivation = Derivation(gives: [DiskFacts.room]) { derive(&$0) }

    /// The kubelet's own thresholds (kubernetes 1.36 pkg/kubelet/eviction/defaults_linux.go).
    static let defaults = [
        "nodefs.available": "10%", "nodefs.inodesFree": "5%", "imagefs.available": "15%", "imagefs.inodesFree": "5%",
    ]

    /// A thousandth of a file system, at least 64 MiB and at most 1 GiB: an image's layer, etcd's next files and the logs of an hour
    /// do not fit into less. Of a small one a half, as of a tmpfs.
    static func floor(of size: Int) -> Int { min(max(size / 1000, 64 << 20), 1 << 30, size / 2) }
    /// Pods make files by the thousand.
    static func inodeFloor(of inodes: Int) -> Int { min(1000, inodes / 2) }

    /// Where the runtimes keep images; the kubelet calls that file system imagefs.
    static let imageFolders: Set<String> = ["/var/lib/containerd", "/var/lib/containers", "/var/lib/docker"]

    private struct Limit {
        var amount: Int
        var from: String
    }

    private static func derive(_ facts: inout FactSet) {
        for key in [DiskFacts.disks, KubeletFacts.isInstalled] {
            if let reason = facts.reason(key) { return facts.miss(DiskFacts.room, reason) }
        }
        let disks = (facts.rows(DiskFacts.disks) ?? []).filter { $0.flag(.isReadOnly) == false && ($0.integer(.size) ?? 0) > 0 }
        let thresholds = thresholds(facts)
        var mounts: [String] = []
        var folders: [String: [Row<DiskFacts.Disk>]] = [:]
        for disk in disks {
            let mount = disk.text(.mount) ?? ""
            if folders[mount] == nil { mounts.append(mount) }
            folders[mount, default: []].append(disk)
        }
        let unseen = facts.flag(KubeletFacts.isInstalled) == true ? facts.reason(KubeletFacts.evictionHard) : nil
        let rows = mounts.compactMap { mount in
            folders[mount].flatMap { row(mount, $0, thresholds) }.map { room in
                unseen.map { room.without(thresholds: $0) } ?? room
            }
        }
        facts.set(DiskFacts.room, rows, from: facts.sources(DiskFacts.disks))
    }

    /// By signal.
    ///
    /// A configuration that sets any threshold leaves the others unset (kubelet configuration, `evictionHard`).
    private static func thresholds(_ facts: FactSet) -> [String: String] {
        guard facts.flag(KubeletFacts.isInstalled) == true else { return [:] }
        let own = facts.rows(KubeletFacts.evictionHard) ?? []
        guard !own.isEmpty else { return defaults }
        return Dictionary(
            own.compactMap { row in row.text(.signal).flatMap { name in row.text(.threshold).map { (name, $0) } } }
        ) { _, last in last }
    }

    private static func row(_ mount: String, _ folders: [Row<DiskFacts.Disk>], _ thresholds: [String: String]) -> Row<
        DiskFacts.Room
    >? {
        guard let first = folders.first, let size = first.integer(.size) else { return nil }
        let paths = folders.compactMap { $0.text(.path) }
        let space = limit("available", of: size, paths, thresholds)
        var row = Row<DiskFacts.Room>(sharing: first)
        row[.mount] = .text(mount)
        row[.holds] = .text(paths.joined(separator: ", "))
        row[.limit] = .integer(space.amount)
        row[.floor] = .integer(floor(of: size))
        row[.limitFrom] = .text(space.from)
        if let inodes = first.integer(.inodes) {
            let free = limit("inodesFree", of: inodes, paths, thresholds)
            row[.inodeLimit] = .integer(free.amount)
            row[.inodeFloor] = .integer(inodeFloor(of: inodes))
            row[.inodeLimitFrom] = .text(free.from)
        }
        return row
    }

    /// The folders for which the kubelet has thresholds.
    fileprivate static let watched = imageFolders.union(["/var/lib/kubelet"])

    /// The highest of the limits that hold for these folders.
    private static func limit(_ signal: String, of total: Int, _ paths: [String], _ thresholds: [String: String]) -> Limit {
        var limit = Limit(amount: total / 100, from: "1 % of the total")
        var kinds: [String] = []
        if paths.contains("/var/lib/kubelet") { kinds.append("nodefs") }
        if paths.contains(where: imageFolders.contains) { kinds.append("imagefs") }
        for kind in kinds {
            guard let threshold = thresholds["\(kind).\(signal)"], let amount = amount(threshold, of: total),
                amount > limit.amount
            else { continue }
            limit = Limit(amount: amount, from: "the kubelet's eviction threshold \(kind).\(signal), \(threshold)")
        }
        return limit
    }

    /// `10%` of a total, or a quantity such as `1Gi`; nil for anything else and for 0% and 100%, which switch a threshold off.
    static func amount(_ threshold: String, of total: Int) -> Int? {
        if threshold.hasSuffix("%") {
            guard let percent = Double(threshold.dropLast()), percent > 0, percent < 100 else { return nil }
            return Int((Double(total) * percent / 100).rounded(.up))
        }
        return KubernetesQuantity.bytes(threshold)
    }
}

extension Row<DiskFacts.Room> {
    /// The room of a file system whose thresholds are not known, where the kubelet has any for it.
    fileprivate func without(thresholds reason: Reason) -> Row<DiskFacts.Room> {
        guard !DiskRoom.watched.isDisjoint(with: (text(.holds) ?? "").split(separator: ", ").map(String.init)) else {
            return self
        }
        var row = self
        for column in [DiskFacts.Room.limit, .limitFrom, .inodeLimit, .inodeLimitFrom] where self[column] != .absent {
            row[column] = .unknown(reason)
        }
        return row
    }
}
