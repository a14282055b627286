import Testing

@testable import Hosts

@Suite struct KernelBufferTests {
    @Test func datesLines() {
        let lines = "[    0.000000] Linux version 6.1\n[   12.345678] oom-kill: constraint\n continued\n[weird] text\n"
        let dated = KernelBuffer.dated(lines.bytes, boot: 1_700_000_000)
        #expect(
            String(decoding: dated, as: UTF8.self) == """
                1700000000.000000 - kernel: Linux version 6.1
                1700000012.345678 - kernel: oom-kill: constraint
                1700000012.345678 - kernel:  continued
                1700000012.345678 - kernel: [weird] text

                """)
    }

    @Test func readsTheBootTime() {
        #expect(KernelBuffer.bootTime(in: "cpu 1 2\nbtime 1700000000\nprocesses 9\n".bytes) == 1_700_000_000)
        #expect(KernelBuffer.bootTime(in: []) == 0)
    }

    @Test func countsEntriesNotLines() {
        #expect(EntryCount.count(in: "1.0 a\n  more of a\n2.0 b\n3.0 c".bytes) == 3)
    }

    @Test func takesTheEndFromTheStartOfALine() {
        let bytes = "aaa\nbbb\nccc\n".bytes
        #expect(Array(JournalScan.end(of: bytes, limit: 8)) == "bbb\nccc\n".bytes)
        #expect(Array(JournalScan.end(of: bytes, limit: 7)) == "ccc\n".bytes)
        #expect(Array(JournalScan.end(of: bytes, limit: 100)) == bytes)
        #expect(Array(JournalScan.end(of: "no line end".bytes, limit: 3)).isEmpty)
    }
}
