import Testing

/// Ring 4: the built program in a real terminal.
@Suite(.serialized, .enabled(if: Tmux.isThere, "tmux is not installed")) struct TerminalTests {
    private func opened(_ node: String, width: Int = 80, height: Int = 24, environment: [String] = []) async throws -> Tmux {
        let path = BuiltProgram.path
        return try await Tmux("\(path) --from \(BuiltProgram.node(node))", width: width, height: height, environment: environment)
    }

    @Test func homeShowsTheLadderAndLeadsToTheDiagnosis() async throws {
        let terminal = try await opened("control-plane-1.36")
        let home = try await terminal.wait { $0.contains("Nothing wrong was found") && $0.contains("Certificates") }
        #expect(
            home.split(separator: "\n", omittingEmptySubsequences: false).first?.contains("wb-cp1 control-plane recorded")
                ?? false)
        #expect(home.contains("OK Kubelet"))
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("drydock › Diagnosis") }
        try await terminal.press("Escape")
        try await terminal.wait { !$0.contains("› Diagnosis") && $0.contains("OK Kubelet") }
        try await terminal.press("q")
        try await terminal.wait { $0.contains("$") && !$0.contains("OK Kubelet") }
        await terminal.end()
    }

    @Test func aCauseIsReadDownToItsRecipe() async throws {
        let terminal = try await opened("hairpin-off")
        try await terminal.wait { $0.contains("hairpin mode") && $0.contains("Diagnosis") }
        try await terminal.press("Enter")
        let finding = try await terminal.wait { $0.contains("Mend") && $0.contains("Why") }
        #expect(finding.contains("The CNI configuration gives new pods no hairpin mode"))
        #expect(finding.contains("/etc/cni/net.d/10-wb.conflist"))
        try await terminal.press("Enter")
        let recipe = try await terminal.wait { $0.contains("bridge -d link") }
        #expect(recipe.contains("Turn hairpin mode on"))
        await terminal.end()
    }

    @Test func tooSmallASizeSaysSoAndComesBack() async throws {
        let terminal = try await opened("control-plane-1.36")
        try await terminal.wait { $0.contains("OK Kubelet") }
        try await terminal.resize(52, 14)
        let small = try await terminal.wait { $0.contains("60x16") }
        #expect(small.contains("52x14"))
        try await terminal.type("?")
        try await terminal.resize(80, 24)
        try await terminal.wait { $0.contains("OK Kubelet") }
        try await terminal.resize(60, 16)
        try await terminal.wait { $0.contains("Kubelet") && !$0.contains("60x16 needed") }
        await terminal.end()
    }

    @Test func keysHelpAndPaletteComeFromThePage() async throws {
        let terminal = try await opened("control-plane-1.36")
        try await terminal.wait { $0.contains("OK Kubelet") }
        try await terminal.type("?")
        try await terminal.wait { $0.contains("Go one page back; nothing is lost.") }
        try await terminal.press("Escape")
        try await terminal.wait { $0.contains("OK Kubelet") }
        try await terminal.type(":")
        try await terminal.type("mouse")
        try await terminal.wait { $0.contains("Take the mouse") && !$0.contains("Leave drydock") }
        await terminal.end()
    }

    @Test func suspendAndForegroundRepaint() async throws {
        let terminal = try await opened("control-plane-1.36")
        try await terminal.wait { $0.contains("OK Kubelet") }
        try await terminal.press("C-z")
        try await terminal.wait { !$0.contains("OK Kubelet") }
        try await terminal.type("fg")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("OK Kubelet") }
        await terminal.end()
    }

    @Test(arguments: [["TERM=vt100"], ["LC_ALL=C"], ["NO_COLOR=1"]])
    func drawsInPoorTerminals(_ environment: [String]) async throws {
        let terminal = try await opened("control-plane-1.36", environment: environment)
        let home = try await terminal.wait { $0.contains("OK Kubelet") && $0.contains("Diagnosis") }
        #expect(home.contains("Certificates"))
        await terminal.end()
    }
}
