import Testing

@testable import Hosts

@Suite struct AnswersTests {
    private func content(_ text: String) -> FileContent {
        FileContent(
            bytes: Array(text.utf8),
            status: FileStatus(name: "x", kind: .file, mode: 0o644, owner: 0, group: 0, size: text.utf8.count, modified: 0))
    }

    /// host-local writes its files with both: an id, "\r\n", an interface.
    @Test func linesEndAsUnixOrWindowsWritesThem() {
        #expect(content("0f3a\r\neth0").lines == ["0f3a", "eth0"])
        #expect(content("a\nb\r\n\nc").lines == ["a", "b", "", "c"])
        #expect(content("a\u{2028}b\u{85}c").lines.count == 1)
    }
}
