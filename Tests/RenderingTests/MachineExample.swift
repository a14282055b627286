import Steps

@testable import PlanCases
@testable import Planning

/// A machine whose steps and files are looked at, by the branch that makes them.
struct MachineExample: Sendable {
    var name: String
    var one: MachineCase

    init(_ name: String, _ one: MachineCase, _ edit: (inout ClusterPlan) -> Void = { _ in }) {
        self.name = name
        self.one = one
        edit(&self.one.plan)
    }

    /// The first machine's steps of this part of the work.
    var made: Plan {
        guard let made = try? one.made().plan else { return Plan() }
        return Plan(steps: made.steps(on: "cp1"))
    }

    static let all = systems + runtimes + settings

    private static let systems = [
        MachineExample("debian-12", MachineCase()), MachineExample("debian-1.23", MachineCase(minor: 23)),
        MachineExample("debian-1.23-docker", MachineCase(minor: 23, runtime: .docker)),
        MachineExample("ubuntu-1.24", MachineCase(minor: 24, .ubuntu)),
        MachineExample("ubuntu-1.35-docker", MachineCase(minor: 35, .ubuntu, version: "24.04", runtime: .docker)),
        MachineExample("fedora-1.34", MachineCase(minor: 34, .fedora, version: "42")),
        MachineExample("fedora-containerd-2.2", MachineCase(.fedora, version: "42", series: "2.2")),
        MachineExample("rhel-1.36", MachineCase(.rhel)),
        MachineExample("rhel-1.36-cri-o", MachineCase(.rhel, version: "9", runtime: .crio)),
        MachineExample("rhel-1.36-mcr", MachineCase(.rhel, version: "9", runtime: .mcr)),
        MachineExample("suse-1.31-cri-o", MachineCase(minor: 31, .suse, version: "15.6", runtime: .crio)),
        MachineExample("suse-1.36", MachineCase(.suse)),
        MachineExample("flatcar-1.33", MachineCase(minor: 33, .flatcar, version: "")),
        MachineExample("other-1.36", MachineCase(.other, version: "")),
    ]

    private static let runtimes = [
        MachineExample("containerd-1.6", MachineCase(minor: 30, series: "1.6")),
        MachineExample("containerd-1.7-cgroupfs", MachineCase(minor: 30, series: "1.7")) { $0.cgroupDriver = .cgroupfs },
        MachineExample("containerd-2.0", MachineCase(minor: 34, series: "2.0")),
        MachineExample("containerd-2.2", MachineCase(series: "2.2")),
        // Its configuration of version 4 is one that no daemon of the lab reads.
        MachineExample("containerd-2.3-unproved", MachineCase(series: "2.3")),
        MachineExample("cri-o", MachineCase(runtime: .crio)),
        MachineExample("cri-o-cgroupfs", MachineCase(runtime: .crio)) { $0.cgroupDriver = .cgroupfs },
        MachineExample("docker", MachineCase(runtime: .docker)),
        MachineExample("docker-dual-stack", MachineCase(runtime: .docker)) { $0.network.podSubnets.append("fd00:1::/56") },
    ]

    private static let settings = [
        MachineExample("bridge", MachineCase(minor: 29)),
        MachineExample("ipvs-dual-stack", MachineCase()) {
            $0.kubeProxy.mode = .ipvs
            $0.network.podSubnets = ["10.1.0.0/16", "fd00:1::/56"]
        }, MachineExample("air-gap", MachineCase()) { $0.images.isAirGapped = true },
    ]
}
