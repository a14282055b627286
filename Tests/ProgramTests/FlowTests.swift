import FoundationEssentials
import Glibc
import Testing

/// Ring 4: each flow of the terminal program once, and what befalls a program in a terminal.
@Suite(.serialized, .enabled(if: Tmux.isThere, "tmux is not installed")) struct FlowTests {
    private func opened(
        _ node: String = "hairpin-off", flags: String = "", environment: [String] = [], width: Int = 80, height: Int = 24
    ) async throws -> Tmux {
        let terminal = try await Tmux(
            "\(BuiltProgram.path) \(flags) --from \(BuiltProgram.node(node))", width: width, height: height,
            environment: environment)
        try await terminal.wait { $0.contains("Diagnosis  1 cause") || $0.contains("Diagnosis  nothing wrong") }
        return terminal
    }

    @Test func recipesAreSearchedAndRead() async throws {
        let terminal = try await opened()
        try await terminal.type("3")
        try await terminal.wait { $0.contains("ways to mend. / searches them.") }
        try await terminal.type("/")
        try await terminal.type("cgroup driver")
        let found = try await terminal.wait { $0.contains("recipes found") }
        #expect(found.contains("» Set the cgroup driver to systemd on both sides"))
        try await terminal.press("Enter", "Enter")
        try await terminal.wait { $0.contains("match-cgroup-driver") && $0.contains("Step 1 of") }
        try await terminal.press("Tab")
        try await terminal.wait { $0.contains("Step 2 of") }
        await terminal.end()
    }

    @Test func anErrorTextIsExplainedAndAPastedOneFromAnyPage() async throws {
        let terminal = try await opened()
        try await terminal.type("4")
        try await terminal.wait { $0.contains("paste or type an error text") }
        try await terminal.type("failed to load kubelet config file")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("best match first") }
        try await terminal.press("Escape")
        try await terminal.wait { !$0.contains("› Explain") }
        try await terminal.paste("first line\nE1124 failed to load kubelet config file, path: /var/lib/kubelet/config.yaml\n")
        try await terminal.wait { $0.contains("2 lines pasted: first line") && $0.contains("best match first") }
        await terminal.end()
    }

    @Test func aCaptureIsMadeAndSaysWhatIsNotInIt() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let terminal = try await opened("control-plane-1.36")
        try await terminal.type("5")
        try await terminal.wait { $0.contains("[ Record ]") }
        try await terminal.press("Up", "Up", "C-u")
        try await terminal.type("\(folder.path)/n.tar.gz")
        try await terminal.wait { $0.contains("n.tar.gz") }
        try await terminal.press("Down", "Down", "Enter")
        let done = try await terminal.wait { $0.contains("OK Recorded:") }
        #expect(done.contains("were replaced"))
        let output = try await BuiltProgram.run("diagnose", "--from", "\(folder.path)/n.tar.gz")
        #expect(output.out.hasPrefix("wb-cp1  control-plane"))
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("is there already") }
        await terminal.end()
    }

    @Test func watchAndAboutOpenAndAreLeft() async throws {
        let terminal = try await opened()
        try await terminal.type("2")
        try await terminal.wait { $0.contains("› Watch") && $0.contains("A recorded node does not change.") }
        try await terminal.type("q")
        try await terminal.wait { !$0.contains("› Watch") }
        try await terminal.type("6")
        try await terminal.wait { $0.contains("Keys that hold everywhere") }
        try await terminal.type("/")
        try await terminal.type("suspend")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("1 found") }
        await terminal.end()
    }

    @Test func theDiagnosisIsNarrowedLookedAtAgainAndCopied() async throws {
        let terminal = try await opened()
        try await terminal.type("1")
        try await terminal.wait { $0.contains("rules kept") && $0.contains("Mend: Turn hairpin mode on") }
        try await terminal.type("f")
        try await terminal.wait { $0.contains("Shown: warnings, errors") }
        try await terminal.type("ffr")
        try await terminal.wait { !$0.contains("Shown:") && $0.contains("rules kept") }
        try await terminal.type("y")
        try await terminal.wait { $0.contains("Copied") }
        await terminal.end()
    }

    @Test func theRealCursorStandsOnWhatKeysActOn() async throws {
        let terminal = try await opened()
        let cursor = try await terminal.cursor()
        #expect(cursor.isShown)
        #expect(cursor.y == 1)
        try await terminal.press("End")
        let screen = try await terminal.wait { $0.contains("» 6  About") }
        let row = screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("» 6  About") }
        #expect(try await terminal.cursor().y == row)
        await terminal.end()
    }

    /// ncurses waits a whole second for the rest of a sequence if it is not told otherwise.
    @Test func escapeActsAtOnce() async throws {
        let terminal = try await opened()
        try await terminal.type("6")
        try await terminal.wait { $0.contains("› About") }
        let clock = ContinuousClock()
        let taken = try await clock.measure {
            try await terminal.press("Escape")
            try await terminal.wait { !$0.contains("› About") }
        }
        #expect(taken < .milliseconds(900))
        await terminal.end()
    }

    @Test(arguments: [SIGSEGV, SIGTERM, SIGABRT]) func aDeathLeavesTheTerminalUsable(_ signal: Int32) async throws {
        let terminal = try await opened()
        kill(try await terminal.program(), signal)
        try await terminal.wait { !$0.contains("look again") && $0.contains("$") }
        try await terminal.type("stty -a | tr ' ;' '\\n\\n' | grep -cx -e icanon -e echo; echo done-$((6*7))")
        try await terminal.press("Enter")
        let after = try await terminal.wait { $0.contains("done-42") }
        #expect(after.contains("2\ndone-42"), "icanon and echo are on again:\n\(after)")
        #expect(try await terminal.cursor().isShown)
        await terminal.end()
    }

    @Test(arguments: [["NO_COLOR=1"], ["TERM=vt100"]]) func withoutColourNothingIsColouredAndMarksStay(_ environment: [String])
        async throws
    {
        let terminal = try await opened(environment: environment)
        // tmux writes 39 and 49, the terminal's own colours, by itself.
        let screen = try await terminal.coloured().replacing("\u{1B}[39m", with: "").replacing("\u{1B}[49m", with: "")
        #expect(!screen.contains("\u{1B}[3") && !screen.contains("\u{1B}[9") && !screen.contains(";3"), "\(screen)")
        #expect(screen.contains("hairpin mode"))
        await terminal.end()
    }

    @Test func inTheCLocaleEverythingIsASCII() async throws {
        let terminal = try await opened(environment: ["LC_ALL=C"])
        let screen = try await terminal.wait { $0.contains("> ! ") || $0.contains("> !!") }
        #expect(screen.utf8.allSatisfy { $0 < 128 })
        await terminal.end()
    }

    @Test func aFlagOfThePlainModeIsEnoughInATerminalToo() async throws {
        let terminal = try await Tmux("\(BuiltProgram.path) --plain --from \(BuiltProgram.node("hairpin-off"))", height: 60)
        try await terminal.wait { $0.contains("q quit:") }
        try await terminal.type("2")
        try await terminal.press("Enter")
        try await terminal.wait { $0.contains("drydock > Diagnosis") }
        try await terminal.type("q")
        try await terminal.press("Enter")
        try await terminal.wait { $0.hasSuffix("$") || $0.contains("\n$") }
        await terminal.end()
    }

    @Test func aWideScreenShowsTheFindingBesideTheList() async throws {
        let terminal = try await opened(width: 120, height: 40)
        let screen = try await terminal.wait { $0.contains("When it is wrong") }
        #expect(screen.contains("│"))
        await terminal.end()
    }
}
