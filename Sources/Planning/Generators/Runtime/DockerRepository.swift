import Steps

/// Docker's repository of packages.
enum DockerRepository {
    /// The key of the .deb packages (key id 8D81803C0EBFCD88, docs.docker.com, read 2026-11).
    static let fingerprint = "9DC858229FC7DD38854AE2D88D81803C0EBFCD88"

    /// With apt it has a suite for each version of the system; with dnf the version stands in for a word of the address.
    static func of(_ machine: Machine, suite: String?) -> PackageRepository {
        let root = "https://download.docker.com/linux/\(machine.os.rawValue)"
        let isApt = machine.os.family == .apt
        return PackageRepository(
            name: "docker", title: "Docker", url: isApt ? root : "\(root)/$releasever/$basearch/stable", keyURL: "\(root)/gpg",
            fingerprint: isApt ? fingerprint : nil, suite: isApt ? suite : nil)
    }
}
