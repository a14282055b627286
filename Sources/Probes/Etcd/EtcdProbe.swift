import Facts
import Hosts

/// The node's own etcd member: how it is set up, whether it is well, how full it is, and what it sees of the others.
struct EtcdProbe: Probe {
    let name = "etcd"
    let subject = "the node's etcd"
    let gives = EtcdFacts.all
    let needs: [FactKey] = [ManifestFacts.flags, ManifestFacts.manifests, UnitFacts.units]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let settings: EtcdSettings?
        do { settings = try await EtcdSettings.read(known, at: host) } catch {
            facts.miss(gives, error.reason)
            return facts
        }
        if settings == nil, let reason = known.reason(ManifestFacts.flags) {
            facts.miss(gives, reason)
            return facts
        }
        if settings == nil, let sentence = Self.brokenManifest(known) {
            facts.miss(gives, Reason(sentence))
            return facts
        }
        guard let settings else {
            facts.set(EtcdFacts.isHere, false, from: Source("no etcd.yaml among the manifests, no etcd.service"))
            for key in gives where !facts.has(key) { facts.setAbsent(key) }
            return facts
        }
        facts.set(EtcdFacts.isHere, true, from: settings.flags.first.map { .file($0.file) } ?? Source("etcd.service"))
        write(settings, &facts)
        await data(host, &facts)
        let client = EtcdClient(host, options: settings.clientOptions)
        let health = await EtcdHealth.look(at: settings.metricsURL, client)
        health.write(to: &facts)
        // A member that does not answer would only let etcdctl run into its time-out.
        guard facts.flag(EtcdFacts.answers) ?? true else {
            let keys = [EtcdFacts.members, EtcdFacts.memberCount, EtcdFacts.alarms, EtcdFacts.peers]
            facts.miss(keys, "This node's etcd member does not answer.")
            return facts
        }
        await EtcdCluster.look(client).write(beside: health, to: &facts)
        return facts
    }

    /// An etcd.yaml that cannot be read is no sign that etcd is not set up here.
    private static func brokenManifest(_ known: FactSet) -> String? {
        let row = (known.rows(ManifestFacts.manifests) ?? []).first { row in
            row.text(.problem) != nil && (row.text(.file) ?? "").hasSuffix("/etcd.yaml")
        }
        return row?.text(.file).map { "\($0) cannot be read as a pod's manifest." }
    }

    private func write(_ settings: EtcdSettings, _ facts: inout FactSet) {
        let place = settings.flags.first.map { Source($0.file) } ?? Source("etcd.service")
        facts.set(EtcdFacts.runsAs, .text(settings.runsAs), from: place)
        func set(_ key: FactKey, _ name: String) {
            let found = settings.value(name)
            facts.set(key, .text(ifAny: found?.text), from: found?.source ?? place)
        }
        set(EtcdFacts.initialState, "initial-cluster-state")
        facts.set(EtcdFacts.clientOptions, .list(settings.clientOptions), from: place)
        let folder = settings.value("data-dir")
        facts.set(EtcdFacts.dataDir, .text(ifAny: folder?.text), from: folder?.source ?? place)
    }

    private func data(_ host: any Host, _ facts: inout FactSet) async {
        let keys = [EtcdFacts.dataDirMode, EtcdFacts.dataDirOwner]
        guard let path = facts.text(EtcdFacts.dataDir) else {
            for key in keys { facts.setAbsent(key) }
            return
        }
        do {
            let status = try await host.status(path)
            let source = Source.file(path, at: Instant(seconds: status.modified))
            facts.set(EtcdFacts.dataDirMode, .integer(status.mode), from: source)
            facts.set(EtcdFacts.dataDirOwner, .integer(status.owner), from: source)
        } catch {
            guard error.isAbsence else { return facts.miss(keys, error.reason) }
            for key in keys { facts.setAbsent(key, from: .file(path, "does not exist")) }
        }
    }
}
