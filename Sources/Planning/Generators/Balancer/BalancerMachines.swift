import Steps

/// Where haproxy and keepalived run: machines of their own, or the control planes.
enum BalancerMachines {
    static func of(_ plan: ClusterPlan) -> [Machine] {
        let own = plan.machines(.loadBalancer)
        return own.isEmpty ? plan.machines(.controlPlane) : own
    }

    /// Installs a program by the system's own packages, or asks a person to.
    static func install(_ package: String, on machine: Machine) -> Action {
        PackageSet(machine.os.family, [package]).actions.first
            ?? .byHand("Install \(package) on \(machine.name); its system has no package manager of ours.")
    }

    /// How to take the package away again.
    static func remove(_ package: String, from machine: Machine) -> [[String]] {
        switch machine.os.family {
        case .apt: [["apt-get", "remove", "--yes", package]]
        case .dnf: [["dnf", "remove", "--assumeyes", package]]
        case .zypper: [["zypper", "--non-interactive", "remove", package]]
        case .flatcar, .none, .windows: []
        }
    }
}
