import Knowledge
import KnowledgeFormat
import Planning
import Testing
import YAML

/// No recipe can name a command that the release lacks, lock people out, or hand one node another's identity. Each harmful text here
/// once stood in a recipe.
@Suite struct RecipeGuardTests {
    struct Refused: CustomTestStringConvertible, Sendable {
        var name: String
        /// The step's fields, as YAML.
        var step: String
        /// What the complaint says.
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ says: String, _ step: String) {
            self.name = name
            self.step = step
            self.says = says
        }
    }

    private func problems(_ step: String, about: String = "For a trial.") -> [String] {
        let indented = step.split(separator: "\n").map { "    \($0)\n" }.joined()
        let isManual = step.split(separator: "\n").contains { $0.hasPrefix("byHand") }
        let manual = isManual ? "manual: {because: A person decides.}\n" : ""
        let rest =
            isManual
            ? ""
            : (step.contains("check:") ? "" : "    check: [\"false\"]\n")
                + (step.contains("undo:") ? "" : "    undo: {because: Nothing does.}\n")
        let text =
            "title: Try it\nabout: \"\(about)\"\n\(manual)steps:\n  - title: Do it.\n    risk: restarts\n\(indented)\(rest)"
        let file = KnowledgeFile(path: "recipes/trial/try-it.yaml", shownAs: "try-it.yaml", bytes: Array(text.utf8))
        return KnowledgeFolder.read([file], beside: Knowledge.base).1.map(\.sentence)
    }

    static let refused = [
        Refused(
            "a phase that is gone", "There is no kubeadm join phase control-plane-join etcd in 1.33 to 1.37",
            "byHand: Run kubeadm join phase control-plane-join etcd --control-plane with this node's join configuration; then look."
        ),
        Refused(
            "the same as words", "There is no kubeadm join phase control-plane-join etcd in 1.33 to 1.37",
            "run: [kubeadm, join, phase, control-plane-join, etcd, --config, /root/join.yaml]"),
        Refused(
            "a release that has it no more", "There is no kubeadm join phase control-plane-join etcd in 1.33,",
            "fits: {releases: {from: \"1.31\", to: \"1.33\"}}\nbyHand: Run kubeadm join phase control-plane-join etcd --config FILE."
        ),
        Refused(
            "another node's identity", "writes this machine's own kubelet.conf",
            "byHand: Run kubeadm init phase kubeconfig kubelet --node-name NAME --config FILE, NAME being the worker's."),
        Refused(
            "an identity of nobody", "say which one",
            "byHand: Run kubeadm kubeconfig user --org system:nodes --client-name worker1 --config FILE."),
        Refused(
            "defaults over the cluster's settings", "kubeadm init phase kubelet-start without --config",
            "run: [kubeadm, init, phase, kubelet-start]"),
        Refused(
            "a check that cannot fail", "alone in a file a KubeletConfiguration is always found ok",
            "fits: {releases: {from: \"1.26\"}}\nrun: [kubeadm, config, validate, --config, /var/lib/kubelet/config.yaml]"),
        Refused(
            "a command of later releases", "There is no kubeadm config validate in 1.23 to 1.25",
            "byHand: Run kubeadm config validate --config FILE."),
        Refused(
            "a flag that is not there", "kubeadm token create takes no --no-such in 1.23 to 1.37",
            "run: [kubeadm, token, create, --no-such]"),
        Refused("a phase of nobody", "has no \"certss\"", "byHand: Run kubeadm init phase certss all --config FILE."),
        Refused("the session's unit", "switches off ssh.service", "run: [systemctl, disable, --now, ssh.service]"),
        Refused("the same in a sentence", "switches off sshd", "byHand: Run systemctl stop sshd, then look again."),
        Refused(
            "the same in the way back", "switches off getty@tty1.service",
            "run: [\"true\"]\nundo: {run: [systemctl, mask, getty@tty1.service]}"),
        Refused("the network's unit", "switches off systemd-networkd", "run: [systemctl, stop, systemd-networkd]"),
        Refused("a mount that is moved", "may be a mount of its own", "byHand: Run mv /var/lib/etcd /var/lib/etcd.broken."),
        Refused(
            "releases the wrong way round", "no release at all",
            "fits: {releases: {from: \"1.33\", to: \"1.30\"}}\nrun: [\"true\"]"),
    ]

    @Test(arguments: refused) func whatHarmsIsRefused(_ one: Refused) {
        let found = problems(one.step)
        #expect(found.contains { $0.contains(one.says) }, "\(found)")
    }

    @Test(arguments: [
        "fits: {releases: {to: \"1.32\"}}\nbyHand: Run kubeadm join phase control-plane-join etcd --config FILE.",
        "fits: {releases: {from: \"1.33\"}}\nbyHand: Run kubeadm join phase etcd-join --config FILE, FILE being this node's.",
        "byHand: Run kubeadm kubeconfig user --org system:nodes --client-name system:node:NODE --config FILE.",
        "byHand: Run kubeadm init phase control-plane apiserver, controller-manager or scheduler, each with --config FILE.",
        "byHand: Run kubeadm init phase certs PART --config FILE.", "run: [kubeadm, upgrade, apply, v1.36.3, --yes]",
        "run: [kubeadm, join, \"192.0.2.1:6443\", --token, T]", "run: [env, A=b, kubeadm, reset, -f]",
        "byHand: kubeadm writes what kubeadm upgrade first asked for.", "run: [systemctl, restart, ssh]",
        "run: [systemctl, stop, kubelet, containerd]", "byHand: Run mv /var/lib/etcd.restored/member /var/lib/etcd/ there.",
    ]) func whatIsRightPasses(_ step: String) {
        #expect(problems(step) == [])
    }

    private func looks(_ command: String) -> [String] {
        let text = "title: Try it\nabout: For a trial.\nsteps:\n  - title: Look.\n    risk: looks\n    run: \(command)\n"
        let file = KnowledgeFile(path: "recipes/trial/try-it.yaml", shownAs: "try-it.yaml", bytes: Array(text.utf8))
        return KnowledgeFolder.read([file], beside: Knowledge.base).1.map(\.sentence)
    }

    @Test(arguments: [
        "[rm, -rf, /tmp/x]", "[systemctl, restart, kubelet]", "[systemctl, kill, --signal=SIGUSR1, containerd]",
        "[kubectl, delete, pods, -A]",
        "[kubectl, -n, kube-system, delete, pods, x]", "[crictl, rmp, -fa]", "[ip, link, delete, cni0]", "[sysctl, -w, a.b=1]",
        "[sysctl, a.b=1]", "[find, /, -delete]", "[journalctl, --vacuum-size=1M]", "[sh, -c, \"rm x\"]",
        "[etcdctl, --endpoints, x, del, /a]",
        "[etcdctl, defrag]", "[curl, -X, DELETE, \"http://127.0.0.1\"]", "[iptables, -P, FORWARD, DROP]",
        "[crictl, exec, id, etcdctl, defrag]",
        "[kubeadm, reset, -f]", "[hostname, other]", "[dmesg, -C]",
    ]) func whatChangesSomethingIsNoLook(_ command: String) {
        #expect(looks(command).contains { $0.contains("must not") }, "\(looks(command))")
    }

    @Test(arguments: [
        "[cat, /etc/hosts]", "[systemctl, is-active, kubelet]",
        "[kubectl, --kubeconfig, /etc/kubernetes/admin.conf, -n, a, get, pods]",
        "[crictl, exec, id, etcdctl, member, list]", "[ip, -brief, address]", "[sysctl, vm.overcommit_memory]", "[hostname, -i]",
        "[kubeadm, upgrade, node, --patches, /x, --dry-run]", "[containerd, --config, /x, config, dump]",
        "[journalctl, -u, kubelet, -n, \"5\"]",
    ]) func aLookPasses(_ command: String) {
        #expect(looks(command) == [])
    }

    @Test func whatARecipeIsAboutMaySpeakOfSomeReleases() {
        #expect(problems("run: [\"true\"]", about: "Up to 1.32 it was kubeadm join phase control-plane-join etcd.") == [])
    }

    @Test func aStepSaysForWhichReleasesItIs() throws {
        let recipe = try #require(Knowledge.recipes.first { $0.id == "replace-etcd-member" })
        let headings = recipe.steps.map(\.heading)
        #expect(headings.contains("Add it again. (Kubernetes up to 1.32)"))
        #expect(headings.contains("Add it again. (Kubernetes 1.33 and later)"))
    }
}
