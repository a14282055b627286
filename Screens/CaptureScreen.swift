import Diagnosis
import Facts
import Terminal
import Widgets
import Wizard

/// Records the node into a file that `diagnose --from` reads.
public struct CaptureScreen: Screen {
    enum Part: Sendable, CaseIterable {
        case path, addresses, start
    }

    private(set) var field: TextField
    private(set) var hidesAddresses = false
    private(set) var focus = Part.start
    private(set) var outcome: CaptureOutcome?
    private let isRecorded: Bool
    private var hasNamed = false
    /// What will be or was recorded, under the fields.
    private var pane = TextPane<Never>()

    public init(_ session: Session) {
        field = TextField(Self.name(node: session.nodeName, at: session.report?.taken))
        isRecorded = session.isRecorded
        pane.set(words)
    }

    /// `drydock-cp1-20261124T080129Z.tar.gz`.
    public static func name(node: String, at time: Instant?) -> String {
        let stamp = time.map { "-" + $0.description.filter { $0 != "-" && $0 != ":" } } ?? ""
        let safe = String(node.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
        return "drydock-\(safe)\(stamp).tar.gz"
    }

    public var crumb: String { "Capture" }
    public var isTyping: Bool { focus == .path }

    private var isRunning: Bool {
        if case .running? = outcome { true } else { false }
    }

    public enum Action: Hashable, Sendable {
        case record, next, previous, hideAddresses, readOn
    }

    public var bindings: [Binding<Action>] {
        [
            enter,
            Binding(.next, .tab, .down, help: "next", description: "Go to the next field.", inHelpLine: focus != .path),
            Binding(.previous, .backTab, .up, help: "previous", description: "Go to the previous field.", inHelpLine: false),
            Binding(
                .hideAddresses, .space, help: "hide addresses",
                description: "Replace all IP and MAC addresses; equal addresses stay equal, and subnets stay subnets.",
                inHelpLine: focus != .path),
            Binding(
                .readOn, .pageDown, help: "more", description: "Read on in the text under the fields; PgUp goes back.",
                inHelpLine: pane.isLong),
        ]
    }

    /// What Enter does in the part that has the focus.
    private var enter: Binding<Action> {
        switch focus {
        case .path: Binding(.next, .enter, help: "next", description: "Take the name and go to the next field.")
        case .addresses:
            Binding(.hideAddresses, .enter, help: "change", description: "Replace the addresses, or leave them as they are.")
        case .start:
            Binding(
                .record, .enter, help: "record", description: "Record the node into the file.",
                disabled: isRunning ? "The node is being recorded." : nil)
        }
    }

    public var message: StyledText? {
        switch outcome {
        case .running(let done, let total)?: StyledText("Recording: \(done) of \(total)", .notice)
        case .failed(let reason)?: StyledText(reason, .warning)
        case .written(let path, let bytes, _)?: StyledText("Written: \(path), \(Quantity.bytes(bytes)).", .good)
        case nil: nil
        }
    }

    public mutating func fit(_ size: Size) { pane.fit(Rect(size).splitTop(Self.fieldRows).rest.size) }

    public mutating func act(_ action: Action) -> [Effect] {
        switch action {
        case .record: return start()
        case .next: move(1)
        case .previous: move(-1)
        case .hideAddresses: hidesAddresses.toggle()
        case .readOn: _ = pane.handle(.pageDown)
        }
        return []
    }

    private mutating func start() -> [Effect] {
        guard !isRunning else { return [] }
        guard !field.isEmpty else {
            focus = .path
            return [.say("The file needs a name.")]
        }
        outcome = .running(done: 0, total: 0)
        return [.capture(path: field.text, hidesAddresses: hidesAddresses)]
    }

    private mutating func move(_ step: Int) {
        let parts = Part.allCases
        let index = parts.firstIndex(of: focus) ?? 0
        focus = parts[(index + step + parts.count) % parts.count]
    }

    public mutating func handle(_ key: Key) -> [Effect]? {
        switch key {
        case .pageUp: return pane.handle(key) ? [] : nil
        case .mouse(let mouse) where mouse.action == .press:
            guard let part = Self.part(at: mouse.point.y) else { return nil }
            guard part == focus else {
                focus = part
                return []
            }
            switch part {
            case .path: return []
            case .addresses: return act(.hideAddresses)
            case .start: return act(.record)
            }
        default:
            guard focus == .path, field.handle(key) else { return nil }
            hasNamed = true
        }
        return []
    }

    public mutating func take(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .captured(let outcome):
            self.outcome = outcome
            pane.set(words)
        case .session(let session):
            // The name becomes known while the node is looked at.
            if !hasNamed, outcome == nil { field.text = Self.name(node: session.nodeName, at: session.report?.taken) }
        case .explained, .watched, .files, .planned, .machines, .setup, .work, .runs: break
        }
        return []
    }

