import Facts
import Hosts
import Text
import YAML

/// Etcd's health check and metrics over its plain address; where it has none, its status through etcdctl.
struct EtcdHealth: Sendable {
    private var facts = FactSet()
    /// The metrics' text, where there was one.
    private(set) var metrics: String?
    /// The alarm that the health check itself names or lets be concluded.
    private(set) var alarms: [String]?

    static func look(at url: String?, _ client: EtcdClient) async -> EtcdHealth {
        var health = EtcdHealth()
        if let url { await health.ask(url, client.host) } else { await health.askStatus(client) }
        return health
    }

    func write(to target: inout FactSet) { target.merge(facts) }

    // MARK: The plain address

    private mutating func ask(_ url: String, _ host: any Host) async {
        async let check = Self.get(url + "/health", host)
        async let page = Self.get(url + "/metrics", host)
        let (health, metrics) = await (check, page)
        switch metrics {
        case .success(let answer) where answer.status == 200:
            self.metrics = answer.text
            EtcdMetrics.write(answer.text, from: url + "/metrics", to: &facts)
        case .success(let answer): facts.miss(EtcdMetrics.keys, "etcd's metrics answered with the status \(answer.status).")
        case .failure(let error): facts.miss(EtcdMetrics.keys, error.reason)
        }
        await judge(health, url, host, hasMetrics: self.metrics != nil)
    }

    private static func get(_ url: String, _ host: any Host) async -> Result<HTTPAnswer, HostError> {
        do { return .success(try await host.get(url, deadline: .seconds(2))) } catch { return .failure(error) }
    }

    private mutating func judge(_ health: Result<HTTPAnswer, HostError>, _ url: String, _ host: any Host, hasMetrics: Bool) async
    {
        let origin = url + "/health"
        switch health {
        case .success(let answer):
            let body = JSONText.parse(answer.body)
            guard body?["health"] != nil else {
                return facts.miss(
                    [EtcdFacts.isHealthy, EtcdFacts.answers, EtcdFacts.healthReason],
                    "\(origin) did not return a health report.")
            }
            let isWell = answer.status == 200 && body?["health"]?.text == "true"
            let reason = body?["reason"]?.text.flatMap { $0.isEmpty ? nil : $0 }
            set(isWell: isWell, answers: true, reason: isWell ? nil : reason, Source(origin, answer.text.prefix(200).trimmed))
            alarms = isWell ? [] : await alarms(reason, url, host)
        case .failure(.noConnection(_, let because)):
            set(isWell: false, answers: hasMetrics, reason: because, Source(origin, because))
        case .failure(.timedOut):
            set(isWell: false, answers: hasMetrics, reason: "no answer within 2 s", Source(origin, "no answer within 2 s"))
        case .failure(let error):
            facts.miss([EtcdFacts.isHealthy, EtcdFacts.answers, EtcdFacts.healthReason], error.reason)
        }
    }

    private mutating func set(isWell: Bool, answers: Bool, reason: String?, _ source: Source) {
        facts.set(EtcdFacts.isHealthy, .flag(isWell), from: source)
        facts.set(EtcdFacts.answers, .flag(answers), from: source)
        facts.set(EtcdFacts.healthReason, .text(ifAny: reason), from: source)
    }

    /// Etcd before 3.4.29 gives no reason; but a check that leaves one alarm out, and passes, names the alarm.
    private func alarms(_ reason: String?, _ url: String, _ host: any Host) async -> [String]? {
        if let reason, reason.hasPrefix("ALARM ") { return [String(reason.dropFirst("ALARM ".count))] }
        guard reason == nil else { return [] }
        for alarm in ["NOSPACE", "CORRUPT"] {
            if case .success(let answer) = await Self.get("\(url)/health?exclude=\(alarm)", host), answer.status == 200 {
                return [alarm]
            }
        }
        return []
    }

    // MARK: Through etcdctl

    private mutating func askStatus(_ client: EtcdClient) async {
        let keys = EtcdMetrics.keys + [EtcdFacts.isHealthy, EtcdFacts.answers, EtcdFacts.healthReason]
        do {
            let answer = try await client.ask("endpoint", "status")
            let source = Source("etcdctl endpoint status")
            guard let status = answer[0]?["Status"] else { return facts.miss(keys, "etcdctl endpoint status printed nothing.") }
            let errors = (status["errors"]?.array ?? []).compactMap(\.text)
            let hasLeader = status["leader"]?.text.map { $0 != "0" } ?? false
            set(
                isWell: errors.isEmpty && hasLeader, answers: true, reason: errors.first,
                Source(source.origin, errors.joined(separator: "; ")))
            facts.set(EtcdFacts.hasLeader, .flag(hasLeader), from: source)
            facts.set(EtcdFacts.isLearner, .flag(status["isLearner"]?.bool ?? false), from: source)
            facts.set(EtcdFacts.version, .text(ifAny: status["version"]?.text), from: source)
            facts.set(EtcdFacts.databaseBytes, .integer(ifAny: status["dbSize"]?.int), from: source)
            facts.set(EtcdFacts.databaseInUseBytes, .integer(ifAny: status["dbSizeInUse"]?.int), from: source)
            let rest = [
                EtcdFacts.quotaBytes, EtcdFacts.databasePercent, EtcdFacts.walSyncMillis, EtcdFacts.walSyncCount,
            ]
            facts.miss(rest, "etcd has no plain HTTP address for its metrics (--listen-metrics-urls).")
        } catch .refused(let what, let because) {
            let reason = "\(what): \(because)"
            if because.contains("no such file") || because.contains("permission denied") { return facts.miss(keys, "\(reason).") }
            set(isWell: false, answers: false, reason: because, Source(what, because))
            facts.miss(EtcdMetrics.keys, "etcd did not answer: \(because).")
        } catch .unasked(.timedOut(let what, _)) {
            set(isWell: false, answers: false, reason: "no answer within 3 s", Source(what, "no answer within 3 s"))
            facts.miss(EtcdMetrics.keys, "etcd did not answer.")
        } catch {
            facts.miss(keys, error.reason)
        }
    }
}
