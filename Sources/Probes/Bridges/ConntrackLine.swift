import Addresses

/// A line of conntrack's table.
enum ConntrackLine {
    /// A connection whose answer would come from the very pod that asked.
    struct SelfConnection: Hashable {
        var pod: String
        /// The address and port that it asked, such as a Service's.
        var asked: String
    }

    /// What asked itself through a Service and got no answer: the destination was rewritten, and both ends of the awaited reply
    /// are the one that asked. What asks its own address directly, such as 127.0.0.1, is none.
    static func selfConnection(_ line: Substring) -> SelfConnection? {
        guard line.contains("[UNREPLIED]") else { return nil }
        let words = line.split(separator: " ")
        let sources = words.filter { $0.hasPrefix("src=") }.map { $0.dropFirst(4) }
        let destinations = words.filter { $0.hasPrefix("dst=") }.map { $0.dropFirst(4) }
        guard sources.count == 2, destinations.count == 2 else { return nil }
        let isSelf = sources[1] == destinations[1] && sources[0] == sources[1] && destinations[0] != sources[0]
        guard isSelf else { return nil }
        let asked = IPAddress.short(destinations[0])
        guard let port = words.first(where: { $0.hasPrefix("dport=") })?.dropFirst(6) else {
            return SelfConnection(pod: IPAddress.short(sources[0]), asked: asked)
        }
        return SelfConnection(
            pod: IPAddress.short(sources[0]), asked: asked.contains(":") ? "[\(asked)]:\(port)" : "\(asked):\(port)")
    }
}
