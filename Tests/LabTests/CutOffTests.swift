import Testing

extension LabSuite {
    /// What becomes of a machine on which the power goes again and again: a plan's steps are cut off at every place at which they can be, and
    /// each time begun anew. In the end all stands as if nothing had happened.
    struct CutOffTests {
        private static let tools = "/usr/local/lib/drydock-lab/upstream"

        @Test("install.sh and reset.sh, cut off at each operation and run again, end as they should")
        func scripts() async throws {
            let plan = try #require(InstallScriptTests.plans["13"])
            let node = try await PlannedNode.boot("cut13", on: "13", release: plan.release, changes: plan.changes)
            let own = try await node.must("cat /etc/containerd/config.toml")
            let made = try await node.run("\(Self.tools)/break-off", PlannedNode.files + "/install.sh")
            try #require(made.status == 0, "\(made.text)\(made.err)")
            let places = made.text.split(separator: "\n")
            // Every step that changes something was broken off, some at more than one place.
            #expect(places.count > 90 && Set(places.map { $0.prefix { $0 != "," } }).count > 18, "\(places)")
            try await isMade(node)
            let away = try await node.run("\(Self.tools)/break-off", PlannedNode.away + "/machines/cp1/reset.sh")
            try #require(away.status == 0, "\(away.text)\(away.err)")
            #expect(away.text.split(separator: "\n").count > 30, "\(away.text)")
            try await isGone(node, own)
            try await Lab.shared.must("stop", node.name)
        }

        @Test("drydock apply, killed in each step and run again, ends as it should")
        func program() async throws {
            let plan = try #require(InstallScriptTests.plans["13"])
            let node = try await PlannedNode.boot("kill13", on: "13", release: plan.release, changes: plan.changes)
            let own = try await node.must("cat /etc/containerd/config.toml")
            let steps = "/ansible/roles/drydock/files/cp1.json"
            // kubeadm does not go on where it was killed itself; the step says so.
            let made = try await node.run("\(Self.tools)/kill-in-each-step", PlannedNode.build + steps, "initialize-cluster")
            try #require(made.status == 0, "\(made.text)\(made.err)")
            #expect(made.text.split(separator: "\n").count > 6, "\(made.text)")
            try await isMade(node)
            let away = try await node.run(
                "\(Self.tools)/kill-in-each-step", PlannedNode.away + steps, "none", "--destroy", "cp1")
            try #require(away.status == 0, "\(away.text)\(away.err)")
            try await isGone(node, own)
            try await Lab.shared.must("stop", node.name)
        }

        /// The files are the plan's, no step is open, and another run of either kind has nothing to write.
        private func isMade(_ node: PlannedNode) async throws {
            let files =
                "cd \(PlannedNode.files)/root; find . -type f -printf '%P\\n' | while read -r f; do cmp \"$f\" \"/$f\"; done"
            #expect(try await node.must(files).isEmpty)
            try await hasNoOpenStep(node)
            #expect(
                try await node.must("systemctl is-active kubelet containerd; systemctl is-enabled kubelet containerd")
                    == "active\nactive\nenabled\nenabled\n")
            let begun = try await node.must("systemctl show containerd kubelet -P InvocationID")
            let steps = PlannedNode.build + "/ansible/roles/drydock/files/cp1.json"
            for look in [[PlannedNode.files + "/install.sh", "--check"], ["/usr/local/bin/drydock", "apply", steps, "--check"]] {
                let output = try await Lab.shared.script(["run", node.name] + look)
                #expect(output.status == 0, "\(look) would change something: \(output.text)\(output.err)")
            }
            let script = try await node.run(PlannedNode.files + "/install.sh")
            #expect(script.status == 0 && !script.text.contains("   write "), "\(script.text)\(script.err)")
            let program = try await node.run("/usr/local/bin/drydock", "apply", steps, "--yes")
            #expect(program.status == 0 && !program.text.contains("done\n"), "\(program.text)\(program.err)")
            #expect(try await node.must("systemctl show containerd kubelet -P InvocationID") == begun)
            let calls = try await node.calls(of: "kubeadm")
            #expect(calls.count(where: { $0.hasPrefix("init --config") }) == 1, "\(calls)")
        }

        private func isGone(_ node: PlannedNode, _ own: String) async throws {
            try await hasNoOpenStep(node)
            let gone =
                "/etc/kubernetes/admin.conf /etc/kubernetes/pki /var/lib/etcd/member /etc/drydock/kubeadm /var/lib/cni /root/.kube/config"
            #expect(try await node.must("for f in \(gone); do if [ -e $f ]; then echo $f; fi; done").isEmpty)
            #expect(try await node.must("iptables-save | grep -c KUBE- || :") == "0\n")
            #expect(try await node.must("cat /etc/containerd/config.toml; systemctl is-active containerd") == own + "active\n")
        }

        private func hasNoOpenStep(_ node: PlannedNode) async throws {
            #expect(try await node.must("ls /var/lib/drydock/unfinished").isEmpty)
            // Half a file is never the plan's again, and must not be taken for one by a daemon.
            #expect(try await node.must("find /etc /root/.kube -name '*drydock-new' -o -name '.*.part'").isEmpty)
        }
    }
}
