import FoundationEssentials
import Testing

extension LabSuite {
    /// install.sh as a plan writes it, run on a machine of the lab: the real apt, systemd, sysctl, curl and containerd do what it
    /// says. What Debian does not have is played (see ``PlannedNode``), over TLS and with the names that stand in the script.
    struct InstallScriptTests {
        /// The newest release that each Debian's containerd is for. sid's comes as the archive of a series beside it, whose
        /// configuration it reads: the archive's name is the plan's, its content Debian's build.
        static let plans: [String: (release: String, changes: [(String, String)])] = [
            "12": (
                "1.34",
                [
                    ("os: debian", "os: debian\n      osVersion: \"12\""),
                    ("name: containerd", "name: containerd\n    version: \"1.6\""),
                ]
            ),
            "13": (
                "1.35",
                [
                    ("os: debian", "os: debian\n      osVersion: \"13\""),
                    ("name: containerd", "name: containerd\n    version: \"1.7\""),
                ]
            ),
            "sid": ("1.36", [("name: containerd", "name: containerd\n    version: \"2.2\"")]),
        ]

        @Test(
            "install.sh makes a node, also after it was killed three times; a second run changes nothing", arguments: Lab.debians)
        func runs(debian: String) async throws {
            let plan = try #require(Self.plans[debian])
            let node = try await PlannedNode.boot("plan\(debian)", on: debian, release: plan.release, changes: plan.changes)
            let own = try await node.must("cat /etc/containerd/config.toml")
            try await isKilledAndGoesOn(node)
            try await madeTheMachine(node, debian)
            try await askedKubeadm(node)
            try await changesNothingMore(node)
            try await goesAway(node, own)
            try await Lab.shared.must("stop", node.name)
        }

        private let script = PlannedNode.files + "/install.sh"

        /// Killed after a file was written and before its command ran, where dpkg configures a package, and where images are pulled.
        private func isKilledAndGoesOn(_ node: PlannedNode) async throws {
            let check = try await node.run(script, "--check")
            #expect(check.status == 1, "\(check.err)")
            try await node.must("touch /run/stand-in/wait-in-modprobe")
            try await node.kill(script, when: "[ -s /var/log/stand-in/modprobe ]")
            try await node.must("rm /run/stand-in/wait-in-modprobe; touch /run/stand-in/wait-in-dpkg")
            try await node.kill(script, when: "dpkg-query -W -f '${Status}' kubelet 2>/dev/null | grep -q half-configured")
            try await node.must("rm /run/stand-in/wait-in-dpkg")
            // What the first run had written is as it should be, but its commands were cut off. (containerd asks for aufs, too.)
            let modules = try await node.calls(of: "modprobe").filter { $0 != "aufs" }
            #expect(modules == ["overlay", "overlay", "br_netfilter", "nf_conntrack"])
            let pull = "config images pull --config /etc/drydock/kubeadm/init.yaml"
            try await node.must("echo '\(pull)' >/run/stand-in/wait-in-kubeadm")
            try await node.kill(script, when: "grep -qs '^config images pull' /var/log/stand-in/kubeadm")
            try await node.must("rm /run/stand-in/wait-in-kubeadm /var/log/stand-in/kubeadm")
            let last = try await node.run(script)
            try #require(last.status == 0, "\(last.err)\(last.text)")
            #expect(last.text.hasSuffix("Done.\n"))
            #expect(try await node.must("ls /var/lib/drydock/unfinished").isEmpty)
            #expect(try await !node.holds("find /etc -name '*drydock-new' | grep -q ."))
        }

