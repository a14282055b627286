import Facts
import Hosts
import Text

/// Whether the kubelet works: its health check, its state files, and the folder that FlexVolume drivers are looked for in.
struct KubeletStateProbe: Probe {
    let name = "kubelet-state"
    let subject = "the kubelet's health"
    let gives: [FactKey] = [
        KubeletFacts.isHealthy, KubeletFacts.healthz, KubeletFacts.cpuManagerCheckpoint, KubeletFacts.memoryManagerCheckpoint,
        KubeletFacts.volumePluginDirIsReadOnly,
    ]
    let needs: [FactKey] = [
        KubeletFacts.isInstalled, KubeletFacts.hasUnit, KubeletFacts.healthzPort, KubeletFacts.volumePluginDir,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        guard known.flag(KubeletFacts.isInstalled) ?? true || known.flag(KubeletFacts.hasUnit) ?? true else {
            for key in gives { facts.setAbsent(key, from: Source("no program kubelet and no kubelet.service")) }
            return facts
        }
        await health(host, known, &facts)
        await checkpoint(KubeletFacts.cpuManagerCheckpoint, "/var/lib/kubelet/cpu_manager_state", host, &facts)
        await checkpoint(KubeletFacts.memoryManagerCheckpoint, "/var/lib/kubelet/memory_manager_state", host, &facts)
        await pluginFolder(host, known, &facts)
        return facts
    }

    private func health(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        // Where the configuration cannot be read, the kubelet does not run either, and the usual port is as good as any.
        let port = known.integer(KubeletFacts.healthzPort) ?? 10248
        guard port > 0 else {
            facts.setAbsent(KubeletFacts.isHealthy, from: known.sources(KubeletFacts.healthzPort).first ?? Source("healthzPort"))
            facts.setAbsent(KubeletFacts.healthz)
            return
        }
        let url = "http://127.0.0.1:\(port)/healthz"
        do {
            let answer = try await host.get(url, deadline: .seconds(2))
            let said = answer.text.prefix(200).trimmed
            facts.set(KubeletFacts.isHealthy, .flag(answer.status == 200), from: Source(url, "\(answer.status) \(said)"))
            facts.set(KubeletFacts.healthz, .text(said), from: Source(url, "\(answer.status) \(said)"))
        } catch .noConnection(_, let because) {
            facts.set(KubeletFacts.isHealthy, false, from: Source(url, because))
            facts.set(KubeletFacts.healthz, .text(because), from: Source(url, because))
        } catch .timedOut(_, _) {
            facts.set(KubeletFacts.isHealthy, false, from: Source(url, "no answer within 2 s"))
            facts.set(KubeletFacts.healthz, "no answer within 2 s", from: Source(url))
        } catch {
            facts.miss([KubeletFacts.isHealthy, KubeletFacts.healthz], error.reason)
        }
    }

    /// The policy in a manager's state file, which is one line of JSON.
    private func checkpoint(_ key: FactKey, _ path: String, _ host: any Host, _ facts: inout FactSet) async {
        do {
            let text = try await host.read(path).text
            let policy = JSONText.string("policyName", in: text)
            facts.set(key, .text(ifAny: policy), from: .file(path, line: 1, policy.map { "\"policyName\":\"\($0)\"" } ?? ""))
        } catch {
            if error.isAbsence { facts.setAbsent(key, from: Source(path)) } else { facts.miss(key, error.reason) }
        }
    }

    /// Asks the file system of the nearest folder that exists: the folder itself is made when it is first needed.
    private func pluginFolder(_ host: any Host, _ known: FactSet, _ facts: inout FactSet) async {
        guard var path = known.text(KubeletFacts.volumePluginDir) else {
            return facts.miss(
                KubeletFacts.volumePluginDirIsReadOnly, known.reason(KubeletFacts.volumePluginDir) ?? "The folder is not known.")
        }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        while true {
            do {
                let space = try await host.space(path)
                return facts.set(KubeletFacts.volumePluginDirIsReadOnly, .flag(space.isReadOnly), from: Source("statfs \(path)"))
            } catch {
                guard error.isAbsence, path.count > 1 else {
                    return facts.miss(KubeletFacts.volumePluginDirIsReadOnly, error.reason)
                }
                let parent = path.split(separator: "/").dropLast().joined(separator: "/")
                path = "/" + parent
            }
        }
    }
}
