import Terminal
import Testing

@testable import GoldenSupport

struct GoldenFolderTests {
    @Test func aGoldenThatIsNotThereIsSaid() throws {
        let scratch = Scratch()
        let said = try #require(scratch.reading.difference("a\n", "etc/a"))
        #expect(said == "\(scratch.path)/etc/a.txt is not there. DRYDOCK_RECORD_GOLDENS=1 writes it; then look at it.")
        #expect(scratch.reading.text("etc/a") == nil)
    }

    @Test func recordingWritesAndFailsAllTheSame() throws {
        let scratch = Scratch()
        let said = try #require(scratch.recording.difference("a\nb\n", "etc/deep/a"))
        #expect(said.hasSuffix("etc/deep/a.txt was written. Look at it, then run again without DRYDOCK_RECORD_GOLDENS."))
        #expect(scratch.reading.text("etc/deep/a") == "a\nb\n")
        #expect(scratch.reading.difference("a\nb\n", "etc/deep/a") == nil)
        let again = try #require(scratch.recording.difference("a\nb\n", "etc/deep/a"))
        #expect(again.contains("is as it was"))
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let said = try #require(GoldenFolder(path: "/dev/null/x", isRecording: true).difference("a\n", "b"))
        #expect(said.hasPrefix("/dev/null/x/b.txt could not be written: "))
    }

    @Test func aDifferenceIsShownWithItsLinesAndSection() throws {
        let scratch = Scratch()
        let golden = "=== first\n1\n2\n3\n=== second\n4\n5\n6\n7\n8\n"
        _ = scratch.recording.difference(golden, "a")
        let said = try #require(scratch.reading.difference(golden.replacing("7", with: "seven"), "a"))
        #expect(said == "\(scratch.path)/a.txt differs:\n@@ line 7 of second\n 5\n 6\n-7\n+seven\n 8\n ")
    }

    @Test func whatNoTestReadsIsFoundAndRecordingTakesItAway() {
        let scratch = Scratch()
        for name in ["a", "etc/b", "etc/c"] { _ = scratch.recording.difference("x\n", name) }
        #expect(scratch.reading.leftOver(besides: ["a", "etc/b", "etc/c", "not-there"]) == [])
        #expect(scratch.reading.leftOver(besides: ["a", "etc/b"]) == ["\(scratch.path)/etc/c.txt belongs to no test."])
        #expect(scratch.recording.leftOver(besides: ["a", "etc/b"]).count == 1)
        #expect(scratch.reading.leftOver(besides: ["a", "etc/b"]) == [])
        #expect(scratch.reading.text("etc/b") == "x\n")
    }

    @Test(arguments: [
        "/x/Tests/PlanningTests/A.swift", "/x/Tests/PlanningTests/Network/A.swift", "/Tests/x/Tests/PlanningTests/B/C/A.swift",
    ])
    func theFolderIsTheTargetsWhereverTheSourceLies(_ file: String) {
        #expect(GoldenFolder(of: file).path.hasSuffix("/x/Tests/PlanningTests/Goldens"))
    }

    @Test func aPagesSectionsAreToldApartAndTheAlteredOnesShownWhole() throws {
        let scratch = Scratch()
        func page(_ text: String) -> Golden {
            var golden = Golden("page")
            var canvas = Canvas(size: Size(width: 12, height: 1), charset: .utf8)
            canvas.write("always", cutIn: canvas.bounds, glyphs: .utf8)
            golden.add(canvas, cursor: Point(x: 2, y: 0), showing: [.roles, .monochrome])
            golden.add("as lines", text)
            return golden
        }
        _ = page("one\n").difference(in: scratch.recording)
        #expect(page("one\n").difference(in: scratch.reading) == nil)
        let headings = GoldenSection.sections(scratch.reading.text("page") ?? "").map(\.heading)
        #expect(headings == ["12x1 UTF-8, cursor at 2,0", "12x1 UTF-8: roles", "12x1 UTF-8: attributes", "as lines"])
        let said = try #require(page("two\n").difference(in: scratch.reading))
        #expect(said.contains("\n === as lines\n-one\n+two\n"))
        #expect(said.hasSuffix("Drawn now:\n=== as lines\ntwo\n"))
    }
}
