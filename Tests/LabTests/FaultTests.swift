import Testing

extension LabSuite {
    struct FaultTests {
        @Test("A fault is named first and as a cause while it is there, and no longer when it is mended", arguments: Fault.all)
        func fault(_ fault: Fault) async throws {
            let node = try await LabNodes.shared.node(on: fault.debian)
            let injected = try await node.fault("inject", fault.name)
            #expect(injected.status == 0, "\(injected.err)")
            if injected.status == 0 { await judge(fault, on: node) }
            let restored = try await node.fault("restore", fault.name)
            try #require(restored.status == 0, "\(restored.err)")
            #expect(try await node.fault("holds", fault.name).status != 0)
            let rest = try await node.diagnose().unexpected.filter { fault.rules.contains($0.rule) }
            #expect(rest.isEmpty, "\(Report.summary(rest))")
            let forgotten = try await node.fault("forget")
            try #require(forgotten.status == 0, "\(forgotten.err)")
        }

        /// Records what is wrong instead of throwing, so that the fault is taken out in any case.
        private func judge(_ fault: Fault, on node: LabNode) async {
            do {
                #expect(try await node.fault("holds", fault.name).status == 0)
                // Debian's older programs bring notices of their own, which stand beside a fault that is itself no more than one.
                let findings = try await node.diagnose().unexpected.filter {
                    $0.severity != "notice" || fault.rules.contains($0.rule)
                }
                let isNamed = findings.first.map { fault.rules.contains($0.rule) && $0.cause } ?? false
                #expect(isNamed, "wanted \(fault.rules) first and as a cause, but:\n\(Report.summary(findings))")
            } catch {
                Issue.record(error)
            }
        }
    }
}
