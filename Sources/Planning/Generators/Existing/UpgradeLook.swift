import Facts
import Steps

/// What would break by an upgrade, looked for before anything is changed.
struct UpgradeLook {
    let context: PlanContext
    let first: Machine
    let nodes: [Machine]

    private var from: KubernetesVersion? { context.plan.existing?.controlPlaneVersion }
    /// What changed on the way: the releases after the cluster's, up to the new one.
    private var releases: [Release] {
        context.knowledge.releases.filter {
            $0.minor > (from?.minor ?? context.release.minor - 1) && $0.minor <= context.release.minor
        }
    }

    var steps: [Step] { [version, settings] + (refusesCgroupV1 ? nodes.map(cgroups) : []) }

    /// kubeadm takes no minor that it is not made for, and says so after a while; here it is said at once.
    private var version: Step {
        let script = """
            set -eu
            minor=$(kubectl --kubeconfig "$1" get --raw /version | awk -F '"' '$2 == "minor" { sub(/[^0-9].*/, "", $4); print $4 }')
            shift
            for known in "$@"; do [ "$minor" != "$known" ] || exit 0; done
            echo "The API server is of 1.$minor, but the plan is for a cluster of 1.$1." >&2
            exit 1
            """
        let minors = [from?.minor, context.release.minor].compactMap { $0 }.map(String.init)
        return Step(
            "look-at-version", on: first.name, phase: .change, title: "Look whether the cluster is what the plan says.",
            why: "An upgrade goes one minor release at a time, and every node must be ready before the first of them is touched.",
            risk: .looks,
            actions: [
                .run(Run(NodeScript.words(script, [KubeadmPath.adminKubeconfig] + minors))),
                .run(Run(Kubectl.asAdmin("wait", "--for=condition=Ready", "--timeout=30s", "nodes", "--all"))),
            ], seconds: 10)
    }

    /// The cluster's own settings, by which kubeadm writes the new manifests and the kubelets' configuration.
    private var settings: Step {
        let flags = Array(Set(releases.flatMap { $0.removedFlags.map(\.name) })).sorted()
        let gates = Array(Set(releases.flatMap(\.removedFeatureGates))).sorted()
        // A flag is an entry's name or key; a gate stands in a flag's value, or in a map of the kubelet's.
        let script = """
            set -eu; config=$1 found=0
            flags="^ *(- name: )?($(printf '%s' "$2" | tr ' ' '|')):? *"
            gates="(^|[ ,=\\"])($(printf '%s' "$3" | tr ' ' '|'))(=|:)"
            for map in kubeadm-config "$4"; do
                text=$(kubectl --kubeconfig "$config" -n kube-system get configmap "$map" -o yaml)
                if [ -n "$2" ] && printf '%s\\n' "$text" | grep -E "$flags"; then echo "$map has flags that are gone." >&2; found=1; fi
                if [ -n "$3" ] && printf '%s\\n' "$text" | grep -E "$gates"; then echo "$map has feature gates that are gone." >&2; found=1; fi
            done
            kubectl --kubeconfig "$config" get --raw /metrics | grep -E "^apiserver_requested_deprecated_apis.*removed_release=\\"$5\\"" || :
            exit "$found"
            """
        return Step(
            "look-for-what-breaks", on: first.name, phase: .change,
            title: "Look for settings that \(context.release.id) does not take.",
            why:
                "A flag or a gate that is gone keeps its program from starting. kubeadm writes them from the cluster's configuration: remove what "
                + "is named here from it with kubectl -n kube-system edit configmap, before the upgrade. What was asked for lately of APIs that "
                + "\(context.release.id) has no more is listed too; whoever asks for them needs the newer ones first.",
            risk: .looks,
            actions: [
                .run(
                    Run(
                        NodeScript.words(
                            script,
                            [
                                KubeadmPath.adminKubeconfig, flags.joined(separator: " "), gates.joined(separator: " "),
                                oldKubeletConfigMap,
                                context.release.id,
                            ])))
            ], seconds: 5)
    }

    /// Up to 1.23 its name carries the minor.
    private var oldKubeletConfigMap: String {
        from.flatMap { context.knowledge.release($0) }?.kubeletConfigMap ?? context.release.kubeletConfigMap
    }

    private var refusesCgroupV1: Bool {
        context.release.refusesCgroupV1 && from.flatMap { context.knowledge.release($0) }?.refusesCgroupV1 != true
    }

    private func cgroups(_ machine: Machine) -> Step {
        Step(
            "look-at-cgroups", on: machine.name, phase: .change, title: "Look whether \(machine.name) has cgroup v2.",
            why:
                "The kubelet of \(context.release.id) does not start on cgroup v1 unless its configuration says failCgroupV1: false. Boot the machine "
                + "with systemd.unified_cgroup_hierarchy=1 first.", risk: .looks,
            actions: [
                .run(
                    Run(
                        NodeScript.words(
                            "[ -e /sys/fs/cgroup/cgroup.controllers ] || grep -q 'failCgroupV1: *false' /var/lib/kubelet/config.yaml || { echo 'This machine has cgroup v1.' >&2; exit 1; }",
                            [])))
            ], seconds: 1)
    }
}
