import CRI
import FoundationEssentials
import Redaction

/// Writes a capture anew with the secrets that this program knows of replaced: the one that wrote it may have known fewer.
public struct ScrubbedCapture {
    private let store: any CaptureStore
    private let head: CaptureHead
    private let scrubber: Scrubber
    private let hidingAddresses: Bool

    /// Opens a capture: a folder, a .tar.gz or a .tar.xz.
    ///
    /// - Throws: as `RecordedHost.init(capture:)` does.
    public init(_ path: String, hidingAddresses: Bool) throws(HostError) {
        let host = try RecordedHost(capture: path)
        guard host.head.base == nil else { throw .badCapture("it tells only what differs from another capture") }
        (store, head) = (host.store, host.head)
        scrubber = Scrubber(hidingAddresses: hidingAddresses)
        self.hidingAddresses = hidingAddresses
    }

    /// Writes the archive and gives how many of the files in it are other than they were. It appears whole or not at all.
    public func write(to path: String) throws(HostError) -> (files: Int, changed: Int) {
        let tar = try TarWriter(path, modified: head.taken)
        do throws(HostError) {
            var changed = 0
            for name in store.sizes.keys.sorted() {
                let old = try store.bytes(name).get()
                let new = try clean(name, old)
                if new.count != old.count || new.bytes != old.bytes { changed += 1 }
                try tar.add(scrubbed(name), size: new.count) { put in new.forEachPiece { put($0) } }
            }
            try tar.finish()
            return (store.sizes.count, changed)
        } catch {
            tar.abandon()
            throw error
        }
    }

    /// Where a file lies in the new archive: a file of the node at its path, as a question for it is written.
    private func scrubbed(_ name: String) -> String {
        name.hasPrefix("files/") ? "files" + scrubber.subject(String(name.dropFirst("files".count))) : name
    }

    private func clean(_ name: String, _ old: PackedBytes) throws(HostError) -> PackedBytes {
        switch name {
        case "capture.json":
            guard hidingAddresses else { return old }
            var head = head
            head.hostname = "node"
            guard let json = try? CaptureWriter.encoder().encode(head) else { throw .badCapture("its capture.json") }
            return PackedBytes(plain: Array(json) + [10])
        case "index.jsonl": return PackedBytes(plain: try index(old.bytes))
        case _ where name.hasPrefix("logs/"):
            let lines = scrubber.lines()
            old.forEachPiece { lines.take($0) }
            return lines.finish()
        default: return PackedBytes(plain: scrubber.text(old.bytes))
        }
    }

    private func index(_ bytes: [UInt8]) throws(HostError) -> [UInt8] {
        var out: [UInt8] = []
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if number > 0 { out.append(10) }
            out += try answer(line, number + 1)
        }
        return out
    }

    /// A line of the index. Its words are scrubbed one by one, as when it was written: within JSON a secret's end is not where it is in a
    /// text. The line is as it was where nothing in it changed.
    private func answer(_ line: ArraySlice<UInt8>, _ number: Int) throws(HostError) -> [UInt8] {
        guard line.contains(where: { $0 > 32 }) else { return Array(line) }
        let bad = HostError.badCapture("line \(number) of index.jsonl is not an answer")
        guard let old = try? BoundedJSON.decode(CaptureLine.self, from: line), let (kind, subject) = old.subject else {
            throw bad
        }
        if kind == .cri {
            let clean = scrubber.text(Array(line))
            guard (try? BoundedJSON.decode(AnyJSON.self, from: clean)) != nil else { throw bad }
            return clean
        }
        var new = old
        new.scrub(with: scrubber)
        for place in [\CaptureLine.file, \.out, \.err, \.body] {
            if case .text(let text)? = new[keyPath: place] {
                new[keyPath: place] = .text(String(decoding: scrubber.text(Array(text.utf8)), as: UTF8.self))
            }
        }
        let question = scrubber.subject(subject)
        if new == old, question == subject { return Array(line) }
        new.forgetSubject()
        guard let json = try? CaptureWriter.encoder().encode(new), let written = CaptureWriter.line(kind, question, json) else {
            throw bad
        }
        return written
    }
}

/// Any JSON document, of which only its being one counts.
private struct AnyJSON: Decodable {
    init(from decoder: any Decoder) throws {}
}

extension CaptureLine {
    /// Without the question.
    fileprivate mutating func forgetSubject() {
        (read, list, status, space) = (nil, nil, nil, nil)
        (run, cri, get, log) = (nil, nil, nil, nil)
    }
}
