import Applying
import Diagnosis
import FoundationEssentials
import Glibc
import Hosts

/// What this machine was like when it was well, for `diagnose --against`: kept after something was done on it and nothing is wrong.
enum HealthyState {
    /// Where captures of it lie, below drydock's own folder.
    static let folder = "\(LocalDoer.state)/healthy"
    private static let kept = 3

    /// Records the machine, where the last report shows no fault; gives the file's path. What cannot be recorded is let be: what was done is
    /// done.
    static func keep(_ report: Report, _ examination: Examination, _ host: any Host) async -> String? {
        guard report.worst.map({ $0 < .warning }) ?? true, report.node.role != "none",
            !report.ladder.contains(where: { $0.state == .broken }),
            WholeFile.makeFolder(folder) == nil
        else { return nil }
        chmod(folder, 0o700)
        let name = Capturing.defaultName(node: report.node.name, at: await host.now())
        let capturing = Capturing(examination: examination, host: host)
        guard let result = try? await capturing.record(into: "\(folder)/\(name)", hidesAddresses: false) else { return nil }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".tar.gz") }
        for old in names.sorted().dropLast(kept) { unlink("\(folder)/\(old)") }
        return result.path
    }
}