    /// Rows of the fields with the blank ones between and after them.
    private static let fieldRows = 6

    /// Rows of the three parts.
    private static func row(_ part: Part) -> Int {
        switch part {
        case .path: 0
        case .addresses: 2
        case .start: 4
        }
    }

    private static func part(at row: Int) -> Part? { Part.allCases.first { Self.row($0) == row } }

    private var words: [StyledText] {
        var lines: [StyledText] = []
        switch outcome {
        case .written(let path, let bytes, let missing)?:
            lines += [StatusMark.ok.styled + " " + StyledText("Recorded: \(path), \(Quantity.bytes(bytes))", .title)]
            lines.append("   Private keys, tokens and kubeconfig key data were replaced before anything was written.")
            lines.append("   Read it anywhere: drydock diagnose --from \(path)")
            if !missing.isEmpty {
                lines += ["", StyledText("Not included, because it could not be read", .title)]
                lines += missing.map { StyledText("   \($0.reason) ") + StyledText("(\(Count.of($0.count, "fact")))", .muted) }
            }
        case .failed(let reason)?: lines.append(StatusMark.bad.styled + " " + StyledText(reason))
        default:
            lines.append(
                "Everything that drydock checks on this node goes into one file: settings, unit states, the runtime's responses, log lines. A diagnosis of the file gives the same result as a diagnosis of the node."
            )
            lines += [
                "",
                "Private keys, tokens and kubeconfig key data never leave this node: they are replaced before anything is written.",
            ]
            if isRecorded { lines += ["", "This node is itself a recording; the file will be a copy of it."] }
        }
        return lines
    }

    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect, glyphs: Glyphs) -> Point? {
        let rows = Part.allCases.map { rect.row(Self.row($0)) }
        let (label, area) = rows[0].splitLeft(6)
        canvas.write(StyledText("File", .title), in: label, glyphs: glyphs)
        let cursor = field.draw(on: &canvas, in: area, glyphs: glyphs)
        let box =
            (focus == .addresses ? glyphs.selection : " ") + " " + (hidesAddresses ? glyphs.checked : glyphs.unchecked)
            + " Hide addresses"
        canvas.write(
            StyledText(box) + StyledText("  equal ones stay equal, subnets too", .muted), in: rows[1], glyphs: glyphs)
        canvas.write(StyledText((focus == .start ? glyphs.selection : " ") + " [ Record ]"), in: rows[2], glyphs: glyphs)
        pane.draw(on: &canvas, in: rect.splitTop(Self.fieldRows).rest, glyphs: glyphs)
        switch focus {
        case .path: return cursor
        case .addresses, .start:
            let row = rows[focus == .addresses ? 1 : 2]
            canvas.restyle(row, Style(.focus))
            return Point(x: row.x + 2, y: row.y)
        }
    }

    public func plain() -> PlainPage {
        let path = field.text
        let choices: [PlainPage.Choice] = [
            .init("Record into \(path)", [.capture(path: path, hidesAddresses: false)]),
            .init("Record into \(path), with all addresses replaced", [.capture(path: path, hidesAddresses: true)]),
        ]
        return PlainPage(
            words.map(\.plain), choices: choices,
            prompt: .init("Type another file name to record into") { [.capture(path: $0, hidesAddresses: false)] })
    }
}
