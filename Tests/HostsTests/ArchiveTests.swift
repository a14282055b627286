import CArchive
import Glibc
import Testing

@testable import Hosts
@testable import SecretKinds

/// Makes archives, good and bad.
enum TestArchive {
    struct Entry {
        var name: String
        var bytes: [UInt8] = []
        var type: UInt8 = UInt8(ascii: "0")
        var size: Int?
    }

    static func tar(_ entries: [Entry], ends: Bool = true) -> [UInt8] {
        var out: [UInt8] = []
        for entry in entries {
            var head = TarWriter.heads(entry.name, size: entry.size ?? entry.bytes.count, modified: 1_700_000_000)
            let start = head.count - 512
            head[start + 156] = entry.type
            for index in 148..<156 { head[start + index] = 32 }
            let sum = head[start...].reduce(0) { $0 + Int($1) }
            let text = String(sum, radix: 8)
            for (index, byte) in (String(repeating: "0", count: 6 - text.count) + text + "\0 ").utf8.enumerated() {
                head[start + 148 + index] = byte
            }
            out += head + entry.bytes + [UInt8](repeating: 0, count: (512 - entry.bytes.count % 512) % 512)
        }
        return ends ? out + [UInt8](repeating: 0, count: 1024) : out
    }

    static func capture(_ more: [Entry] = []) -> [UInt8] {
        tar([Entry(name: "capture.json", bytes: "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"}".bytes)] + more)
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        defer { stream.deallocate() }
        stream.initialize(to: z_stream())
        drydock_deflate_init(stream, 6, 31)
        defer { deflateEnd(stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: bytes.count + 1024)
        let size = output.count
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = UInt32(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(size)
                deflate(stream, Z_FINISH)
                return size - Int(stream.pointee.avail_out)
            }
        }
        return Array(output[..<count])
    }
}

@Suite struct ArchiveTests {
    let ground = Playground()

    private func open(_ bytes: [UInt8]) throws -> RecordedHost {
        try RecordedHost(capture: ground.write("node.tar.gz", bytes))
    }

    private func refusal(_ bytes: [UInt8]) -> String {
        do {
            _ = try open(bytes)
            return "it opened"
        } catch {
            return "\(error)".split(separator: "The capture cannot be read: ").last.map(String.init) ?? "\(error)"
        }
    }

    @Test func readsPlainGzipAndXz() async throws {
        let tar = TestArchive.capture([.init(name: "files/etc/hosts", bytes: "127.0.0.1 localhost\n".bytes)])
        #expect(try await open(tar).read("/etc/hosts").text == "127.0.0.1 localhost\n")
        #expect(try await open(TestArchive.gzip(tar)).read("/etc/hosts").text == "127.0.0.1 localhost\n")
        let plain = ground.write("a.tar", tar)
        #expect(try await LocalHost().run(Command("xz", ["-k", plain])).succeeded)
        #expect(try await RecordedHost(capture: plain + ".xz").read("/etc/hosts").text == "127.0.0.1 localhost\n")
    }

    @Test func readsWhatTarWrites() async throws {
        let long = String(repeating: "d/", count: 80) + "file-ü"
        ground.write("cp1/capture.json", "{\"schemaVersion\":1,\"taken\":5,\"hostname\":\"cp1\"}")
        ground.write("cp1/files/\(long)", "long\n")
        for format in ["gnu", "pax", "ustar"] {
            let command = Command(
                "tar", ["--format=\(format)", "-C", ground.path, "-czf", ground.path + "/\(format).tgz", "cp1"])
            #expect(try await LocalHost().run(command).status == 0)
            let host = try RecordedHost(capture: ground.path + "/\(format).tgz")
            #expect(host.head.hostname == "cp1")
            #expect(try await host.read("/" + long).text == "long\n")
        }
    }

    @Test func tarReadsWhatWeWrite() async throws {
        let long = "files/" + String(repeating: "directory/", count: 20) + "fé"
        ground.write("w.tar", TestArchive.tar([.init(name: "a", bytes: "1".bytes), .init(name: long, bytes: "2".bytes)]))
        let output = try await LocalHost().run(
            Command("tar", ["--quoting-style=literal", "-tf", ground.path + "/w.tar"], environment: ["LC_ALL": "C.UTF-8"]))
        #expect(output.text == "a\n\(long)\n")
    }

    @Test func refusesWhatNoCaptureHasByName() {
        func one(_ name: String, _ type: Character = "0") -> [UInt8] {
            TestArchive.gzip(TestArchive.capture([.init(name: name, type: type.asciiValue ?? 0)]))
        }
        #expect(refusal(one("/etc/passwd")) == "its entry /etc/passwd has an absolute path, which no capture has.")
        #expect(
            refusal(one("files/../../etc/passwd")) == "its entry files/../../etc/passwd has .. in its path, which no capture has."
        )
        #expect(refusal(one("files/link", "2")) == "its entry files/link is a link, which no capture has.")
        #expect(refusal(one("files/link", "1")) == "its entry files/link is a link, which no capture has.")
        #expect(refusal(one("files/dev", "3")) == "its entry files/dev is a device, which no capture has.")
        #expect(refusal(one("files/fifo", "6")) == "its entry files/fifo is a pipe, which no capture has.")
        #expect(refusal(one("files/odd", "S")) == "its entry files/odd is of an unknown kind, which no capture has.")
    }

    @Test func refusesWhatIsCutOffOrDamaged() {
        let whole = TestArchive.gzip(
            TestArchive.capture([.init(name: "files/a", bytes: (0..<90_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })]))
        #expect(refusal(Array(whole.prefix(whole.count / 2))) == "it ends in the middle: the file was cut off.")
        #expect(refusal(Array(whole.dropLast(4))) == "it ends in the middle: the file was cut off.")
        var damaged = whole
        for index in 200..<300 { damaged[index] ^= 0x5a }
        #expect(refusal(damaged) == "its gzip data is damaged.")
        #expect(
            refusal(TestArchive.tar([.init(name: "capture.json", bytes: "{}".bytes, size: 5000)], ends: false))
                == "it ends in the middle of an entry: the file was cut off.")
        #expect(
            refusal(
                "not an archive at all, but some text that is longer than five hundred and twelve bytes\n".bytes
                    + [UInt8](repeating: 65, count: 600)) == "it is not a tar archive, or one of its headers is damaged.")
        #expect(refusal([]).contains("it contains no capture.json"))
        #expect(refusal(TestArchive.tar([.init(name: "other")])).contains("it contains no capture.json"))
    }

    @Test func refusesBombsQuicklyAndInLittleMemory() async throws {
        // 700 MB of zeros said to be files of 100 MB each, and one of 10 GB.
        let script = """
            import tarfile, io, sys, gzip
            class Zeros(io.RawIOBase):
                def __init__(self, n): self.n = n
                def read(self, k=-1):
                    k = self.n if k < 0 else min(k, self.n); self.n -= k; return bytes(k)
            def bomb(path, sizes):
                with gzip.open(path, 'wb', 1) as f, tarfile.open(fileobj=f, mode='w|') as t:
                    for i, size in enumerate(sizes):
                        e = tarfile.TarInfo('files/%d' % i); e.size = size; t.addfile(e, Zeros(size))
            bomb(sys.argv[1] + '/many.tgz', [100 << 20] * 7)
            head = tarfile.TarInfo('files/huge'); head.size = 10 << 30
            open(sys.argv[1] + '/huge.tgz', 'wb').write(gzip.compress(head.tobuf()))
            with gzip.open(sys.argv[1] + '/entries.tgz', 'wb', 1) as f:
                block = b''.join(tarfile.TarInfo('files/%d' % i).tobuf() for i in range(1000))
                for i in range(201): f.write(block)
            """
        let made = try await LocalHost().run(Command("python3", ["-c", script, ground.path], deadline: .seconds(60)))
        #expect(made.status == 0, "\(made.errorText)")
        for (name, why) in [
            ("many.tgz", "it holds more than 512 MiB unpacked."), ("huge.tgz", "it holds more than 512 MiB unpacked."),
            ("entries.tgz", "it holds more than 200000 entries."),
        ] {
            let start = ContinuousClock.now
            let before = peak()
            do {
                _ = try RecordedHost(capture: ground.path + "/" + name)
                Issue.record("\(name) was opened")
            } catch {
                #expect("\(error)".hasSuffix(why), "\(error)")
            }
            #expect(ContinuousClock.now - start < .seconds(120))
            #expect(peak() - before < 64 << 10, "\(name) took \(peak() - before) KiB")
        }
    }

    /// The most memory of this process so far, in KiB.
    private func peak() -> Int {
        var usage = rusage()
        getrusage(0, &usage)
        return usage.ru_maxrss
    }

    @Test func anyBytesGiveAnAnswerOrAnError() throws {
        var random = SeededRandom(seed: 3)
        let tar = TestArchive.capture([
            .init(name: String(repeating: "long/", count: 30) + "x", bytes: "abc".bytes),
            .init(name: "index.jsonl", bytes: "{\"read\":\"/a\",\"error\":\"denied\"}\n".bytes),
            .init(name: "files/b", bytes: [UInt8](repeating: 7, count: 2000)),
        ])
        let gz = TestArchive.gzip(tar)
        var opened = 0
        for round in 0..<2_000 {
            var bytes = round % 2 == 0 ? tar : gz
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0, 1: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 2: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...600, using: &random)))
                case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 512)], at: at)
                default: bytes[at] = [0, 0x80, 0xff, 0x37, 0x2f].randomElement(using: &random) ?? 0
                }
                if bytes.isEmpty { bytes = [1] }
            }
            var rest = bytes[...]
            let archive = try? CaptureArchive(limits: CaptureLimits(total: 1 << 20, entries: 50, plain: 1 << 10)) {
                () throws(ArchiveError) in
                let piece = Array(rest.prefix(777))
                rest = rest.dropFirst(777)
                return piece
            }
            guard let archive else { continue }
            opened += 1
            for name in archive.sizes.keys { #expect(try archive.bytes(name).get().bytes.count == archive.sizes[name]) }
            _ = try? RecordedHost(store: archive)
        }
        #expect(opened > 0 && opened < 2_000)
    }

    @Test func packedBytesComeBack() {
        for count in [0, 1, 4095, 70_000, 700_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }
            for threshold in [0, 1000, Int.max] {
                let builder = PackedBytes.Builder(packingFrom: threshold)
                var rest = bytes[...]
                while !rest.isEmpty {
                    Array(rest.prefix(30_000)).withUnsafeBytes { builder.append($0) }
                    rest = rest.dropFirst(30_000)
                }
                #expect(builder.finish().bytes == bytes)
            }
        }
    }
}
