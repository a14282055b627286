import Diagnosis
import Facts
import Planning
import Steps
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

    /// A rule and some rows of details at the bottom, where the preview has no room beside the list but there is some under it.
    var details: (list: Rect, rule: Rect, details: Rect)? {
        guard preview == nil, height >= 18 else { return nil }
        let (list, bottom) = splitBottom(7)
        let (rule, details) = bottom.splitTop(1)
        return (list, rule, details)
    }

    /// What is left for the list.
    var listArea: Rect { preview?.list ?? details?.list ?? self }
}

extension TextPane {
    /// Draws it beside or under the list, with the rule between; under it nothing where there is no text.
    func draw(besideListIn rect: Rect, on canvas: inout Canvas, glyphs: Glyphs) {
        if let split = rect.preview {
            canvas.rule(split.rule, glyphs: glyphs)
            draw(on: &canvas, in: split.preview, glyphs: glyphs)
        } else if let split = rect.details, !paragraphs.isEmpty {
            canvas.write(
                String(repeating: glyphs.horizontal, count: rect.width), at: split.rule.origin, in: split.rule,
                style: Style(.muted))
            draw(on: &canvas, in: split.details, glyphs: glyphs)
        }
    }
}
