import Glibc
import Testing

/// Ring 4: the built program in a real terminal.
@Suite(.serialized, .enabled(if: Tmux.isThere, "tmux is not installed")) struct TerminalTests {
    private func opened(
        _ node: String = "control-plane-1.36", width: Int = 80, height: Int = 24, environment: [String] = [],
        _ body: (Tmux) async throws -> Void
    ) async throws {
        let command = "\(BuiltProgram.path) --from \(BuiltProgram.node(node))"
        try await Tmux.with(command, width: width, height: height, environment: environment, body)
    }

    private static func isHome(_ screen: String) -> Bool {
        screen.contains("OK Kubelet") && screen.contains("1  Diagnosis") && !screen.contains("›")
    }

    @Test func homeShowsTheLadderAndLeadsToTheDiagnosis() async throws {
        try await opened { terminal in
            let home = try await terminal.settled { $0.contains("Nothing wrong was found") && $0.contains("Certificates") }
            #expect(
                home.split(separator: "\n", omittingEmptySubsequences: false).first?.contains("wb-cp1 control-plane recorded")
                    ?? false)
            #expect(home.contains("OK Kubelet"))
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("drydock › Diagnosis") }
            try await terminal.press("Escape")
            try await terminal.wait(Self.isHome)
            try await terminal.press("q")
            try await terminal.wait { $0.contains("$") && !$0.contains("OK Kubelet") }
        }
    }

    @Test func aCauseIsReadDownToItsRecipeAndBack() async throws {
        try await opened("hairpin-off") { terminal in
            try await terminal.wait { $0.contains("hairpin mode") && $0.contains("Diagnosis") }
            try await terminal.press("Enter")
            try await terminal.wait {
                $0.contains("Fix") && $0.contains("Why")
                    && $0.contains("The CNI configuration gives new pods no hairpin mode")
                    && $0.contains("/etc/cni/net.d/10-wb.conflist")
            }
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("bridge link set dev") && $0.contains("Turn hairpin mode on") }
            try await terminal.press("Escape")
            try await terminal.wait { $0.contains("Fix") && $0.contains("Why") }
            try await terminal.press("Escape")
            try await terminal.wait { !$0.contains("›") && $0.contains("Diagnosis") }
        }
    }

    @Test func aFilterNarrowsTheDiagnosisAndEscShowsAllAgain() async throws {
        try await opened("hairpin-off") { terminal in
            try await terminal.wait { $0.contains("hairpin mode") && $0.contains("1  Diagnosis") }
            try await terminal.type("1")
            let all = try await terminal.settled { $0.contains("› Diagnosis") && $0.contains("hairpin") }
            try await terminal.type("/zzqq")
            try await terminal.wait { $0.contains("No row matches these words.") }
            try await terminal.press("Escape")
            #expect(try await terminal.settled { $0.contains("hairpin") && !$0.contains("zzqq") } == all)
        }
    }

    @Test func tooSmallASizeSaysSoAndComesBack() async throws {
        try await opened { terminal in
            try await terminal.wait(Self.isHome)
            try await terminal.resize(52, 14)
            try await terminal.wait { $0.contains("60x16") && $0.contains("52x14") }
            try await terminal.type("?1")
            try await terminal.resize(80, 24)
            try await terminal.wait(Self.isHome)
            try await terminal.resize(60, 16)
            try await terminal.wait { $0.contains("Kubelet") && !$0.contains("60x16 needed") }
        }
    }

    @Test func keysHelpAndPaletteComeFromThePage() async throws {
        try await opened { terminal in
            try await terminal.wait(Self.isHome)
            try await terminal.type("?")
            try await terminal.wait { $0.contains("Go one page back; nothing is lost.") }
            try await terminal.press("Escape")
            try await terminal.wait(Self.isHome)
            try await terminal.type(":")
            try await terminal.type("mouse")
            try await terminal.wait { $0.contains("Take the mouse") && !$0.contains("Leave drydock") }
        }
    }

    @Test func suspendAndForegroundRepaint() async throws {
        try await opened { terminal in
            try await terminal.wait(Self.isHome)
            try await terminal.press("C-z")
            try await terminal.wait { !$0.contains("OK Kubelet") }
            try await terminal.enter("stty -a | grep -o ' .*icanon'")
            try await terminal.wait { $0.contains(" icanon") }
            try await terminal.enter("fg")
            try await terminal.wait(Self.isHome)
        }
    }

    /// On every way out the terminal is as it was.
    @Test(arguments: [SIGSEGV, SIGTERM, SIGABRT]) func aSignalLeavesTheTerminalUsable(_ signal: Int32) async throws {
        try await opened { terminal in
            try await terminal.wait(Self.isHome)
            let process = try #require(try await terminal.foreground())
            #expect(kill(process, signal) == 0)
            try await terminal.wait { !Self.isHome($0) && $0.contains("$") }
            try await terminal.enter("clear; stty -a | tr ' ;' '\\n\\n' | grep -cx -e icanon -e echo -e isig")
            try await terminal.wait { $0.split(separator: "\n").contains("3") }
            #expect(try await terminal.cursor().isShown)
        }
    }

    @Test(arguments: [["TERM=vt100"], ["LC_ALL=C"], ["NO_COLOR=1"]])
    func drawsInPoorTerminals(_ environment: [String]) async throws {
        try await opened(environment: environment) { terminal in
            let home = try await terminal.settled { $0.contains("OK Kubelet") && $0.contains("Nothing wrong was found") }
            #expect(home.contains("Certificates"))
            if environment == ["LC_ALL=C"] { #expect(home.utf8.allSatisfy { $0 < 128 }) }
            try await terminal.type("1")
            try await terminal.wait { $0.contains("Diagnosis") && $0.contains("kept") }
        }
    }

    /// Colours are SGR 30 to 49 and 90 to 107; bold, underline and reverse are none.
    @Test(arguments: [("NO_COLOR=1", false), ("NO_COLOR=", true), ("TERM=vt100", false)])
    func noColourMeansNone(_ setting: String, _ isColoured: Bool) async throws {
        try await opened(environment: [setting]) { terminal in
            try await terminal.wait { $0.contains("OK Kubelet") && $0.contains("Certificates") && $0.contains("Nothing wrong") }
            let colours = try await terminal.styledScreen().split(separator: "\u{1B}[").dropFirst()
                .flatMap { $0.prefix { $0 != "m" }.split(separator: ";").compactMap { Int($0) } }
                .filter { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) }
            #expect(colours.isEmpty != isColoured)
        }
    }

    /// OSC 52, which tmux takes into its buffer.
    @Test func yPutsTheFindingOnTheTerminalsClipboard() async throws {
        try await opened("hairpin-off") { terminal in
            try await terminal.takeClipboard()
            try await terminal.wait { $0.contains("hairpin mode") && $0.contains("1  Diagnosis") }
            try await terminal.type("1")
            try await terminal.wait { $0.contains("› Diagnosis") && $0.contains("hairpin") }
            try await terminal.type("y")
            let copied = try await terminal.buffer { $0.contains("The CNI configuration gives new pods no hairpin mode") }
            #expect(copied.hasSuffix("\n"))
            #expect(!copied.contains("\u{1B}"))
        }
    }

    /// The mouse is taken with m and given back with m: SGR reports (xterm's 1006), as a terminal sends them.
    @Test func theMouseSelectsARowWhenItIsTaken() async throws {
        try await opened("hairpin-off") { terminal in
            try await terminal.wait { $0.contains("hairpin mode") && $0.contains("1  Diagnosis") }
            #expect(try await !terminal.takesMouse())
            try await terminal.type("m")
            try await terminal.waitForMouse(true)
            let screen = try await terminal.screen().split(separator: "\n", omittingEmptySubsequences: false)
            let row = try #require(screen.firstIndex { $0.contains("1  Diagnosis") })
            for (button, end) in [(0, "M"), (0, "m")] { try await terminal.type("\u{1B}[<\(button);10;\(row + 1)\(end)") }
            try await terminal.wait { $0.contains("» 1  Diagnosis") }
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("› Diagnosis") }
            try await terminal.type("m")
            try await terminal.waitForMouse(false)
        }
    }
}
