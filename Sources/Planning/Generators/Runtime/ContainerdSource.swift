/// Where a machine's containerd comes from.
enum ContainerdSource: Equatable {
    /// The system's own package.
    case system
    /// The package containerd.io of download.docker.com, with the suite where apt needs one.
    case docker(suite: String?)
    /// The archive of containerd's own release.
    case archive
    /// It is part of the system.
    case present

    /// The source that has the series: the system's package before Docker's, and that before the archive, because packages are
    /// upgraded with the system.
    static func of(_ machine: Machine, _ series: RuntimeSeries, _ context: PlanContext) -> (ContainerdSource, why: String) {
        let version = context.osVersion(machine)
        let system = "\(machine.os.rawValue)-\(version)"
        if machine.os == .flatcar { return (.present, "Flatcar brings containerd with the system.") }
        if series.packages.contains(system) {
            return (.system, "The package containerd of \(machine.os.rawValue) \(version) is of the series \(series.series).")
        }
        let offer =
            "containerd.io of download.docker.com is of the series \(series.series), which the system's own package is not known to be."
        if series.packages.contains("docker") {
            switch machine.os {
            case .debian, .ubuntu:
                if let suite = machine.os.codeName(version) { return (.docker(suite: suite), offer) }
            case .rhel, .fedora: return (.docker(suite: nil), offer)
            default: break
            }
        }
        return (
            .archive,
            "No package of the series \(series.series) is known for \(machine.os.rawValue)\(version.isEmpty ? ", whose version the plan does not say" : " \(version)"), so it comes as the archive of its own release."
        )
    }

    /// Where its program lies.
    var program: String { self == .archive ? "/usr/local/bin/containerd" : "/usr/bin/containerd" }
}
