import FoundationEssentials
import Glibc
import Testing

/// Ring 4: each flow of the terminal program once, and what befalls a program in a terminal.
@Suite(.serialized, .enabled(if: Tmux.isThere, "tmux is not installed")) struct FlowTests {
    private func opened(
        _ node: String = "hairpin-off", flags: String = "", environment: [String] = [], width: Int = 80, height: Int = 24,
        _ body: (Tmux) async throws -> Void
    ) async throws {
        let command = "\(BuiltProgram.path) \(flags) --from \(BuiltProgram.node(node))"
        try await Tmux.with(command, width: width, height: height, environment: environment) { terminal in
            try await terminal.wait { $0.contains("Diagnosis  1 cause") || $0.contains("Diagnosis  nothing wrong") }
            try await body(terminal)
        }
    }

    @Test func recipesAreSearchedAndRead() async throws {
        try await opened { terminal in
            try await terminal.type("3")
            try await terminal.wait { $0.contains("recipes. Press / to search.") }
            try await terminal.type("/")
            try await terminal.type("cgroup driver")
            try await terminal.wait {
                $0.contains("recipes found") && $0.contains("» Set the cgroup driver to systemd on both sides")
            }
            try await terminal.press("Enter", "Enter")
            try await terminal.wait { $0.contains("match-cgroup-driver") && $0.contains("Step 1 of") }
            try await terminal.press("Tab")
            try await terminal.wait { $0.contains("Step 2 of") }
        }
    }

    @Test func anErrorTextIsExplainedAndAPastedOneFromAnyPage() async throws {
        try await opened { terminal in
            try await terminal.type("4")
            try await terminal.wait { $0.contains("paste or type an error text") }
            try await terminal.type("failed to load kubelet config file")
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("best match first") }
            try await terminal.press("Escape")
            try await terminal.wait { !$0.contains("› Explain") }
            try await terminal.paste("first line\nE1124 failed to load kubelet config file, path: /var/lib/kubelet/config.yaml\n")
            try await terminal.wait { $0.contains("2 lines pasted: first line") && $0.contains("best match first") }
        }
    }

    @Test func aCaptureIsMadeAndSaysWhatIsNotInIt() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await opened("control-plane-1.36") { terminal in
            try await terminal.type("5")
            try await terminal.wait { $0.contains("[ Record ]") }
            try await terminal.press("Up", "Up", "C-u")
            try await terminal.type("\(folder.path)/n.tar.gz")
            try await terminal.wait { $0.contains("n.tar.gz") }
            try await terminal.press("Down", "Down", "Enter")
            try await terminal.wait { $0.contains("OK Recorded:") && $0.contains("were replaced") }
            let output = try await BuiltProgram.run("diagnose", "--from", "\(folder.path)/n.tar.gz")
            #expect(output.out.hasPrefix("wb-cp1  control-plane"))
            try await terminal.press("Enter")
            // The sentence wraps where the folder's name is long.
            try await terminal.wait { screen in
                screen.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("already exists")
            }
        }
    }

    @Test func watchAndAboutOpenAndAreLeft() async throws {
        try await opened { terminal in
            try await terminal.type("2")
            try await terminal.wait { $0.contains("› Watch") && $0.contains("A recorded node does not change.") }
            try await terminal.type("q")
            try await terminal.wait { !$0.contains("› Watch") }
            try await terminal.type(":go-about")
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("Keys that work everywhere") }
            try await terminal.type("/")
            try await terminal.type("suspend")
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("1 found") }
        }
    }

    @Test func theDiagnosisIsNarrowedLookedAtAgainAndCopied() async throws {
        try await opened { terminal in
            try await terminal.type("1")
            try await terminal.wait { $0.contains("rules kept") && $0.contains("Fix: Turn hairpin mode on") }
            try await terminal.type("v")
            try await terminal.wait { $0.contains("Shown: warnings, errors") }
            try await terminal.type("vvr")
            try await terminal.wait { !$0.contains("Shown:") && $0.contains("rules kept") }
            try await terminal.type("y")
            try await terminal.wait { $0.contains("Copied") }
        }
    }

    @Test func theRealCursorStandsOnWhatKeysActOn() async throws {
        try await opened { terminal in
            _ = try await terminal.settled { $0.contains("1  Diagnosis") }
            let cursor = try await terminal.cursor()
            #expect(cursor.isShown)
            #expect(cursor.y == 1)
            try await terminal.press("End")
            let screen = try await terminal.settled { $0.contains("» 6  Set up") }
            let row = screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("» 6  Set up") }
            #expect(try await terminal.cursor().y == row)
        }
    }

    /// ncurses waits a whole second for the rest of a sequence if it is not told otherwise.
    @Test func escapeActsAtOnce() async throws {
        try await opened { terminal in
            try await terminal.type("5")
            try await terminal.wait { $0.contains("› Capture") }
            let clock = ContinuousClock()
            let taken = try await clock.measure {
                try await terminal.press("Escape")
                try await terminal.wait { !$0.contains("› Capture") }
            }
            #expect(taken < .milliseconds(900))
        }
    }

    @Test func inTheCLocaleEverythingIsASCII() async throws {
        try await opened(environment: ["LC_ALL=C"]) { terminal in
            let screen = try await terminal.settled { $0.contains("> ! ") || $0.contains("> !!") }
            #expect(screen.utf8.allSatisfy { $0 < 128 })
        }
    }

    @Test func aFlagOfThePlainModeIsEnoughInATerminalToo() async throws {
        try await Tmux.with("\(BuiltProgram.path) --plain --from \(BuiltProgram.node("hairpin-off"))", height: 60) { terminal in
            try await terminal.wait { $0.contains("q quit:") }
            try await terminal.type("3")
            try await terminal.press("Enter")
            try await terminal.wait { $0.contains("drydock > Diagnosis") }
            try await terminal.type("q")
            try await terminal.press("Enter")
            try await terminal.wait { $0.hasSuffix("$") || $0.contains("\n$") }
        }
    }

    @Test func aWideScreenShowsTheFindingBesideTheList() async throws {
        try await opened(width: 120, height: 40) { terminal in
            try await terminal.wait { $0.contains("When it is wrong") && $0.contains("│") }
        }
    }
}
