import Facts
import FoundationEssentials
import Hosts
import Probes
import Screens

/// Records a node: looks at it as a diagnosis does, and keeps every answer.
struct Capturing: Sendable {
    let examination: Examination
    let host: any Host

    /// The name that a capture gets where none is given, in the working directory.
    func name() async -> String {
        CaptureScreen.name(node: await hostname(), at: Instant(seconds: await host.now()))
    }

    private func hostname() async -> String {
        guard let content = try? await host.read("/proc/sys/kernel/hostname", limit: 256) else { return "node" }
        let text = String(decoding: content.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(String.init)
        return text ?? "node"
    }

    /// Looks at the whole node and writes the capture. A file that is there is never written over.
    func record(
        to path: String, hidingAddresses: Bool, progress: @escaping @Sendable (Survey.Progress) -> Void
    ) async -> CaptureOutcome {
        guard !FileManager.default.fileExists(atPath: path) else { return .failed("\(path) is there already; nothing was written. Choose another name.") }
        do throws(HostError) {
            let head = CaptureHead(
                program: .init(name: Program.name, version: Program.version), taken: await host.now(),
                hostname: hidingAddresses ? "node" : await hostname())
            let writer = try CaptureWriter(path, head: head, hidingAddresses: hidingAddresses)
            let facts = await examination.look(at: RecordingHost(host, into: writer), progress: progress)
            guard !Task.isCancelled else { return .failed("Stopped; nothing was written.") }
            try await writer.finish()
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
            return .written(path: path, bytes: Int(size ?? 0), missing: Self.missed(facts))
        } catch {
            return .failed("The capture was not written: \(error.description)")
        }
    }

    /// Why something is not in it, the reason that cost most first.
    static func missed(_ facts: FactSet) -> [Missed] {
        var counts: [String: Int] = [:]
        for case .missing(let reason) in facts.facts.values { counts[reason, default: 0] += 1 }
        return counts.map { Missed(reason: $0.key, count: $0.value) }.sorted { ($0.count, $1.reason) > ($1.count, $0.reason) }
    }
}
