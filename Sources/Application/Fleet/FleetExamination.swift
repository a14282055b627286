import Diagnosis
import Facts
import Hosts

/// Looks at many captures, a few at a time, and hands over each report in the order in which the captures were named.
///
/// No more than a few reports are in memory at once: of each node only what the comparison needs is kept.
public struct FleetExamination: Sendable {
    let examination: Examination
    /// How many captures are looked at at the same time.
    let workers: Int

    public init(_ examination: Examination, workers: Int) {
        self.examination = examination
        self.workers = max(1, workers)
    }

    /// What one capture came to.
    public struct Outcome: Sendable {
        public var path: String
        /// The report, or the sentence why the capture could not be read.
        public var report: Result<FinishedReport, Refusal>
        var member: FleetMember?

        /// The node's name, or the capture's where it tells none.
        var name: String { member?.name ?? path.split(separator: "/").last.map(String.init) ?? path }
    }

    /// Calls `take` for each capture, in order. Gives what the comparison needs of those that could be read.
    public func run(_ paths: [String], take: (Outcome) -> Void) async -> [FleetMember] {
        var members: [FleetMember] = []
        var waiting: [Int: Outcome] = [:]
        var started = 0
        var handed = 0
        await withTaskGroup(of: (Int, Outcome).self) { group in
            var running = 0
            while handed < paths.count {
                // One slow capture must not let the reports of the others pile up.
                while running < workers, started < paths.count, started - handed < workers * 8 {
                    let (index, path) = (started, paths[started])
                    group.addTask { (index, await outcome(path)) }
                    started += 1
                    running += 1
                }
                guard let (index, outcome) = await group.next() else { return }
                running -= 1
                waiting[index] = outcome
                while let next = waiting.removeValue(forKey: handed) {
                    if let member = next.member { members.append(member) }
                    take(next)
                    handed += 1
                }
            }
        }
        return members
    }

    private func outcome(_ path: String) async -> Outcome {
        do throws(Refusal) {
            let host = try HostLoading.host(path)
            let (report, facts) = await examination.examineKeepingFacts(host)
            return Outcome(
                path: path, report: .success(report),
                member: FleetMember(facts, capture: path.split(separator: "/").last.map(String.init) ?? path))
        } catch {
            return Outcome(path: path, report: .failure(error), member: nil)
        }
    }
}
