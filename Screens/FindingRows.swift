import Diagnosis
import Facts
import Terminal
import Widgets

/// What a row of the diagnosis stands for.
enum FindingRow: Sendable, Hashable {
    case heading(String)
    /// The blank row before a heading.
    case gap(before: String)
    /// A finding, under the cause that explains it or by itself.
    case finding(String, under: String?)
    case expected(String)
    case cleared(String)
    /// A reason why something was not looked at; the rules that it cost hang under it.
    case reason(String)
    case unjudged(String, reason: String)
}

/// Which findings are shown.
struct FindingFilter: Sendable, Equatable {
    enum Level: Sendable, CaseIterable {
        case all, warnings, errors

        var next: Level {
            switch self {
            case .all: .warnings
            case .warnings: .errors
            case .errors: .all
            }
        }

        var words: String {
            switch self {
            case .all: "all severities"
            case .warnings: "warnings, errors"
            case .errors: "errors only"
            }
        }

        var lowest: Severity {
            switch self {
            case .all: .notice
            case .warnings: .warning
            case .errors: .error
            }
        }
    }

    var severity = Level.all
    var area: String?

    var isSet: Bool { severity != .all || area != nil }

    mutating func nextArea(among areas: [String]) {
        guard let here = area else { return area = areas.first }
        area = areas.firstIndex(of: here).flatMap { $0 + 1 < areas.count ? areas[$0 + 1] : nil }
    }

    func shows(_ rule: Rule) -> Bool {
        rule.severity >= severity.lowest && (area == nil || rule.area == area)
    }
}

/// Makes the rows of the diagnosis from the session.
struct FindingRows {
    private(set) var rows: [ListRow<FindingRow>] = []
    private let session: Session
    private let filter: FindingFilter
    private let rung: Rung?

    init(_ session: Session, filter: FindingFilter, rung: Rung?) {
        self.session = session
        self.filter = filter
        self.rung = rung
        guard let report = session.report else { return }
        faults(report)
        cleared()
        expected(report)
        unjudged(report)
    }

    /// Areas of which there is something to show, as the report orders them.
    static func areas(_ session: Session, rung: Rung?) -> [String] {
        var areas: [String] = []
        for row in FindingRows(session, filter: FindingFilter(), rung: rung).rows {
            let id: String? =
                switch row.id {
                case .finding(let id, _), .expected(let id), .cleared(let id), .unjudged(let id, _): id
                case .gap, .heading, .reason: nil
                }
            guard let area = id.flatMap(session.rule)?.area, !areas.contains(area) else { continue }
            areas.append(area)
        }
        return areas
    }

    private func isShown(_ rule: Rule) -> Bool {
        filter.shows(rule) && (rung == nil || rule.rung == rung)
    }

    private mutating func faults(_ report: Report) {
        var placed: Set<String> = []
        for cause in report.causes {
            let symptoms = report.symptoms(of: cause).filter { isShown($0.rule) }
            guard isShown(cause.rule) || !symptoms.isEmpty else { continue }
            let count = symptoms.isEmpty ? "" : Count.of(symptoms.count, "symptom") + "  "
            add(cause, under: nil, depth: 0, count: count)
            for symptom in symptoms { add(symptom, under: cause.id, depth: 1, count: "") }
            placed.formUnion(symptoms.map(\.id))
        }
        // Rules that lead to each other have no first: they stand by themselves.
        for finding in report.findings where !finding.isCause && !placed.contains(finding.id) && isShown(finding.rule) {
            add(finding, under: nil, depth: 0, count: "")
        }
    }

    private mutating func add(_ finding: Finding, under cause: String?, depth: Int, count: String) {
        rows.append(
            ListRow(
                .finding(finding.id, under: cause), StyledText(finding.rule.title),
                note: StyledText(count + finding.rule.area, .muted),
                mark: StatusMark(finding.rule.severity), depth: depth,
                keywords: "\(finding.id) \(finding.says) \(finding.rule.catalogue.joined(separator: " "))"))
    }

    private mutating func heading(_ title: String) {
        if !rows.isEmpty { rows.append(ListRow(.gap(before: title), "", isSelectable: false)) }
        rows.append(ListRow(.heading(title), StyledText(title, .title), isSelectable: false))
    }

    private mutating func cleared() {
        let shown = session.cleared.filter { isShown($0.rule) }
        guard !shown.isEmpty else { return }
        heading("Cleared since the last check")
        for finding in shown {
            rows.append(
                ListRow(
                    .cleared(finding.id), "cleared: " + StyledText(finding.rule.title),
                    note: StyledText(finding.rule.area, .muted), mark: .ok, keywords: finding.id))
        }
    }

    private mutating func expected(_ report: Report) {
        let shown = report.expected.filter { isShown($0.rule) }
        guard !shown.isEmpty else { return }
        heading("Expected now, not a fault")
        for finding in shown {
            rows.append(
                ListRow(
                    .expected(finding.id), StyledText(finding.rule.title), note: StyledText(finding.rule.area, .muted),
                    mark: StatusMark.none, keywords: "\(finding.id) \(finding.says)"))
        }
    }

    /// Reasons by how many rules each cost; during a first look all is still unknown.
    private mutating func unjudged(_ report: Report) {
        guard !session.isFirstLook else { return }
        var byReason: [String: [Rule]] = [:]
        for item in report.unknown {
            guard let rule = session.rule(item.rule), isShown(rule) else { continue }
            for reason in Set(item.gaps.map(\.reason.words)) { byReason[reason, default: []].append(rule) }
        }
        guard !byReason.isEmpty else { return }
        heading("Not checked")
        for (reason, rules) in byReason.sorted(by: { ($0.value.count, $1.key) > ($1.value.count, $0.key) }) {
            rows.append(
                ListRow(
                    .reason(reason), StyledText(reason), note: StyledText(Count.of(rules.count, "rule"), .muted), mark: .unknown))
            for rule in rules {
                rows.append(
                    ListRow(
                        .unjudged(rule.id, reason: reason), StyledText(rule.title, .muted), note: StyledText(rule.area, .muted),
                        depth: 1, keywords: rule.id))
            }
        }
    }
}
