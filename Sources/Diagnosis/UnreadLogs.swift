import Facts
import Text

extension FactSet {
    /// The logs that could not be read and that one of these names or globs means (`kubelet`, `container/*/etcd`). Where none is, what
    /// is not in the logs was not written.
    func unread(_ logs: [String]) -> [(log: String, reason: Reason)] {
        (self.rows(LogFacts.unread) ?? []).compactMap { row in
            guard let log = row.text(.log), logs.contains(where: { Glob.matches($0, log) || Glob.matches(log, $0) }) else {
                return nil
            }
            let kind: Reason.Kind = row.flag(.isUnrecorded) == true ? .unrecorded : .failed
            return (log, Reason(row.text(.because) ?? "It could not be read.", kind))
        }
    }
}
