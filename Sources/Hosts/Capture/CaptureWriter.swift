import FoundationEssentials
import Redaction
import Synchronization

/// Writes a capture as .tar.gz. Everything goes through the scrubber first: no secret reaches the disk, not even for a moment.
///
/// The archive grows in a hidden file of mode 0600 and is moved to its place by `finish`. Safe to use from many tasks; what is
/// kept in memory is the index and the log that is being written, deflated.
public final class CaptureWriter: Sendable {
    /// Bytes of an answer up to which it stands in its line of the index.
    private static let longestText = 4 << 10

    private struct State: ~Copyable {
        var tar: TarWriter?
        var index: [UInt8] = []
        var numbers: [String: Int] = [:]
        /// Questions written, with the bytes of their answers: a longer answer takes a shorter one's place.
        var seen: [String: Int] = [:]
        /// Names that are in the archive.
        var names: Set<String> = []
        var failure: HostError?
    }

    private let state: Mutex<State>
    private let scrubber: Scrubber

    /// Opens the archive.
    ///
    /// - Parameters:
    ///   - path: where the capture will lie, an absolute path or one from the working directory.
    ///   - head: what the capture says of itself; its coverage becomes `asked`.
    ///   - hidingAddresses: whether IP and MAC addresses are replaced, see `AddressPseudonymiser`.
    /// - Throws: `denied`, `notThere` (its folder), `failed`.
    public init(_ path: String, head: CaptureHead, hidingAddresses: Bool = false) throws(HostError) {
        var head = head
        head.coverage = .asked
        scrubber = Scrubber(hidingAddresses: hidingAddresses)
        guard let json = try? Self.encoder().encode(head) else { throw .failed(path: path, because: "its head is not JSON") }
        var first = State()
        first.tar = try TarWriter(path, modified: head.taken)
        _ = Self.add("capture.json", Array(json) + [UInt8(ascii: "\n")], to: &first)
        state = Mutex(first)
    }

    /// Writes the index, ends the archive and moves it to its place.
    ///
    /// - Throws: the first error of any write; then nothing is left behind.
    public func finish() async throws(HostError) {
        try await BlockingPool.shared.call("the capture", within: .seconds(60)) { [self] in
            state.withLock { state -> Result<Void, HostError> in
                guard let tar = state.tar else {
                    return .failure(.failed(path: "the capture", because: "it is already finished"))
                }
                state.tar = nil
                if let failure = state.failure {
                    tar.abandon()
                    return .failure(failure)
                }
                do throws(HostError) {
                    let index = state.index
                    try tar.add("index.jsonl", size: index.count) { put in index.withUnsafeBytes { put($0) } }
                    return .success(try tar.finish())
                } catch {
                    tar.abandon()
                    return .failure(error)
                }
            }
        }
    }

    /// Gives the capture up; nothing is left behind, and answers that still come are dropped.
    public func abandon() {
        state.withLock { state in
            state.tar?.abandon()
            state.tar = nil
        }
    }

    /// Keeps an answer: `line` tells it but for its bytes, which become a file of the archive or stand in the line.
    func keep(_ kind: CaptureLine.Kind, _ subject: String, _ line: CaptureLine, _ bytes: [Stored: [UInt8]] = [:]) async {
        let question = scrubber.subject(subject)
        let weight = bytes.values.reduce(0) { $0 + $1.count } + (line.error == nil ? 1 : 0)
        guard isNews(kind, question, weight) else { return }
        var line = line
        line.scrub(with: scrubber)
        let clean = bytes.mapValues { scrubber.text($0) }
        let scrubbed = line
        await write { [self] state in
            var line = scrubbed
            for (place, bytes) in clean {
                line[keyPath: place.keyPath] = Self.store(bytes, place, kind, question, &state)
            }
            append(kind, question, try? Self.encoder().encode(line), to: &state)
        }
    }

    /// Keeps a CRI call's answer.
    func keep<Reply: Codable & Sendable>(_ subject: String, _ line: CaptureCRILine<Reply>) async {
        let question = scrubber.subject(subject)
        guard isNews(.cri, question, line.error == nil ? 1 : 0), let json = try? Self.encoder().encode(line) else { return }
        let clean = scrubber.text(Array(json))
        await write { [self] state in append(.cri, question, Data(clean), to: &state) }
    }

    /// Keeps a log whose bytes were scrubbed and packed as they came.
    func keep(_ log: LogSource, _ packed: PackedBytes, _ line: CaptureLine) async {
        let question = scrubber.subject(log.key)
        guard isNews(.log, question, packed.count + 1) else { return }
        await write { [self] state in
            var line = line
            let name = Self.number("logs", &state) + ".log"
            line.file = .file(name)
            do throws(HostError) {
                try state.tar?.add(name, size: packed.count) { put in packed.forEachPiece { put($0) } }
            } catch {
                state.failure = state.failure ?? error
            }
            append(.log, question, try? Self.encoder().encode(line), to: &state)
        }
    }

