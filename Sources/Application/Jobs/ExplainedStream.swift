import Glibc
import Hosts
import Lookup

/// A text on a stream: a few lines that somebody pasted, or a log of any length, packed with gzip or xz or not. All of it is
/// read; memory does not grow with it.
struct ExplainedStream {
    let descriptor: Int32

    static let noText = Refusal(
        "There is no text to explain: give it as an argument, or give - and a log on stdin.", status: 2)

    /// What is packed otherwise, by its first bytes.
    static let packed: [(mark: [UInt8], what: String, way: String)] = [
        ([0x28, 0xb5, 0x2f, 0xfd], "packed with zstd", "zstdcat FILE | drydock explain -"),
        (Array("BZh".utf8), "packed with bzip2", "bzcat FILE | drydock explain -"),
        (Array("PK\u{3}\u{4}".utf8), "a zip archive", "unzip -p FILE | drydock explain -"),
        (Array("LPKSHHRH".utf8), "a journal of systemd", "journalctl --file FILE | drydock explain -"),
    ]

    /// Reads to the end and explains. Throws `Refusal` where the stream cannot be read or holds no text.
    func explain(by explainer: Explainer) throws -> Explainer.Answer {
        var stream = Stream(explainer)
        let unpacking = Unpacking()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 {
                throw Refusal("The text on stdin cannot be read: \(String(cString: strerror(errno))).", status: 2)
            }
            if count == 0 { break }
            do {
                for piece in try unpacking.take(Array(buffer[..<count])) { try stream.take(piece) }
            } catch let error as ArchiveError {
                throw Refusal("The compressed text on stdin cannot be unpacked: \(error).", status: 2)
            }
        }
        do {
            for piece in try unpacking.finish() { try stream.take(piece) }
        } catch let error as ArchiveError {
            // What came before the cut is a log all the same.
            Output.note("The compressed text on stdin is incomplete: \(error). What could be unpacked is explained.")
        }
        return try stream.finish()
    }

    /// The beginning is kept until it is clear whether more comes than a person pastes.
    private struct Stream: ~Copyable {
        private let explainer: Explainer
        private var first: [UInt8] = []
        private var log: LogExplaining?
        private var hasText = false

        init(_ explainer: Explainer) { self.explainer = explainer }

        mutating func take(_ bytes: [UInt8]) throws {
            hasText = hasText || bytes.contains { $0 > 32 }
            if log == nil {
                first += bytes
                guard first.count > Explainer.longestText else { return }
                try check()
                log = LogExplaining(explainer)
                log?.feed(first)
                first = []
            } else {
                log?.feed(bytes)
            }
        }

        mutating func finish() throws -> Explainer.Answer {
            guard hasText else { throw ExplainedStream.noText }
            guard log != nil else {
                try check()
                return explainer.explain(first)
            }
            return log?.answer() ?? Explainer.Answer(matches: [], nearest: [])
        }

        /// Text has no zero bytes, unless it is UTF-16.
        private func check() throws {
            if let packed = ExplainedStream.packed.first(where: { first.starts(with: $0.mark) }) {
                throw Refusal(
                    "What came on stdin is \(packed.what), which drydock does not unpack. Try: \(packed.way)", status: 2)
            }
            let zeros = first.count { $0 == 0 }
            guard zeros * 8 > first.count else { return }
            throw Refusal(
                "What came on stdin is not text in UTF-8: \(zeros * 100 / max(1, first.count)) % of its first bytes are zero. Convert a text in UTF-16, as Windows writes it, with `iconv -f UTF-16 -t UTF-8` first.",
                status: 2)
        }
    }
}
