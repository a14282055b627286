import Facts
import Steps

/// One node's upgrade. kubeadm comes first and changes the node's files; the kubelet follows while no pod of a person's runs here.
struct UpgradeNode {
    let context: PlanContext
    let machine: Machine
    /// The control plane that is upgraded first, and through which workers are drained.
    let first: Machine
    let drains: Bool

    private var isFirst: Bool { machine.name == first.name }
    private var isPlane: Bool { machine.roles.contains(.controlPlane) }
    /// A worker has no rights to drain itself.
    private var drainer: Machine { isPlane ? machine : first }
    private var version: String { "v\(context.version)" }
    private var patches: [String] { PatchFiles.names(context, on: machine).isEmpty ? [] : ["--patches", KubeadmPath.patches] }

    var steps: [Step] {
        var out = repository + PatchFiles.steps(context, on: machine, phase: .change) + [kubeadm]
        if isPlane { out.append(controlPlane) }
        if drains { out.append(drain) }
        if !isPlane { out.append(node) }
        out += flags + [kubelet] + hold
        if drains { out.append(uncordon) }
        return out + [wait]
    }

    // MARK: Programs

    /// A repository holds one minor release, so the new one's takes the place of the former.
    private var repository: [Step] {
        guard KubernetesPackages.hasPackages(machine, context) else { return [] }
        return KubernetesPackages.repository(context, machine.os.family).steps(on: machine, machine.os.family).map { step in
            var step = step
            step.phase = .change
            // The former minor's file may be there: it is compared as a whole when it is written, so nothing but that decides.
            step.check = nil
            step.undo = .journal
            return step
        }
    }

    private func programs(_ names: [String], key: String, title: String, why: String, then actions: [Action] = [], risk: Risk)
        -> Step
    {
        let family = machine.os.family
        let runs = names.contains("kubelet") ? " && systemctl --quiet is-active kubelet.service" : ""
        let asked = names.map { name in
            switch name {
            case "kubeadm": "[ \"$(kubeadm version -o short)\" = \"$1\" ]"
            case "kubelet": "[ \"$(kubelet --version)\" = \"Kubernetes $1\" ]"
            default: "kubectl version --client | grep -q \"$1\""
            }
        }.joined(separator: " && ")
        var own: [Action]
        if KubernetesPackages.hasPackages(machine, context) {
            own = PackageSet(family, versions: names.map { ($0, context.version) }).actions
        } else {
            let root = "https://dl.k8s.io/release/\(version)/bin/linux/\(machine.architecture.rawValue)"
            own = names.flatMap { name in
                Download("\(root)/\(name)", sum: "\(root)/\(name).sha256", as: "\(name)-\(version)")
                    .install(to: "\(machine.os.programFolder)/\(name)")
            }
        }
        return Step(
            key, on: machine.name, phase: .change, title: title, why: why, risk: risk, actions: own + actions,
            check: .succeeds(NodeScript.words(asked + runs, [version])),
            undo: .none(because: "A program of the former release does not go back behind what the new one wrote."), seconds: 30)
    }

    private var kubeadm: Step {
        programs(
            ["kubeadm"], key: "upgrade-kubeadm", title: "Install kubeadm \(context.version) on \(machine.name).",
            why: "kubeadm upgrades to its own minor release. The kubelet stays as it is until the node is drained.", risk: .edits)
    }

    private var kubelet: Step {
        programs(
            ["kubelet", "kubectl"], key: "upgrade-kubelet",
            title: "Install kubelet \(context.version) on \(machine.name), and restart it.",
            why: "The kubelet must never be newer than the API server, so it comes after it. Containers that run go on.",
            then: [.unit(.definitionsRead), .unit(UnitChange("kubelet.service", .restarted))], risk: .restarts)
    }

    private var hold: [Step] {
        guard KubernetesPackages.hasPackages(machine, context) else { return [] }
        return KubernetesPackages.hold(machine).map { step in
            var step = step
            step.phase = .change
            return step
        }
    }

    // MARK: kubeadm

    private static let components = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"]

    /// Each manifest names the new release's image.
    private static let manifests = """
        set -eu; version=$1; shift
        for name in "$@"; do grep -qE "image: .*/$name:$version\\$" "/etc/kubernetes/manifests/$name.yaml"; done
        """

    private var controlPlane: Step {
        let words =
            isFirst
            ? [["kubeadm", "upgrade", "plan", version], ["kubeadm", "upgrade", "apply", version, "--yes"] + patches]
            : [["kubeadm", "upgrade", "node"] + patches]
        let settings =
            isFirst
            ? "; kubectl --kubeconfig \(KubeadmPath.adminKubeconfig) -n kube-system get configmap kubeadm-config -o yaml | grep -qx \" *kubernetesVersion: $version\""
            : ""
        return Step(
            isFirst ? "upgrade-cluster" : "upgrade-control-plane", on: machine.name, phase: .change,
            title: isFirst
                ? "Upgrade the cluster's settings and the control plane of \(machine.name)."
                : "Upgrade the control plane of \(machine.name).",
            why:
                "kubeadm pulls the images, renews certificates, and replaces one static pod after the other; where one does not come up it puts "
                + "the former manifests back (they are kept in /etc/kubernetes/tmp). "
                + (isFirst
                    ? "It also upgrades CoreDNS and kube-proxy, when no older control plane is left."
                    : "The other control planes serve meanwhile."),
            risk: .restarts, actions: words.map { .run(Run(CommandProxy.around($0, context))) },
            check: .succeeds(NodeScript.words(Self.manifests + settings, [version] + Self.components)),
            undo: .none(
                because: "A cluster is not taken back to an older minor release; a snapshot of etcd from before can be restored."),
            seconds: 300)
    }

