/// Docker's repository of packages.
enum DockerRepository {
    /// With apt it has a suite for each version of the system; with dnf the version stands in for a word of the address.
    static func of(_ machine: Machine, suite: String?) -> PackageRepository {
        let root = "https://download.docker.com/linux/\(machine.os.rawValue)"
        let isApt = machine.os.family == .apt
        return PackageRepository(
            name: "docker", title: "Docker", url: isApt ? root : "\(root)/$releasever/$basearch/stable", keyURL: "\(root)/gpg",
            suite: isApt ? suite : nil)
    }
}