    /// What makes a log's bytes fit to be written.
    func scrubbing() -> LineScrubber { scrubber.lines() }

    /// Whether an answer says more than what is written for the same question.
    private func isNews(_ kind: CaptureLine.Kind, _ question: String, _ weight: Int) -> Bool {
        state.withLock { state in
            let key = "\(kind) \(question)"
            if let before = state.seen[key], before >= weight { return false }
            state.seen[key] = weight
            return true
        }
    }

    /// Writes on a thread that may block.
    private func write(_ body: @escaping @Sendable (inout State) -> Void) async {
        do throws(HostError) {
            try await BlockingPool.shared.call("the capture", within: .seconds(60)) { [self] in
                state.withLock { body(&$0) }
                return .success(())
            }
        } catch {
            // The writing thread may hold the lock for ever: the error is told when the capture is finished.
        }
    }

    private func append(_ kind: CaptureLine.Kind, _ question: String, _ json: Data?, to state: inout State) {
        guard let json, let line = Self.line(kind, question, json) else { return }
        state.index.append(contentsOf: line)
        state.index.append(UInt8(ascii: "\n"))
    }

    /// A line of the index: the question, and an object that tells the answer.
    static func line(_ kind: CaptureLine.Kind, _ question: String, _ json: Data) -> [UInt8]? {
        guard let subject = try? encoder().encode([question]) else { return nil }
        // The question first, which spares decoding lines that are not asked for.
        var line = Array("{\"\(kind.rawValue)\":".utf8)
        line.append(contentsOf: subject.dropFirst().dropLast())
        if json.count > 2 { line.append(UInt8(ascii: ",")) }
        line.append(contentsOf: json.dropFirst())
        return line
    }

    /// Where bytes of an answer go: to a file's own place, into the line, or to a numbered file.
    private static func store(
        _ bytes: [UInt8], _ place: Stored, _ kind: CaptureLine.Kind, _ question: String, _ state: inout State
    ) -> CapturedBytes? {
        if kind == .read {
            let path = CaptureIndex.plain(question)
            let parts = path.split(separator: "/")
            let isUsual = path.hasPrefix("/") && !parts.contains("..") && !parts.contains(".") && path.utf8.count < 4000
            if isUsual, add("files" + path, bytes, to: &state) { return nil }
        } else if bytes.count <= longestText, let text = String(validating: bytes, as: UTF8.self) {
            return bytes.isEmpty ? nil : .text(text)
        }
        let name = number(place.folder, &state) + place.ending
        return add(name, bytes, to: &state) ? .file(name) : nil
    }

    private static func number(_ folder: String, _ state: inout State) -> String {
        let number = state.numbers[folder, default: 0] + 1
        state.numbers[folder] = number
        let digits = "\(number)"
        return folder + "/" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Adds a file; false where one of that name is there.
    private static func add(_ name: String, _ bytes: [UInt8], to state: inout State) -> Bool {
        guard state.names.insert(name).inserted else { return false }
        do throws(HostError) {
            try state.tar?.add(name, size: bytes.count) { put in bytes.withUnsafeBytes { put($0) } }
        } catch {
            state.failure = state.failure ?? error
        }
        return true
    }

    static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// The fields of a line that hold bytes.
    enum Stored: Hashable {
        case file, out, err, body

        var keyPath: WritableKeyPath<CaptureLine, CapturedBytes?> {
            switch self {
            case .file: \.file
            case .out: \.out
            case .err: \.err
            case .body: \.body
            }
        }

        var folder: String {
            switch self {
            case .file: "blobs"
            case .out, .err: "commands"
            case .body: "answers"
            }
        }

        var ending: String {
            switch self {
            case .file: ""
            case .out: ".out"
            case .err: ".err"
            case .body: ".body"
            }
        }
    }
}

extension CaptureLine {
    /// Takes secrets out of what a line says in words: link targets, error texts.
    mutating func scrub(with scrubber: Scrubber) {
        target = target.map(scrubber.subject)
        entries = entries?.map { entry in
            var entry = entry
            entry.name = entry.name.map(scrubber.subject)
            entry.target = entry.target.map(scrubber.subject)
            return entry
        }
        error = error.map { $0.scrubbed(scrubber) }
    }
}

extension CapturedError {
    /// Without secrets in its words.
    func scrubbed(_ scrubber: Scrubber) -> CapturedError {
        guard case .whole(let error) = self else { return self }
        return .whole(error.scrubbed(scrubber))
    }
}
