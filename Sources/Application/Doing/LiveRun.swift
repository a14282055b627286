import Applying
import Steps
import Synchronization
import Text

/// A run as it is told on a stream while it goes on: on a terminal the commands, and in one line that comes and goes the last that the running
/// one wrote; elsewhere nothing between the steps. It takes Ctrl-C as long as the run goes on.
final class LiveRun: Sendable {
    /// The last lines that a failed step's command wrote, where they are shown.
    private static let shown = 10

    private let interruption: Interruption
    private let screen: Screen
    let watch: RunWatch

    init(_ settings: Settings, isText: Bool, commands: CommandWatch? = nil) {
        let isTerminal = isText && Output.isTerminal
        let screen = Screen(
            paint: settings.paint, tellsCommands: isTerminal,
            hasPassingLine: isTerminal && !settings.isPlain && settings.paint.isOn)
        interruption = Interruption(asks: isText) { screen.note($0) }
        self.screen = screen
        watch = RunWatch(stop: interruption.stop, commands: commands) { screen.show($0) }
    }

    /// Writes what is told of a step that has ended.
    func write(_ text: String) { screen.write(text) }

    /// The run has ended, or its steps have: signals end the program again.
    func end() {
        screen.write("")
        interruption.end()
    }

    /// The last lines of the command that failed, and where the rest stands.
    static func failure(_ ends: [StepEnd], log: String?, _ paint: Paint) -> String {
        guard let end = ends.last(where: { !$0.isWell }) else { return "" }
        var lines = end.output.suffix(shown).map { paint.muted("   | \($0)") }
        if let log { lines.append("   The whole output is in \(log).") }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// What stands on the terminal: written by the run, and by whoever presses Ctrl-C.
private final class Screen: Sendable {
    private let paint: Paint
    private let tellsCommands: Bool
    private let hasPassingLine: Bool
    private let isPassing = Mutex(false)

    init(paint: Paint, tellsCommands: Bool, hasPassingLine: Bool) {
        self.paint = paint
        self.tellsCommands = tellsCommands
        self.hasPassingLine = hasPassingLine
    }

    func show(_ progress: Progress) {
        switch progress {
        case .began(let step, let index, let count): pass("   step \(index + 1) of \(count): \(Sanitized.line(step.title))")
        case .command(let line): if tellsCommands { write(paint.muted("   $ \(line)") + "\n") }
        case .output(let line), .bar(let line): pass("   | \(line)")
        case .ended: write("")
        }
    }

    func write(_ text: String) { wiped { if !text.isEmpty { Output.tell(text) } } }
    func note(_ text: String) { wiped { Output.note(text) } }

    private func pass(_ text: String) {
        guard hasPassingLine else { return }
        isPassing.withLock { isPassing in
            isPassing = true
            Output.tell("\r\u{1B}[K" + paint.muted(String(text.prefix(max(20, Output.width - 2)))))
        }
    }

    private func wiped(_ body: () -> Void) {
        isPassing.withLock { isPassing in
            if isPassing { Output.tell("\r\u{1B}[K") }
            isPassing = false
            body()
        }
    }
}
