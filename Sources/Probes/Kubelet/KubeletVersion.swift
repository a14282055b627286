import Facts
import Hosts
import Text

/// What `kubelet --version` gives.
struct KubeletVersion: Sendable {
    /// Nil where it could not be found out.
    var isInstalled: Bool?
    var version: String?
    var problem: Reason?

    var minor: Int? { version.flatMap(VersionText.minor) }

    static func look(at host: any Host) async -> KubeletVersion {
        do {
            let output = try await host.run(Command("kubelet", ["--version"], deadline: .seconds(3)))
            guard
                let word = output.text.split(whereSeparator: \.isWhitespace).first(where: {
                    $0.hasPrefix("v") && $0.contains(".")
                })
            else {
                let said = output.errorText.isEmpty ? output.text : output.errorText
                return KubeletVersion(
                    isInstalled: true, problem: "kubelet --version printed no version: \(said.prefix(120).trimmed).")
            }
            return KubeletVersion(isInstalled: true, version: String(word))
        } catch {
            if error.isAbsence { return KubeletVersion(isInstalled: false) }
            return KubeletVersion(problem: error.reason)
        }
    }

    func write(to facts: inout FactSet) {
        let source = Source("kubelet --version", version.map { "Kubernetes \($0)" } ?? "")
        if let isInstalled {
            facts.set(KubeletFacts.isInstalled, .flag(isInstalled), from: source)
        } else {
            facts.miss(KubeletFacts.isInstalled, problem ?? "The kubelet's program could not be searched for.")
        }
        if let problem {
            facts.miss([KubeletFacts.version, KubeletFacts.minor], problem)
        } else {
            facts.set(KubeletFacts.version, .text(ifAny: version), from: source)
            facts.set(KubeletFacts.minor, .integer(ifAny: minor), from: source)
        }
    }
}

/// Version numbers as programs write them.
enum VersionText {
    /// 36 for `v1.36.2`, `1.36`, `v1.36.2-rc.0`; nil where there is no second number.
    static func minor(_ text: some StringProtocol) -> Int? {
        let parts = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, Int(parts[0]) != nil else { return nil }
        return Int(parts[1].prefix { $0.isASCII && $0.isNumber })
    }
}
