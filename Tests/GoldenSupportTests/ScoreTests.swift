import Glibc
import GoldenSupport
import Testing

@Suite struct ScoreTests {
    private static func path(_ name: String) -> String { "/tmp/drydock-score-\(getpid())-\(name).md" }

    @Test func aFigureThatFallsIsToldAndOneThatRisesIsNot() {
        let path = Self.path("falls")
        defer { unlink(path) }
        #expect(Score(path: path, isRecording: true).difference("explain, first", 90, of: 100) == nil)
        #expect(Score(path: path, isRecording: true).difference("alarms", 1, of: 50, isFault: true) == nil)
        let score = Score(path: path, isRecording: false)
        #expect(score.difference("explain, first", 181, of: 200) == nil)
        #expect(score.difference("explain, first", 179, of: 200)?.contains("90 of 100") == true)
        #expect(score.difference("alarms", 2, of: 100, isFault: true) == nil)
        #expect(score.difference("alarms", 2, of: 50, isFault: true) != nil)
        #expect(score.difference("nobody", 1, of: 1)?.contains("make accuracy") == true)
    }

    @Test func casesAddUp() {
        let path = Self.path("adds")
        defer { unlink(path) }
        #expect(Score(path: path, isRecording: true).difference("nodes", 2, of: 3) == nil)
        let score = Score(path: path, isRecording: false)
        #expect(score.add("nodes", 1, cases: 3) == nil)
        #expect(score.add("nodes", 0, cases: 3) == nil)
        #expect(score.add("nodes", 0, cases: 3)?.contains("1 of 3") == true)
    }
}
