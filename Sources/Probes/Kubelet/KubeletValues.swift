import Facts
import Text
import YAML

/// Judges the values of the kubelet's configuration by what each field may hold, as far as that is known.
enum KubeletValues {
    /// A row for each value with which the kubelet does not start.
    static func invalid(in file: KubeletConfigFile) -> [Row<KubeletFacts.InvalidValue>] {
        guard file.kind?.hasSuffix("KubeletConfiguration") ?? true else { return [] }
        return (file.root.entries ?? []).flatMap { entry -> [Row<KubeletFacts.InvalidValue>] in
            let name = entry.key.name
            if KubeletFields.quantities.contains(name) {
                return (entry.value.entries ?? []).compactMap { row($0.key.name, in: name, $0.value, quantity($0.value), file) }
            }
            return [row(name, entry.value, problem(of: name, entry.value), file)].compactMap(\.self)
        }
    }

    private typealias Problem = (wanted: String, meant: String?)

    private static func row(
        _ key: String, in group: String? = nil, _ node: YAMLNode, _ problem: Problem?, _ file: KubeletConfigFile
    ) -> Row<
        KubeletFacts.InvalidValue
    >? {
        guard let problem, case .scalar(let text, _) = node.content else { return nil }
        return Row(
            [
                .field: .text(group.map { "\($0).\(key)" } ?? key), .group: .text(ifAny: group), .key: .text(key),
                .value: .text(text), .file: .text(file.path), .line: .integer(node.line),
                .wanted: .text(problem.wanted), .meant: .text(ifAny: problem.meant),
            ], from: file.source(line: node.line))
    }

    private static func problem(of name: String, _ node: YAMLNode) -> Problem? {
        guard case .scalar(let text, let style) = node.content else { return nil }
        if KubeletFields.flags.contains(name) {
            if style == .plain, node.bool != nil { return nil }
            let meant = ["true", "yes", "on"].contains(text.lowercased()) ? "true" : "false"
            return (
                "true or false, without quotes",
                ["true", "false", "yes", "no", "on", "off"].contains(text.lowercased()) ? meant : nil
            )
        }
        if KubeletFields.numbers.contains(name) {
            if style == .plain, node.int != nil { return nil }
            return ("a whole number, without quotes", nil)
        }
        if KubeletFields.durations.contains(name) {
            if isDuration(text), style != .plain || node.int == nil { return nil }
            return ("a duration with its unit, such as 10s or 1m30s", Int(text).map { "\($0)s" })
        }
        if let words = KubeletFields.words[name], !text.isEmpty, !words.contains(text) {
            let near = words.first { $0.lowercased() == text.lowercased() } ?? NearestWord.to(text, among: words)
            let start = words.filter { $0.hasPrefix(text) }
            return ("one of \(words.joined(separator: ", "))", near ?? (start.count == 1 ? start[0] : nil))
        }
        return nil
    }

    private static func quantity(_ node: YAMLNode) -> Problem? {
        guard case .scalar(let text, _) = node.content, !EvictionThreshold.isValid(text) else { return nil }
        // 1GB, 512MB: Kubernetes writes Gi and Mi, or G and M.
        let meant = String(text.dropLast())
        return (
            "a quantity such as 200m, 1Gi or 10%",
            text.uppercased().hasSuffix("B") && EvictionThreshold.isValid(meant) ? meant : nil
        )
    }

    /// Go's time.ParseDuration.
    static func isDuration(_ text: String) -> Bool {
        var rest = text.drop { $0 == "-" || $0 == "+" }
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            guard number.contains(where: \.isNumber) else { return false }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { $0.isLetter }
            guard ["ns", "us", "µs", "μs", "ms", "s", "m", "h"].contains(unit) else { return false }
            rest = rest[unit.endIndex...]
        }
        return true
    }
}
