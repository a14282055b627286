import FoundationEssentials
import Testing

extension LabSuite {
    /// `drydock fix` on machines on which the fault was made: done, verified by looking again, and taken back from its journal.
    struct FixTests {
        static let faults = Fault.all.filter { $0.fix != nil }

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
                let words = try await words(fault, on: node)
                let before = try await tree(node)
                let check = try await node.drydock(["fix", fault.rules[0], "--check"] + words)
                let looked = try await tree(node)
                #expect(check.status == 1 && looked == before, "\(check.text)\(check.err)")
                let output = try await node.drydock(["fix", fault.rules[0], "--yes", "--format", "json"] + words)
                let fixes = try JSONDecoder().decode(Fixes.self, from: Data(output.out)).fixes
                #expect(output.status == 0 && fixes.map(\.state) == ["fixed"], "\(output.text)\(output.err)")
                #expect(try await node.fault("holds", fault.name).status != 0)
                let again = try await node.drydock(["fix", fault.rules[0], "--yes"])
                #expect(again.status == 0 && again.text.contains("there is nothing to fix"), "\(again.text)\(again.err)")
                await undo(fault, on: node, to: before)
            } catch {
                Issue.record(error)
            }
        }

        /// Everything is as before, or the fix says what of it stays.
        private func undo(_ fault: Fault, on node: LabNode, to before: String) async {
            do {
                let undone = try await node.drydock(["fix", "--undo", "--yes"])
                if fault.fix?.stays == true {
                    #expect(undone.status == 1 && undone.text.contains("cannot be taken back"), "\(undone.text)\(undone.err)")
                    return
                }
                let after = try await tree(node)
                #expect(undone.status == 0 && after == before, "\(undone.text)\(undone.err)")
            } catch {
                Issue.record(error)
            }
        }

        /// The values that the recipe asks for, and the machine's name where it destroys something.
        private func words(_ fault: Fault, on node: LabNode) async throws -> [String] {
            let address = try await node.run("hostname", "-I").text.split(separator: " ").first.map(String.init) ?? ""
            let values = fault.fix?.values.map { $0.replacing("@ADDRESS@", with: address) } ?? []
            return values.flatMap { ["--set", $0] } + (fault.fix?.destroys == true ? ["--destroy", node.name] : [])
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
