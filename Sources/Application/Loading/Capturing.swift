import Diagnosis
import Facts
import FoundationEssentials
import Glibc
import Hosts
import KnowledgeFormat
import Probes
import Text

/// Records a node: looks at it as a diagnosis does, and keeps every answer that the host gave, with secrets replaced.
public struct Capturing: Sendable {
    let examination: Examination
    let host: any Host

    public init(examination: Examination, host: any Host) {
        self.examination = examination
        self.host = host
    }

    /// What was recorded.
    public struct Result: Sendable {
        public var path: String
        /// The archive's size in bytes.
        public var bytes: Int
        /// For each reason the number of facts that it cost.
        public var missed: [(reason: String, count: Int)]
    }

    /// Said where a recording was stopped half-way.
    static let stopped = "The recording was stopped; no file was written."

    /// `drydock-<node>-<UTC time>.tar.gz`, in the working directory.
    public static func defaultName(node: String, at seconds: Int) -> String {
        let time = Instant(seconds: seconds).description.filter { $0.isNumber || $0 == "T" }
        let name = node.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" }
        return "drydock-\(String(name))-\(time).tar.gz"
    }

    /// Records into a new file; one that is there is never written over.
    public func record(
        into path: String, hidesAddresses: Bool, progress: @escaping @Sendable (Survey.Progress) -> Void = { _ in }
    ) async throws(Refusal) -> Result {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Refusal("\(path) already exists; name another file with -o.")
        }
        let now = await host.now()
        let name = (try? await host.read("/proc/sys/kernel/hostname").trimmed) ?? "node"
        let written: Result?
        do throws(HostError) {
            let head = CaptureHead(
                program: .init(name: Program.name, version: Program.version), taken: now, hostname: hidesAddresses ? "node" : name
            )
            let writer = try CaptureWriter(path, head: head, hidingAddresses: hidesAddresses)
            let facts = await examination.look(at: RecordingHost(host, into: writer), progress: progress)
            if Task.isCancelled {
                writer.abandon()
                written = nil
            } else {
                try await writer.finish()
                written = Result(path: path, bytes: Self.size(path), missed: Self.missed(facts))
            }
        } catch {
            throw Refusal("The node could not be recorded: \(Self.unwritten(path, error))")
        }
        guard let written else { throw Refusal(Self.stopped) }
        return written
    }

    /// Why the file could not be written: what the writer throws is never about the node.
    private static func unwritten(_ path: String, _ error: HostError) -> String {
        switch error {
        case .failed(_, let because): "\(path) could not be written: \(because). Name a file in another folder with -o."
        case .denied: "this user may not write \(path). Name a file in another folder with -o."
        case .notThere: "the folder of \(path) does not exist."
        default: "\(path) could not be written: \(error)"
        }
    }

    private static func size(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func missed(_ facts: FactSet) -> [(reason: String, count: Int)] {
        var reasons: [String: Int] = [:]
        for fact in facts.facts.values {
            if case .missing(let reason) = fact { reasons[Sanitized.text(reason.words), default: 0] += 1 }
        }
        return reasons.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { (reason: $0.key, count: $0.value) }
    }
}
