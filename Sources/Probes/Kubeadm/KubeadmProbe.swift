import Facts
import Hosts
import Text

/// kubeadm's version, and what a former cluster left behind on a node that is not joined.
struct KubeadmProbe: Probe {
    let name = "kubeadm"
    let subject = "kubeadm and what an earlier cluster left behind"
    let needs: [FactKey] = []
    let gives: [FactKey] = [
        KubeadmFacts.version, KubeadmFacts.minor, KubeadmFacts.leftovers, KubeadmFacts.running, KubeadmFacts.runningSeconds,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        await version(host, &facts)
        await leftovers(host, &facts)
        await running(host, &facts)
        return facts
    }

    private func version(_ host: any Host, _ facts: inout FactSet) async {
        let source = Source("kubeadm version -o short")
        do {
            let output = try await host.run(Command("kubeadm", ["version", "-o", "short"], deadline: .seconds(3)))
            let text = output.text.trimmed
            guard output.succeeded, let minor = VersionText.minor(text) else {
                return facts.miss([KubeadmFacts.version, KubeadmFacts.minor], "kubeadm version printed no version.")
            }
            facts.set(KubeadmFacts.version, .text(text), from: Source(source.origin, text))
            facts.set(KubeadmFacts.minor, .integer(minor), from: Source(source.origin, text))
        } catch {
            for key in [KubeadmFacts.version, KubeadmFacts.minor] {
                if error.isAbsence { facts.setAbsent(key, from: source) } else { facts.miss(key, error.reason) }
            }
        }
    }

    /// The kubeadm that has run longest. Its arguments may hold a token: only the subcommand is kept.
    private func running(_ host: any Host, _ facts: inout FactSet) async {
        let keys = [KubeadmFacts.running, KubeadmFacts.runningSeconds]
        do {
            let output = try await host.run(
                Command("ps", ["-C", "kubeadm", "-o", "etimes=", "-o", "args="], deadline: .seconds(2)))
            let found = output.text.split(separator: "\n").compactMap(Self.process).max { $0.seconds < $1.seconds }
            guard let found else {
                for key in keys { facts.setAbsent(key, from: Source("ps -C kubeadm", "none runs")) }
                return
            }
            let source = Source("ps -C kubeadm", "kubeadm \(found.subcommand), for \(found.seconds) s")
            facts.set(KubeadmFacts.running, .text(found.subcommand), from: source)
            facts.set(KubeadmFacts.runningSeconds, .integer(found.seconds), from: source)
        } catch {
            facts.miss(keys, error.reason)
        }
    }

    /// `  95 kubeadm join --config join.yaml`.
    static func process(_ line: some StringProtocol) -> (seconds: Int, subcommand: String)? {
        let words = line.split(separator: " ")
        guard words.count > 2, let seconds = Int(words[0]) else { return nil }
        let known = ["init", "join", "upgrade", "reset"]
        guard let subcommand = words.dropFirst(2).first(where: { known.contains(String($0)) }) else { return nil }
        return (seconds, String(subcommand))
    }

    /// What kubeadm's preflight would stop at (kubernetes 1.36 cmd/kubeadm/app/preflight/checks.go).
    ///
    /// Not certificates: an authority may be laid there for kubeadm init to use.
    private func leftovers(_ host: any Host, _ facts: inout FactSet) async {
        let paths =
            PodManifest.components.map { "/etc/kubernetes/manifests/\($0).yaml" } + [
                "/etc/kubernetes/kubelet.conf", "/etc/kubernetes/bootstrap-kubelet.conf", "/var/lib/etcd/member",
            ]
        var found: [String] = []
        for path in paths {
            do {
                _ = try await host.status(path)
                found.append(path)
            } catch {
                if !error.isAbsence { return facts.miss(KubeadmFacts.leftovers, error.reason) }
            }
        }
        facts.set(KubeadmFacts.leftovers, found.isEmpty ? .absent : .list(found), from: found.map { Source($0) })
    }
}
