import Diagnosis
import Facts
import Hosts
import KnowledgeFormat
import Text

/// `drydock check`: the verdict of a few rules as node-problem-detector's custom plugins tell one (node-problem-detector v1.36
/// pkg/custompluginmonitor/plugin/plugin.go): status 0 OK, 1 not OK, any other unknown, and one line on stdout, cut in bytes.
public struct CheckJob: Sendable {
    let settings: Settings
    let rules: [String]
    let from: String?
    let longest: Int

    /// - Parameters:
    ///   - rules: ids of rules.
    ///   - longest: bytes of the line at most.
    public init(settings: Settings, rules: [String], from: String?, longest: Int) {
        self.settings = settings
        self.rules = rules
        self.from = from
        self.longest = longest
    }

    /// What a rule came to, worst last.
    enum State: Int32, Comparable {
        case ok = 0, unknown = 2, notOK = 1

        static func < (a: State, b: State) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .ok ? 0 : self == .unknown ? 1 : 2 }
    }

    /// Looks, prints the line and gives the exit status.
    public func run() -> Int32 {
        let (state, line) = verdict()
        Output.write(Self.cut(line, longest) + "\n")
        return state.rawValue
    }

    /// A refusal is a line too: only stdout becomes the condition's message.
    private func verdict() -> (State, String) {
        do throws(Refusal) {
            let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
            if let stranger = rules.first(where: { id in !knowledge.rules.contains { $0.id == id } }) {
                return (.unknown, "There is no rule \(stranger); drydock knowledge list names them.")
            }
            let host = try HostLoading.host(from)
            let examination = Examination(knowledge: knowledge)
            let report = Waiting.run { await examination.examine(host) }.report
            return Self.verdict(of: rules, in: report)
        } catch {
            return (.unknown, error.description)
        }
    }

    /// The worst of the rules, and what is said of it.
    static func verdict(of rules: [String], in report: Report) -> (State, String) {
        let all = rules.map { verdict(of: $0, in: report) }
        guard let worst = all.map(\.0).max(), let first = all.first(where: { $0.0 == worst }) else { return (.unknown, "") }
        return worst == .ok && all.count > 1 ? (.ok, "\(all.count) rules are kept.") : first
    }

    private static func verdict(of rule: String, in report: Report) -> (State, String) {
        if let finding = report.findings.first(where: { $0.id == rule }) { return (.notOK, finding.says) }
        if let item = report.unknown.first(where: { $0.rule == rule }) {
            return (.unknown, "Not judged: " + (item.gaps.first?.reason.words ?? "nothing tells why."))
        }
        if report.expected.contains(where: { $0.id == rule }) { return (.ok, "\(rule): expected in this state of the node.") }
        return (.ok, "\(rule): kept.")
    }

    /// A text on one line of at most this many bytes, cut between characters.
    static func cut(_ text: String, _ longest: Int) -> String {
        let line = Sanitized.line(text).split(separator: " ").joined(separator: " ")
        guard line.utf8.count > longest else { return line }
        let mark = longest > 8 ? "..." : ""
        var (out, room) = ("", longest - mark.utf8.count)
        for character in line {
            room -= character.utf8.count
            guard room >= 0 else { break }
            out.append(character)
        }
        while out.last == " " { out.removeLast() }
        return out + mark
    }
}
