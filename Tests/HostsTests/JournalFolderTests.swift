import FoundationEssentials
import Testing

@testable import Hosts

/// Journals made by systemd-journal-remote 252, and what `journalctl -o short-unix` printed of them: `Journals/`.
@Suite struct JournalFolderTests {
    private let ground = Playground()
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Journals")
    private static let forms = ["compact", "regular", "unkeyed"]

    private static func unpacked(_ name: String) throws -> [UInt8] {
        let unpacking = Unpacking()
        let packed = Array(try Data(contentsOf: folder.appending(path: name + ".xz")))
        return try unpacking.take(packed).flatMap { $0 } + unpacking.finish().flatMap { $0 }
    }

    private func disk(_ files: [String: [UInt8]]) -> LocalHost {
        for (name, bytes) in files { ground.write("var/log/journal/0c0c/\(name)", bytes) }
        return LocalHost(root: ground.path)
    }

    private func text(_ log: LogSource, _ host: LocalHost) async throws -> (String, ScanResult) {
        let seen = Seen()
        let result = try await host.scan(log) { seen.take($0) }
        return (String(decoding: seen.bytes, as: UTF8.self), result)
    }

    private func log(_ name: String, _ boot: Int, _ limit: Int = 1 << 20) -> LogSource {
        name == "kernel" ? .kernel(boot: boot, limit: limit) : .journal(unit: name + ".service", boot: boot, limit: limit)
    }

    /// Packed by zstd, of several lines, of a process before the last boot, of systemd about the unit, and forged ones.
    @Test(arguments: forms) func readsAsJournalctlDoes(_ form: String) async throws {
        let host = disk(["system.journal": try Self.unpacked("\(form).journal")])
        for name in ["kubelet", "containerd", "kernel"] {
            for boot in [0, -1] {
                let wanted = String(decoding: try Self.unpacked("\(name)\(boot).txt"), as: UTF8.self)
                let (told, result) = try await text(log(name, boot), host)
                #expect(told == wanted, "\(name) \(boot)")
                #expect(result == ScanResult(bytes: wanted.utf8.count, isCut: false))
            }
        }
        #expect(try await text(log("kubelet", -2), host).0.isEmpty)
        #expect(await host.now() == 1_795_503_148)
        #expect(host.isRecorded)
    }

    @Test func theNewestEntriesMakeUpTheLimit() async throws {
        let host = disk(["system.journal": try Self.unpacked("compact.journal")])
        let whole = String(decoding: try Self.unpacked("kubelet0.txt"), as: UTF8.self)
        let (told, result) = try await text(log("kubelet", 0, 5000), host)
        #expect(!told.isEmpty && told.utf8.count <= 5000 && result.isCut)
        #expect(whole.hasSuffix(told))
    }

    /// A file that is damaged costs itself, or what is damaged of it; the others are read.
    @Test func damageCostsOnlyWhatIsDamaged() async throws {
        let good = try Self.unpacked("regular.journal")
        let whole = String(decoding: try Self.unpacked("kubelet0.txt"), as: UTF8.self)
        let host = disk([
            "system.journal": good, "system@1.journal": Array(good.prefix(150)), "system@2.journal": Array("nothing".utf8),
            "system@3.journal": Array("LPKSHHRH".utf8) + [UInt8](repeating: 0xff, count: 4000),
        ])
        #expect(try await text(log("kubelet", 0), host).0 == whole)
    }

    @Test func anyBytesGiveLinesOrNone() async throws {
        var random = SystemRandomNumberGenerator()
        let seeds = try Self.forms.map { Array(try Self.unpacked("\($0).journal").prefix(400_000)) }
        for round in 0..<60 {
            var bytes = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...200, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                bytes[at] = [0, 1, 8, 0xff, UInt8.random(in: .min ... .max, using: &random)].randomElement(using: &random) ?? 0
            }
            ground.write("var/log/journal/0c0c/system.journal", bytes)
            let host = LocalHost(root: ground.path)
            for boot in [0, -1] {
                _ = try? await text(log("kubelet", boot), host)
                _ = try? await text(log("kernel", boot), host)
            }
        }
    }

    @Test func zstdIsReadOrRefused() throws {
        // `printf 'abc%.0s' {1..40} | zstd --no-check -c`, and one byte less.
        let packed: [UInt8] = [
            0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x55, 0x00, 0x00, 0x18, 0x61, 0x62, 0x63, 0x01, 0x00, 0xd2, 0xd4, 0x0d, 0x01,
        ]
        let text = Array(String(repeating: "abc", count: 40).utf8)
        #expect(JournalUnpacking.unpacked(packed, flags: 4, limit: 1000) == text)
        #expect(JournalUnpacking.unpacked(packed, flags: 4, limit: 100) == nil)
        for count in 0..<packed.count {
            #expect(JournalUnpacking.unpacked(Array(packed.prefix(count)), flags: 4, limit: 1000) != text)
        }
    }

    @Test func lz4IsReadOrRefused() {
        // Its size, then `a`, a match of 19 bytes one back, and `bcdef` (lz4_Block_format.md).
        let packed: [UInt8] = [25, 0, 0, 0, 0, 0, 0, 0, 0x1f, 0x61, 1, 0, 0, 0x50] + Array("bcdef".utf8)
        let text = Array((String(repeating: "a", count: 20) + "bcdef").utf8)
        #expect(JournalUnpacking.unpacked(packed, flags: 2, limit: 1000) == text)
        for count in 0..<packed.count {
            #expect(JournalUnpacking.unpacked(Array(packed.prefix(count)), flags: 2, limit: 1000) == nil)
        }
    }
}

/// What a scan handed on.
private final class Seen: @unchecked Sendable {
    private(set) var bytes: [UInt8] = []

    func take(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }
}