    private var node: Step {
        let mark = "/var/lib/drydock/versions/upgraded-node"
        return Step(
            "upgrade-node", on: machine.name, phase: .change,
            title: "Take over the new kubelet configuration on \(machine.name).",
            why: "kubeadm writes the cluster's kubelet configuration and the node's flags as the new release takes them.",
            risk: .edits,
            actions: [
                .run(Run(["kubeadm", "upgrade", "node"] + patches)), .run(Run(["install", "-d", "/var/lib/drydock/versions"])),
                .run(Run(["echo", version], output: .init(path: mark, mode: 0o644))),
            ], check: .succeeds(["grep", "--quiet", "--line-regexp", "--fixed-strings", "--", version, mark]),
            undo: .none(because: "The former configuration is kept by kubeadm in /etc/kubernetes/tmp."), seconds: 15)
    }

    /// Flags of the kubelet that are gone: with one of them it does not start.
    private var flags: [Step] {
        let names = context.release.removedFlags.filter { $0.program == "kubelet" }.map(\.name)
        if names.isEmpty { return [] }
        let file = "/var/lib/kubelet/kubeadm-flags.env"
        let others = ["/etc/default/kubelet", "/etc/sysconfig/kubelet"]
        let without = names.flatMap { ["-e", "s/--\($0)=[^ \"]*//g", "-e", "s/--\($0)\\([ \"]\\)/\\1/g"] }
        let given = names.flatMap { ["-e", "--\($0)[ =\"]"] }
        return [
            Step(
                "remove-kubelet-flags", on: machine.name, phase: .change,
                title: "Remove flags that the kubelet of \(context.release.id) does not take.",
                why:
                    "With one of them it does not start. \(file) is kubeadm's; in \(others[0]) and \(others[1]) they are yours to remove.",
                risk: .edits,
                actions: [
                    .run(Run(["sed", "-i.before-upgrade"] + without + [file], unless: ["test", "!", "-e", file])),
                    .byHand(
                        "Remove what is left of them from \(others[0]) and \(others[1]): \(names.map { "--\($0)" }.joined(separator: ", "))."
                    ),
                ], check: .succeeds(NodeScript.words("! grep -sq \"$@\"", given + [file] + others)),
                undo: .commands([["mv", "\(file).before-upgrade", file]]), seconds: 2)
        ]
    }

    // MARK: Pods

    private func key(_ verb: String) -> String { isPlane ? verb + "-node" : "\(verb)-\(machine.name)" }

    private static let kubectl = "kubectl --kubeconfig \(KubeadmPath.adminKubeconfig)"

    private var drain: Step {
        let words = Kubectl.asAdmin("drain", machine.name, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=600s")
        let asked = """
            [ "$(\(Self.kubectl) get node "$1" -o 'jsonpath={.status.nodeInfo.kubeletVersion}')" = "$2" ] \\
                || [ "$(\(Self.kubectl) get node "$1" -o 'jsonpath={.spec.unschedulable}')" = true ]
            """
        return Step(
            key("drain"), on: drainer.name, phase: .change, title: "Move the pods away from \(machine.name).",
            why:
                "Disruption budgets are kept, and pods that no controller owns stop it, because nobody would start them again. Data in emptyDir "
                + "volumes are lost.",
            risk: .restarts, actions: [.run(Run(words))], check: .succeeds(NodeScript.words(asked, [machine.name, version])),
            undo: .commands([Kubectl.asAdmin("uncordon", machine.name)]), seconds: 120)
    }

    private var uncordon: Step {
        let asked = "[ \"$(\(Self.kubectl) get node \"$1\" -o 'jsonpath={.spec.unschedulable}')\" != true ]"
        return Step(
            key("uncordon"), on: drainer.name, phase: .change, title: "Let pods come to \(machine.name) again.",
            why: "Until then the scheduler gives the node none.", risk: .edits,
            actions: [.run(Run(Kubectl.asAdmin("uncordon", machine.name)))],
            check: .succeeds(NodeScript.words(asked, [machine.name])),
            undo: .none(because: "Pods may come to the node from then on."), seconds: 2)
    }

    /// Before the next node begins.
    private var wait: Step {
        let asked =
            "[ \"$(\(Self.kubectl) get node \"$1\" -o 'jsonpath={.status.nodeInfo.kubeletVersion}')\" = \"$2\" ] || { echo \"$1 has not said yet that it is of $2.\" >&2; exit 1; }"
        return Step(
            key("check"), on: drainer.name, phase: .change, title: "Wait until \(machine.name) is ready with \(context.version).",
            why: "The next node is touched only when this one works.", risk: .looks,
            actions: [
                .run(Run(Kubectl.asAdmin("wait", "--for=condition=Ready", "--timeout=300s", "node/\(machine.name)"))),
                .run(Run(NodeScript.words(asked, [machine.name, version]))),
            ], seconds: 30)
    }
}
