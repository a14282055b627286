import Facts
import Text

/// The flags of static pods at which their programs end, with the flag that was probably meant.
enum RefusedManifestFlags {
    /// What stands before the flag's name: vendor/github.com/spf13/pflag/errors.go, and Go's flag package, which etcd uses.
    private static let openings = ["unknown flag: --", "flag provided but not defined: -"]

    static let derivation = Derivation(gives: [ManifestFacts.refused]) { facts in
        for key in [LogFacts.present, ManifestFacts.flags] {
            if let reason = facts.reason(key) { return facts.miss(ManifestFacts.refused, reason) }
        }
        let flags = facts.rows(ManifestFacts.flags) ?? []
        let refused = (facts.rows(LogFacts.present) ?? []).compactMap(said)
        // What the manifest no longer has was corrected since.
        let rows = flags.compactMap { row -> Row<ManifestFacts.RefusedFlag>? in
            guard let component = row.text(.component), let name = row.text(.flag),
                refused.contains(where: { $0.component == component && $0.flag == name })
            else { return nil }
            let there = flags.filter { $0.text(.component) == component }.compactMap { $0.text(.flag) }
            let known = (KubeadmFlags.names[component] ?? []).filter { !there.contains($0) }
            return Row(
                [
                    .component: .text(component), .flag: .text(name), .value: row[.value], .file: row[.file], .line: row[.line],
                    .meant: .text(ifAny: NearestWord.to(name, among: known)),
                ], from: row.source)
        }
        let logs = Set(flags.compactMap { $0.text(.component) }).sorted().map { "container/*/\($0)" }
        if rows.isEmpty, let unread = facts.unread(logs).first { return facts.miss(ManifestFacts.refused, unread.reason) }
        facts.set(ManifestFacts.refused, rows, from: facts.sources(ManifestFacts.flags))
    }

    /// The program and the flag that a line of its log tells; nil where it tells none.
    private static func said(_ line: Row<LogFacts.Match>) -> (component: String, flag: String)? {
        guard let component = line.text(.log)?.split(separator: "/").last.map(String.init), KubeadmFlags.names[component] != nil,
            let flag = line.text(.text).flatMap(flag)
        else { return nil }
        return (component, flag)
    }

    /// The name in `unknown flag: --leader-elct`, without dashes.
    static func flag(in text: String) -> String? {
        for opening in openings {
            guard let end = text.firstRange(of: opening)?.upperBound else { continue }
            let name = text[end...].drop { $0 == "-" }.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            return name.isEmpty ? nil : String(name)
        }
        return nil
    }
}
