import FoundationEssentials
import Testing

extension LabSuite {
    /// `drydock fix` on machines on which the fault was made: done, verified by looking again, and taken back from its journal.
    struct FixTests {
        /// Faults whose recipe a lab node can do: the others need what stands in there, or a person.
        private static let names = [
            "bridge-port-lacks-hairpin", "cni-configs-compete", "cni-plugin-path-is-wrong", "containerd-config-is-broken",
            "containerd-config-is-too-new", "containerd-cri-plugin-is-disabled", "containerd-is-stopped", "etcd-is-stopped",
            "ip-forwarding-is-off", "kubelet-cgroup-driver-differs", "kubelet-config-has-unknown-field",
            "kubelet-flag-was-removed",
            "kubelet-is-stopped", "node-was-renamed",
        ]
        static let faults = Fault.all.filter { names.contains($0.name) }

        /// What `drydock fix --format json` says.
        private struct Fixes: Decodable {
            struct Line: Decodable {
                let rule: String
                let state: String
                let says: [String]
            }
            let fixes: [Line]
        }

        @Test("A fault is fixed by its recipe, verified, and the fix is taken back", arguments: faults)
        func fault(_ fault: Fault) async throws {
            let node = try await LabNodes.shared.node(on: fault.debian)
            let injected = try await node.fault("inject", fault.name)
            #expect(injected.status == 0, "\(injected.err)")
            if injected.status == 0 { await fix(fault, on: node) }
            let restored = try await node.fault("restore", fault.name)
            try #require(restored.status == 0, "\(restored.err)")
            try #require(try await node.run("rm", "-rf", "/var/lib/drydock").status == 0)
            try #require(try await node.fault("forget").status == 0)
        }

        /// Records what is wrong instead of throwing, so that the fault is taken out in any case.
        private func fix(_ fault: Fault, on node: LabNode) async {
            do {
                let before = try await tree(node)
                let check = try await node.run("/usr/local/bin/drydock", "fix", fault.rules[0], "--check")
                let looked = try await tree(node)
                #expect(check.status == 1 && looked == before, "\(check.text)\(check.err)")
                let output = try await node.run("/usr/local/bin/drydock", "fix", fault.rules[0], "--yes", "--format", "json")
                let fixes = try JSONDecoder().decode(Fixes.self, from: Data(output.out)).fixes
                #expect(output.status == 0 && fixes.map(\.state) == ["fixed"], "\(output.text)\(output.err)")
                #expect(try await node.fault("holds", fault.name).status != 0)
                let again = try await node.run("/usr/local/bin/drydock", "fix", fault.rules[0], "--yes")
                #expect(again.status == 0 && again.text.contains("there is nothing to fix"), "\(again.text)\(again.err)")
                let undone = try await node.run("/usr/local/bin/drydock", "fix", "--undo", "--yes")
                #expect(undone.status == 0, "\(undone.text)\(undone.err)")
                let after = try await tree(node)
                #expect(after == before, "\(undone.text)")
            } catch {
                Issue.record(error)
            }
        }

        /// What recipes write: configuration, with mode and owner, but for what only a restart makes.
        private func tree(_ node: LabNode) async throws -> String {
            let find = try await node.run(
                "sh", "-c",
                "find /etc /var/lib/kubelet/config.yaml /var/lib/kubelet/kubeadm-flags.env -type f -printf '%p %m %u %g ' "
                    + "-exec sha256sum {} + | sort")
            return find.text
        }
    }
}
