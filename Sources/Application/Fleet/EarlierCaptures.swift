import Diagnosis

/// The earlier captures that a fleet is compared with, matched with its machines by name.
struct EarlierCaptures {
    private var looks: [EarlierLook] = []
    /// Captures that could not be read, with the sentence why.
    private(set) var unread: [(capture: String, because: String)] = []
    private var met: Set<String> = []
    /// Machines that no earlier capture is of.
    private(set) var alone: [String] = []

    mutating func take(_ outcome: FleetExamination.Outcome) {
        switch outcome.report {
        case .success(let finished):
            guard let member = outcome.member else { return }
            looks.append(EarlierLook(finished.report, member: member, capture: outcome.path))
        case .failure(let refusal): unread.append((outcome.path, refusal.description))
        }
    }

    /// Whether there is anything to compare with.
    var isEmpty: Bool { looks.isEmpty }

    /// What became of a machine's findings; nil where no earlier capture is of it.
    mutating func since(_ outcome: FleetExamination.Outcome) -> FindingsSince? {
        guard case .success(let finished) = outcome.report, let member = outcome.member else { return nil }
        guard let look = EarlierLook.partner(of: member, among: looks) else {
            alone.append(member.name)
            return nil
        }
        met.insert(look.name)
        return FindingsSince(finished.report, since: look)
    }

    /// Machines of the earlier captures that are not among those looked at now.
    var missing: [String] { Set(looks.map(\.name)).subtracting(met).sorted() }

    /// What is to be said beside the machines: a sentence each.
    var remarks: [String] {
        var said: [String] = []
        if !alone.isEmpty { said.append("There is no earlier capture of \(Self.names(alone)).") }
        if !missing.isEmpty { said.append("Only the earlier captures include \(Self.names(missing)).") }
        return said + unread.map { "Not compared: \($0.because)" }
    }

    private static func names(_ names: [String]) -> String {
        let shown = names.prefix(10).joined(separator: ", ")
        return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
    }
}
