import Facts
import Hosts

/// Which of the programs that kubeadm, the kubelet and kube-proxy call are on the machine.
///
/// None is run.
struct ProgramsProbe: Probe {
    let name = "programs"
    let subject = "the programs that Kubernetes calls"
    let needs: [FactKey] = []
    let gives: [FactKey] = [PackageFacts.missingPrograms]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do throws(HostError) {
            var missing: [String] = []
            for program in PackageFacts.programs where !(try await isThere(program, host)) { missing.append(program) }
            let source = Source(
                "PATH \(ProgramFolders.all.joined(separator: ":"))",
                missing.isEmpty ? "all are there" : "not there: \(missing.joined(separator: ", "))")
            facts.set(PackageFacts.missingPrograms, .list(missing), from: source)
        } catch {
            facts.miss(PackageFacts.missingPrograms, error.reason)
        }
        return facts
    }

    private func isThere(_ program: String, _ host: any Host) async throws(HostError) -> Bool {
        for folder in ProgramFolders.all {
            do {
                _ = try await host.status("\(folder)/\(program)")
                return true
            } catch  where error.isAbsence { continue }
        }
        return false
    }
}
