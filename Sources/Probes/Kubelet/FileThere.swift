import Facts
import Hosts

/// Whether a path exists.
enum FileThere {
    static func set(_ key: FactKey, _ path: String, _ host: any Host, _ facts: inout FactSet) async {
        do {
            _ = try await host.status(path)
            facts.set(key, true, from: Source(path))
        } catch {
            if error.isAbsence {
                facts.set(key, false, from: Source(path, "does not exist"))
            } else {
                facts.miss(key, error.reason)
            }
        }
    }
}
