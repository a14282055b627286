import Testing

@testable import GoldenSupport

struct MatrixTests {
    private func text(_ example: String, _ content: String, on machine: String = "cp1", whole: MatrixText.Whole = .eachKindOfLine)
        -> MatrixText
    {
        MatrixText(
            example: example, machine: machine, path: "/etc/a", note: "0644", content, golden: "files/etc/a", kind: "etc/a",
            whole: whole)
    }

    @Test(arguments: [
        ("kubernetesVersion: 1.30.14", "kubernetesVersion: 0.0.0"), ("  - name: cp1", "  - name: cp0"), ("", ""),
        ("a  b", "a  b"),
        ("sha256:" + String(repeating: "0a", count: 32), "sha0:0"), ("deadbeef", "deadbeef"), ("é 12", "é 0"),
    ])
    func numbersAndHashesMakeNoKindOfLine(_ line: String, _ kind: String) { #expect(MatrixText.kind(of: line) == kind) }

    @Test func whatShowsANewKindOfLineStandsWhole() {
        let whole = WholeTexts([
            text("m/1", "a\nversion 1\n"), text("m/2", "a\nversion 2\n"), text("m/3", "a\nversion 2\n"),
            text("m/4", "a\nb\nversion 4\n"),
        ])
        #expect(
            whole.goldens == [
                "files/etc/a": [
                    GoldenSection("m/1, cp1, /etc/a 0644", "a\nversion 1\n"),
                    GoldenSection("m/4, cp1, /etc/a 0644", "a\nb\nversion 4\n"),
                    GoldenSection("lines of further cases: etc/a", "m/2: version 2\n"),
                ]
            ])
    }

    @Test func everyLineOfEveryCaseStandsSomewhere() throws {
        let texts = (1...40).map { number in
            text("m/\(number)", "head\nnumber \(number)\n" + (number % 7 == 0 ? "seven \(number)\n" : "") + "tail")
        }
        let sections = try #require(WholeTexts(texts).goldens["files/etc/a"])
        let shown = GoldenSection.text(sections).split(separator: "\n")
        for line in texts.flatMap(\.lines) { #expect(shown.contains { $0 == line || $0.hasSuffix(": \(line)") }, "\(line)") }
        #expect(sections.count == 3)
    }

    @Test func ofRepeatingTextsTheFirstStandsWholeAndADoubleIsNamed() {
        var other = text("m/3", "one 1\n")
        other.golden = "files/etc/b"
        let whole = WholeTexts([
            text("m/1", "one 1\n", whole: .first), text("m/2", "two 2\ntwo 3\none 4\n", whole: .first), other,
            text("m/4", "x", whole: .none),
        ])
        #expect(
            whole.goldens["files/etc/a"] == [
                GoldenSection("m/1, cp1, /etc/a 0644", "one 1\n"),
                GoldenSection("lines of further cases: etc/a", "m/2: two 2\n"),
            ])
        #expect(whole.goldens["files/etc/b"]?.first?.content == "The same text as in files/etc/a, m/1, cp1, /etc/a 0644.\n")
    }

    @Test func theDigestHasALineForEachFileOfACase() {
        let digest = Digest([
            text("m/2", "x\n"), text("m/1", "x\n"), text("m/1", "x\n", on: "cp2"), text("m/1", "y\n", on: "worker1"),
        ])
        let x = MatrixText.hash("x\n"), y = MatrixText.hash("y\n")
        #expect(digest.text == "m/1 /etc/a 0644 \(x) on cp1 cp2, 0644 \(y) on worker1\nm/2 /etc/a 0644 \(x) on cp1\n")
        #expect(x.count == 12 && x.allSatisfy(\.isHexDigit))
    }

    /// The digest has only hashes of what was: another case or a golden may still have the text.
    @Test func aCaseThatDiffersIsShownAgainstWhatItWas() throws {
        let scratch = Scratch()
        let before = [text("m/1", "a\nb 1\n"), text("m/2", "a\nb 2\n"), text("m/3", "a\nb 2\n")]
        _ = Digest(before).difference("digest", in: scratch.recording)
        _ = WholeTexts(before).differences(in: scratch.recording)
        #expect(Digest(before).difference("digest", in: scratch.reading) == nil)
        let one = try #require(Digest([before[0], before[1], text("m/3", "a\nb 3\n")]).difference("digest", in: scratch.reading))
        #expect(one.contains("differs: m/3 /etc/a 0644"))
        #expect(one.contains("m/3, cp1, /etc/a 0644 as it was and as it is:\n@@ line 1\n a\n-b 2\n+b 3\n"))
        let all = try #require(
            Digest([before[0], text("m/2", "a\nb 3\n"), text("m/3", "a\nb 3\n")]).difference("digest", in: scratch.reading))
        #expect(
            all.contains(
                "m/2, cp1, /etc/a 0644 as it is, against m/1, cp1, /etc/a 0644 in files/etc/a:\n@@ line 1\n a\n-b 1\n+b 3\n"))
        #expect(!all.contains("m/3, cp1, /etc/a 0644 as"), "one of a kind is enough")
    }

    @Test func casesThatAreNewGoneOrAsAnotherAreSaid() throws {
        let scratch = Scratch()
        let before = [text("m/1", "a\nb\n"), text("m/2", "a\nb 2\n")]
        _ = Digest(before).difference("digest", in: scratch.recording)
        _ = WholeTexts(before).differences(in: scratch.recording)
        let said = try #require(Digest([text("m/1", "a\nb 2\n"), text("m/4", "q\n")]).difference("digest", in: scratch.reading))
        #expect(said.contains("gone: m/2 /etc/a"))
        #expect(said.contains("new: m/4 /etc/a 0644"))
        #expect(said.contains("-b\n+b 2"))
    }

    @Test func aCaseCanBeWrittenWhole() {
        let scratch = Scratch()
        #expect(scratch.recording.writeCase(text("m/1", "a\n")) == nil)
        #expect(
            scratch.reading.leftOver(besides: [])
                == ["\(scratch.path)/m/1/cp1//etc/a belongs to no test."].map { $0.replacing("//", with: "/") })
    }
}
