import Testing

extension LabSuite {
    /// The Ansible project of a plan, run for real by Debian 13's ansible-core on the machine that it is for: the host's Ansible may
    /// be older than the machine's Python, and ansible-core has no connection into a container. Here containerd comes as the
    /// archive of its release, whose content is Debian's own build.
    struct AnsibleProjectTests {
        @Test(
            "Ansible makes a node, also after it was killed; a second run reports no change, and neither finds install.sh anything",
            .enabled(if: Lab.debians.contains("13"), "Debian 13 has the ansible-core"))
        func runs() async throws {
            let node = try await PlannedNode.boot(
                "ansible13", on: "13", release: "1.35", changes: [("name: containerd", "name: containerd\n    version: \"1.7\"")])
            try await node.must("touch /run/stand-in/wait-in-dpkg")
            let first =
                "/bin/bash -c 'cd \(PlannedNode.build)/ansible && exec ansible-playbook -e ansible_connection=local site.yml'"
            try await node.kill(first, when: "dpkg-query -W -f '${Status}' kubelet 2>/dev/null | grep -q half-configured")
            try await node.must("rm /run/stand-in/wait-in-dpkg")
            let made = try await play(PlannedNode.build, on: node)
            try #require(made.status == 0, "\(made.text)\(made.err)")
            #expect(!made.text.contains("changed=0") && made.text.contains("failed=0"))
            try await isMade(node)
            let before = try await node.state()
            let second = try await play(PlannedNode.build, on: node)
            #expect(second.status == 0 && second.text.contains("changed=0 "), "\(second.text)\(second.err)")
            let script = try await node.run(PlannedNode.files + "/install.sh", "prepare")
            #expect(script.status == 0 && !script.text.contains("   write "), "\(script.text)\(script.err)")
            let after = try await node.state()
            #expect(after == before, "\(Set(after).symmetricDifference(before).sorted())")
            let away = try await play(PlannedNode.away, on: node)
            #expect(away.status == 0, "\(away.text)\(away.err)")
            #expect(try await node.must("ls /etc/kubernetes; iptables-save | grep -c KUBE- || :") == "0\n")
            #expect(
                try await node.must("head -1 /etc/containerd/config.toml; systemctl is-active containerd")
                    == "version = 2\nactive\n")
            try await Lab.shared.must("stop", node.name)
        }

        private func play(_ folder: String, on node: PlannedNode) async throws -> Lab.Output {
            try await node.run(
                "bash", "-c",
                "cd \(folder)/ansible && ANSIBLE_NOCOLOR=1 exec ansible-playbook -e ansible_connection=local site.yml")
        }

        private func isMade(_ node: PlannedNode) async throws {
            let files =
                "cd \(PlannedNode.files)/root; find . -type f -printf '%P\\n' | while read -r f; do cmp \"$f\" \"/$f\"; done"
            #expect(try await node.must(files).isEmpty)
            let path = "/etc/drydock/kubeadm/init.yaml"
            #expect(try await node.must("stat -c '%a %U' \(path)") == "600 root\n")
            let sum = try await node.must("sha256sum <\(path)").prefix(64)
            let wanted = ["config validate", "config images pull", "init phase preflight", "init"]
            // A look at the machine asks for its version.
            let calls = try await node.calls(of: "kubeadm").filter { !$0.hasPrefix("version ") }
            #expect(calls == wanted.map { "\($0) --config \(path) # \(sum)" })
            #expect(
                try await node.must("/usr/local/bin/containerd --version; /usr/local/sbin/runc --version | head -1").contains(
                    "containerd"))
            #expect(try await node.must("systemctl show -P ExecStart containerd").contains("path=/usr/local/bin/containerd "))
            #expect(try await node.must("systemctl is-active kubelet containerd") == "active\nactive\n")
            #expect(try await node.must("awk '/SystemdCgroup = true/' /run/drydock/containerd.toml").contains("true"))
        }
    }
}
