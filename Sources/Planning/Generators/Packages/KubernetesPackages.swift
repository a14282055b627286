import Steps

/// kubelet, kubeadm and kubectl as packages of pkgs.k8s.io, held at the plan's version.
struct KubernetesPackages: Generator {
    static let held = ["kubelet", "kubeadm", "kubectl"]

    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.filter { Self.hasPackages($0, context) }.flatMap { machine in
            let family = machine.os.family
            let set = PackageSet(
                family, versions: Self.held.map { ($0, context.version) } + [("cri-tools", nil), ("kubernetes-cni", nil)])
            let install = Step(
                "install-kubernetes-packages", on: machine.name, phase: .prepare,
                title: "Install kubelet, kubeadm and kubectl \(context.version).",
                why:
                    "All machines begin with one version. cri-tools brings crictl, with which one looks at containers, and kubernetes-cni the plugins in /opt/cni/bin.",
                risk: .edits,
                actions: set.actions, check: set.check, seconds: 60)
            return Self.repository(context, family).steps(on: machine, family) + [install]
                + Self.hold(machine) + [Self.enableKubelet(machine)]
        }
    }

    /// Whether a machine gets packages: its system has a package manager and the release has packages.
    static func hasPackages(_ machine: Machine, _ context: PlanContext) -> Bool {
        context.release.hasPackages && [.apt, .dnf, .zypper].contains(machine.os.family)
    }

    /// The key of the project isv:kubernetes at pkgs.k8s.io, the same for every release (key id 234654DA9A296436, read 2026-11).
    static let fingerprint = "DE15B14486CD377B9E876E1A234654DA9A296436"

    /// A repository holds one minor release.
    static func repository(_ context: PlanContext, _ family: OperatingSystem.Family) -> PackageRepository {
        let root = "https://pkgs.k8s.io/core:/stable:/v\(context.release.id)"
        let isApt = family == .apt
        return PackageRepository(
            name: "kubernetes", title: "Kubernetes \(context.release.id)", url: isApt ? "\(root)/deb/" : "\(root)/rpm/",
            keyURL: isApt ? "\(root)/deb/Release.key" : "\(root)/rpm/repodata/repomd.xml.key",
            fingerprint: Self.fingerprint, held: family == .dnf ? held + ["cri-tools", "kubernetes-cni"] : [])
    }

    /// apt and zypper hold packages by a command; with dnf the repository's file leaves them out.
    static func hold(_ machine: Machine) -> [Step] {
        let words: (hold: [String], check: [String], undo: [String])
        switch machine.os.family {
        case .apt:
            let isHeld =
                "BEGIN { RS = \"\" } /(^|\\n)Package: (kubelet|kubeadm|kubectl)\\n/ && /\\nStatus: hold / { count++ } END { exit count < 3 }"
            words = (
                ["apt-mark", "hold"] + Self.held, ["awk", isHeld, "/var/lib/dpkg/status"], ["apt-mark", "unhold"] + Self.held
            )
        case .zypper:
            let isLocked = "/^solvable_name: (kubelet|kubeadm|kubectl)$/ { count++ } END { exit count < 3 }"
            words = (
                ["zypper", "--non-interactive", "addlock"] + Self.held, ["awk", isLocked, "/etc/zypp/locks"],
                ["zypper", "--non-interactive", "removelock"] + Self.held
            )
        default: return []
        }
        return [
            Step(
                "hold-kubernetes-packages", on: machine.name, phase: .prepare,
                title: "Keep upgrades of the system from upgrading Kubernetes.",
                why:
                    "A kubelet must never be newer than the API server: kubeadm upgrades them in their order, machine by machine.",
                risk: .edits, actions: [.run(Run(words.hold))], check: .succeeds(words.check), undo: .commands([words.undo]))
        ]
    }

    /// The kubelet starts at boot. Until kubeadm has written its configuration it restarts every ten seconds.
    static func enableKubelet(_ machine: Machine) -> Step {
        Step(
            "enable-kubelet", on: machine.name, phase: .prepare, title: "Let the kubelet start at boot.",
            why:
                "kubeadm starts it, but does not enable it. Until kubeadm has run it restarts every ten seconds, which is no fault.",
            risk: .edits, actions: [.unit(UnitChange("kubelet.service", .enabled))],
            check: .succeeds(["systemctl", "is-enabled", "--quiet", "kubelet.service"]),
            undo: .commands([["systemctl", "disable", "kubelet.service"]]))
    }
}
