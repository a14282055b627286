import Facts
import Hosts
import Text

/// The file that flannel's pod leaves for its plugin: lines such as `FLANNEL_SUBNET=10.244.1.1/24` (flannel pkg/subnet/subnet.go).
enum FlannelSubnet {
    static let path = "/run/flannel/subnet.env"

    /// The ranges of both families.
    static func ranges(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, ["FLANNEL_SUBNET", "FLANNEL_IPV6_SUBNET"].contains(parts[0].trimmed) else { return nil }
            return parts[1].trimmed
        }
    }

    /// - Parameter plugins: the winning configuration's; nil where it is not known.
    static func set(_ file: SmallFile, plugins: [String]?, _ facts: inout FactSet) {
        guard let plugins else {
            let reason = facts.reason(CNIFacts.configs) ?? "The CNI configurations were not read."
            return facts.miss([CNIFacts.usesFlannelSubnet, CNIFacts.flannelSubnet], reason)
        }
        facts.set(CNIFacts.usesFlannelSubnet, .flag(plugins.contains("flannel")), from: facts.sources(CNIFacts.winnerPath))
        switch file {
        case .text(let text):
            facts.set(CNIFacts.flannelSubnet, .text(ifAny: ranges(text).first), from: Source(path, text.trimmed))
        case .absent: facts.setAbsent(CNIFacts.flannelSubnet, from: Source(path, "does not exist"))
        case .unseen(let reason):
            if plugins.contains("flannel") {
                facts.miss(CNIFacts.flannelSubnet, reason)
            } else {
                facts.set(CNIFacts.flannelSubnet, .absent, from: facts.sources(CNIFacts.winnerPath))
            }
        }
    }
}