        private func madeTheMachine(_ node: PlannedNode, _ debian: String) async throws {
            let modes = try await node.must(
                "cd \(PlannedNode.files)/root; find . -type f -printf '%P\\n' | sort | while read -r f; do cmp \"$f\" \"/$f\"; stat -c '%a %U:%G %n' \"/$f\"; done"
            )
            let wanted = try await node.must(
                "cd \(PlannedNode.files)/root; find . -type f -printf '%m root:root /%P\\n' | sort -k3")
            #expect(modes.split(separator: "\n").sorted() == wanted.split(separator: "\n").sorted())
            #expect(modes.contains("600 root:root /etc/drydock/kubeadm/init.yaml"))
            #expect(modes.contains("644 root:root /etc/modules-load.d/kubernetes.conf"))
            #expect(try await node.must("hostname; cat /etc/hostname") == "cp1\ncp1\n")
            #expect(try await node.must("getent hosts cluster-endpoint.example.internal").contains("10.77.0."))
            #expect(
                try await node.must("cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge/bridge-nf-call-iptables") == "1\n1\n")
            #expect(try await node.holds("grep -qx '# drydock: /swapfile none swap sw 0 0' /etc/fstab"))
            #expect(try await node.must("systemctl is-enabled swap.target || :") == "masked\n")
            let held = try await node.must("apt-mark showhold").split(separator: "\n")
            #expect(Set(held) == ["kubeadm", "kubectl", "kubelet"])
            #expect(
                try await node.must("systemctl is-enabled kubelet containerd; systemctl is-active kubelet containerd")
                    == "enabled\nenabled\nactive\nactive\n")
            let dump = try await node.must(
                "$(systemctl show -P ExecStart containerd | grep -o 'path=[^ ]*' | cut -d= -f2) config dump")
            #expect(dump.contains("SystemdCgroup = true"))
            // What the running daemon says over CRI, not what a file says.
            let status = try await node.must("/usr/local/lib/drydock-lab/cri-run --socket /run/containerd/containerd.sock status")
            let info = try JSONDecoder().decode(RuntimeAnswer.self, from: Data(status.utf8))
            #expect(info.status.conditions.first { $0.type == "RuntimeReady" }?.status == true)
            let config = try JSONDecoder().decode(RuntimeAnswer.Config.self, from: Data((info.info["config"] ?? "").utf8))
            #expect(config.containerd.runtimes["runc"]?.options?.SystemdCgroup == true)
            #expect(
                try await node.must(
                    "stat -c '%a %U' /root/.kube /root/.kube/config; cmp /root/.kube/config /etc/kubernetes/admin.conf")
                    == "700 root\n600 root\n")
        }

        /// What the runtime says of itself, as far as it is looked at; containerd's configuration is JSON within JSON.
        private struct RuntimeAnswer: Decodable {
            struct Status: Decodable { let conditions: [Condition] }
            struct Condition: Decodable {
                let type: String
                let status: Bool
            }
            struct Config: Decodable { let containerd: Containerd }
            struct Containerd: Decodable { let runtimes: [String: Runtime] }
            struct Runtime: Decodable { let options: Options? }
            struct Options: Decodable { let SystemdCgroup: Bool? }
            let status: Status
            let info: [String: String]
        }

        /// kubeadm was called in this order, each time with the plan's own file.
        private func askedKubeadm(_ node: PlannedNode) async throws {
            let path = "/etc/drydock/kubeadm/init.yaml"
            let sum = try await node.must("sha256sum <\(PlannedNode.files)/root\(path)").prefix(64)
            let wanted = ["config validate", "config images pull", "init phase preflight", "init"]
            #expect(try await node.calls(of: "kubeadm") == wanted.map { "\($0) --config \(path) # \(sum)" })
            let kubectl = try await node.calls(of: "kubectl").map {
                $0.replacing("--kubeconfig /etc/kubernetes/admin.conf ", with: "")
            }
            let order = [
                "apply --server-side --kustomize", "wait --for=condition=Ready", "apply -f", "-n drydock-smoke-test exec",
                "delete namespace",
            ]
            let places = order.map { words in kubectl.firstIndex { $0.hasPrefix(words) } }
            #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted(), "\(kubectl)")
        }

        private func changesNothingMore(_ node: PlannedNode) async throws {
            let before = try await node.state()
            #expect(before.count > 1000)
            let second = try await node.run(script)
            #expect(second.status == 0, "\(second.err)\(second.text)")
            let after = try await node.state()
            #expect(after == before, "\(Set(after).symmetricDifference(before).sorted())")
            #expect(!second.text.contains("   write ") && !second.text.contains("restart"), "\(second.text)")
            let look = try await node.run(script, "--check")
            #expect(look.status == 0 && look.text == "Nothing would be changed.\n", "\(look.text)")
            let calls = try await node.calls(of: "kubeadm")
            #expect(calls.count(where: { $0.hasPrefix("init --config") }) == 1)
            // A containerd that was started before its file was written has not read it.
            let began = try await node.must("systemctl show -P InvocationID containerd")
            try await node.must("touch /etc/containerd/config.toml")
            #expect(try await node.run(script, "prepare").status == 0)
            #expect(try await node.must("systemctl show -P InvocationID containerd") != began)
        }

        /// The reset plan's script takes away what the other made; what is the machine's own stays.
        private func goesAway(_ node: PlannedNode, _ own: String) async throws {
            try await node.must("iptables -t filter -N MINE; iptables -t filter -A MINE -j ACCEPT")
            let reset = PlannedNode.away + "/machines/cp1/reset.sh"
            let output = try await node.run(reset)
            try #require(output.status == 0, "\(output.err)\(output.text)")
            #expect(
                try await node.calls(of: "kubeadm").last == "reset --force --cri-socket unix:///run/containerd/containerd.sock")
            let gone =
                "/etc/kubernetes/admin.conf /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/pki /var/lib/etcd/member /etc/drydock/kubeadm /etc/cni/net.d/10-flannel.conflist /var/lib/cni /run/flannel /root/.kube/config /sys/class/net/cni0 /sys/class/net/flannel.1"
            #expect(try await node.must("for f in \(gone); do if [ -e $f ]; then echo $f; fi; done").isEmpty)
            let rules = try await node.must("iptables-save")
            #expect(!rules.contains("KUBE-") && rules.contains("-A MINE -j ACCEPT"), "\(rules)")
            #expect(try await node.must("cat /etc/containerd/config.toml; systemctl is-active containerd") == own + "active\n")
            let again = try await node.run(reset)
            #expect(again.status == 0, "\(again.err)\(again.text)")
        }
    }
}
