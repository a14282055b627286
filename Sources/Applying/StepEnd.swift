import Redaction
import Steps
import Text

/// What became of a step.
public struct StepEnd: Sendable, Equatable {
    public var step: Step
    public var state: State
    /// What was done, or would be, in the order: whole phrases such as `write /etc/hosts`.
    public var changes: [String]
    /// The files among them, with what stood there and what stands there now, or would.
    public var files: [FileDifference]
    /// Why it failed or waits; a whole sentence. Nil where it is as it should be.
    public var says: String?
    /// The last lines of the command that failed, without secrets.
    public var output: [String] = []
    /// Whether it changed something and did not come to its end.
    public var isHalfDone = false

    /// Whether another step may follow it.
    public var isWell: Bool { [.unchanged, .changed, .wouldChange].contains(state) }

    public enum State: String, Sendable, Codable {
        /// Everything was already so.
        case unchanged
        case changed
        /// A look found that something would be done.
        case wouldChange = "would-change"
        /// A part of it, or its verification, failed.
        case failed
        /// A person must act first.
        case waits
        /// A value is missing that others make.
        case lacksValue = "lacks-value"
        /// A person ended the run, before this step or in the middle of it.
        case stopped
    }

    public init(
        _ step: Step, _ state: State, _ changes: [String] = [], files: [FileDifference] = [], says: String? = nil
    ) {
        self.files = files
        self.step = step
        self.state = state
        self.changes = changes
        self.says = says
    }

    /// The exit status that it means for the whole run: that of install.sh.
    public var status: Int32 {
        switch state {
        case .unchanged, .changed: 0
        case .wouldChange, .failed, .stopped: 1
        case .waits: 3
        case .lacksValue: 4
        }
    }
}

/// A file before and after a change.
public struct FileDifference: Sendable, Equatable {
    public var path: String
    /// Nil where there was none.
    public var before: [UInt8]?
    /// Nil where it goes.
    public var after: [UInt8]?

    public init(path: String, before: [UInt8]?, after: [UInt8]?) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// The change line by line, without secrets; empty where nothing but secrets changes.
    public var lines: [LineDiff.Line] { LineDiff.lines(from: Self.text(before), to: Self.text(after), context: 2) }

    private static func text(_ bytes: [UInt8]?) -> String { String(decoding: CleanText.of(bytes ?? []), as: UTF8.self) }
}
