import Diagnosis
import Facts
import Planning
import Terminal
import Widgets

extension StatusMark {
    init(_ state: RungState.State) {
        switch state {
        case .ok: self = .ok
        case .broken: self = .bad
        case .unknown: self = .unknown
        case .notHere: self = .none
        }
    }

    init(_ severity: Severity) {
        switch severity {
        case .error: self = .bad
        case .warning: self = .warning
        case .notice: self = .notice
        }
    }
}

extension Severity {
    var words: String { rawValue }
}

extension Risk {
    /// What a step does, for its line: "restarts something".
    var words: String {
        switch self {
        case .looks: "looks only"
        case .edits: "edits"
        case .restarts: "restarts"
        case .destroys: "destroys"
        }
    }

    var role: Role {
        switch self {
        case .looks: .muted
        case .edits: .notice
        case .restarts: .warning
        case .destroys: .danger
        }
    }
}

/// Words for numbers.
enum Count {
    /// `1 cause`, `3 causes`.
    static func of(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}

extension Instant {
    /// `2026-11-24 08:01:29`, in UTC.
    var words: String {
        var text = description
        text.removeLast()
        return text.replacing("T", with: " ")
    }

    /// `08:01:29`, in UTC.
    var clock: String { String(words.suffix(8)) }
}

extension Report {
    /// "1 cause, 6 symptoms", or nil where nothing was found.
    var countWords: String? {
        guard !findings.isEmpty else { return nil }
        let count = causes.count
        let symptoms = findings.count - count
        return Count.of(count, "cause") + (symptoms > 0 ? ", " + Count.of(symptoms, "symptom") : "")
    }
}

extension Rect {
    /// A list, a rule and a preview beside it where there is room, as `PageFrame` has it.
    var preview: (list: Rect, rule: Rect, preview: Rect)? {
        guard width >= PageFrame.previewWidth else { return nil }
        let (list, rest) = splitLeft(width / 2)
        let (rule, preview) = rest.splitLeft(2)
        return (list, rule, preview)
    }
}
