import Steps

/// Where haproxy and keepalived run: machines of their own, or the control planes.
enum BalancerMachines {
    static func of(_ plan: ClusterPlan) -> [Machine] {
        let own = plan.machines(.loadBalancer)
        return own.isEmpty ? plan.machines(.controlPlane) : own
    }

    /// Installs a program by the system's own packages, or asks a person to.
    static func install(_ package: String, on machine: Machine, _ plan: ClusterPlan) -> Action {
        if plan.images.isAirGapped {
            return .byHand("Bring the package \(package) and those that it needs to \(machine.name), and install them.")
        }
        let there = "/usr/sbin/\(package)"
        switch machine.os.family {
        case .apt:
            return .run(
                .init(
                    ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "--yes", "--no-install-recommends", package],
                    unlessExists: there))
        case .dnf: return .run(.init(["dnf", "install", "--assumeyes", package], unlessExists: there))
        case .zypper: return .run(.init(["zypper", "--non-interactive", "install", package], unlessExists: there))
        case .flatcar, .none, .windows:
            return .byHand("Install \(package) on \(machine.name); its system has no package manager of ours.")
        }
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
