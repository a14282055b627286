/// A line of conntrack's table.
enum ConntrackLine {
    /// The address that asks itself through a Service and gets no answer: the destination was rewritten, and both ends of the
    /// awaited reply are the one that asked. What asks its own address directly, such as 127.0.0.1, is none.
    static func podThatAsksItself(_ line: Substring) -> String? {
        guard line.contains("[UNREPLIED]") else { return nil }
        let words = line.split(separator: " ")
        let sources = words.filter { $0.hasPrefix("src=") }.map { $0.dropFirst(4) }
        let destinations = words.filter { $0.hasPrefix("dst=") }.map { $0.dropFirst(4) }
        guard sources.count == 2, destinations.count == 2 else { return nil }
        let isSelf = sources[1] == destinations[1] && sources[0] == sources[1] && destinations[0] != sources[0]
        return isSelf ? String(sources[0]) : nil
    }
}
