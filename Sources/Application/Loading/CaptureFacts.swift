import Facts
import Hosts
import KnowledgeFormat

/// What captures of a cluster's machines say, for planning: all but their logs.
enum CaptureFacts {
    /// Throws `Refusal` with status 3 and the file's name where one cannot be read.
    static func read(_ named: [String], _ knowledge: KnowledgeBase) throws(Refusal) -> [FactSet] {
        guard !named.isEmpty else { return [] }
        var hosts: [any Host] = []
        for path in try CaptureList.paths(named) { hosts.append(try HostLoading.host(path)) }
        let (examination, all) = (Examination(knowledge: knowledge).withoutLogs, hosts)
        return Waiting.run {
            var out: [FactSet] = []
            for host in all { out.append(await examination.look(at: host)) }
            return out
        }
    }
}
