import Diagnosis
import Facts
import Screens
import Text

/// The same pages as numbered lines on a stream, answers on stdin: for screen readers, dumb terminals and pipes.
final class PlainProgram {
    private let runner: EffectRunner
    private let work: WorkRunner
    private let mailbox: Mailbox
    private var session: Session
    private var stack: PageStack
    private let pages: Pages
    private let plans: PlanKeeping
    private var isDone = false

    init(
        runner: EffectRunner, mailbox: Mailbox, session: Session, pages: Pages, opening: Route? = nil,
        plans: PlanKeeping = PlanKeeping(named: nil)
    ) {
        self.runner = runner
        work = runner.makeWork()
        self.mailbox = mailbox
        self.session = session
        self.pages = pages
        self.plans = plans
        stack = PageStack(pages.open(.home, session))
        if let opening { stack.push(pages.open(opening, session)) }
    }

    func run() {
        Output.write("drydock: checking the node. Checking changes nothing.\n")
        carryOut([.examine])
        carryOut(stack.top.shown())
        while !isDone {
            let page = stack.top.plain()
            show(page)
            guard let answer = readLine(strippingNewline: true) else { return Output.write("\n") }
            take(answer.split(separator: " ").joined(separator: " "), page)
        }
    }

    private func show(_ page: PlainPage) {
        Output.write("\n" + stack.crumbs.joined(separator: " > ") + " - " + session.corner + "\n")
        for line in page.lines { Output.write(line + "\n") }
        for (index, choice) in page.choices.enumerated() {
            for line in choice.heading { Output.write(line + "\n") }
            Output.write("\(index + 1). \(choice.label)\n")
        }
        let prompt = page.prompt.map { "\($0.question), or " } ?? ""
        let number = page.choices.isEmpty ? "" : "a number; "
        let enter = page.enter.map { "Enter \($0.label); " } ?? ""
        Output.write("\(prompt)\(number)\(enter)b back; r check again; q quit: ")
    }

    private func take(_ answer: String, _ page: PlainPage) {
        switch answer {
        case "q": isDone = true
        case "b": back()
        case "r": carryOut([.examine])
        // Where the page says nothing else it is only shown again: an Enter too many must not leave.
        case "": carryOut(page.enter?.effects ?? [])
        default:
            if let number = Int(answer), page.choices.indices.contains(number - 1) {
                carryOut(page.choices[number - 1].effects)
            } else if let prompt = page.prompt {
                carryOut(prompt.effects(answer))
            } else {
                Output.write("There is no choice \"\(answer)\" here.\n")
            }
        }
    }

    private func back() {
        if stack.isAtFirst { return isDone = true }
        stack.pop()
    }

    private func carryOut(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .open(let route):
                stack.push(pages.open(route, session))
                carryOut(stack.top.shown())
            case .close: back()
            case .quit: isDone = true
            case .examine:
                runner.examine()
                wait("checking the node")
                sayCleared()
            case .copy(let text), .say(let text): Output.write(text + "\n")
            case .explain(let text):
                runner.explain(text)
                wait("searching the error texts")
            case .capture(let path, let hidesAddresses):
                runner.capture(to: path, hidesAddresses: hidesAddresses)
                wait("recording the node")
            case .write(let text, let path): Output.write(FileWriting.write(text, to: path) + "\n")
            case .watch(let isOn):
                guard isOn else { continue }
                // One look a time it is asked for: a stream that is read aloud must not run on by itself.
                runner.watch(true)
                waitForWatch()
                runner.watch(false)
            case .keepPlan(let text):
                guard let words = plans.keep(text) else { continue }
                Output.write(words + "\n")
                // Not left: what is not kept is lost then.
                if plans.trouble != nil { return }
            case .leaveSetup:
                Output.write(plans.farewell + "\n")
                isDone = true
            case .exportPlan(let text, let folder): Output.write(plans.export(text, to: folder, PlanMaking(session)) + "\n")
            case .plan(let answers):
                runner.plan(answers, PlanMaking(session))
                wait("planning the work of all machines")
            case .lookAt(let machines):
                runner.look(at: machines)
                wait("looking at the machines")
            case .readFiles(let paths):
                runner.read(paths)
                wait("reading the current files")
            case .setup(let answer): carryOut(stack.take(.setup(answer)))
            case .ask, .prepare, .listRuns, .give, .carryOut, .stopWork: change(effect)
            }
        }
    }

    /// Carries out what changes this machine, or leads there.
    private func change(_ effect: Effect) {
        switch effect {
        case .ask(let question, let effects): if isAgreed(question) { carryOut(effects) }
        case .prepare(let undertaking, let skipped):
            work.prepare(undertaking, skipping: skipped)
            wait("checking what would be done")
        case .give(let values): work.give(values)
        case .listRuns:
            work.listRuns()
            wait("reading what was done")
        case .carryOut(let undertaking):
            let interruption = Interruption(asks: true) { Output.note($0) }
            work.carryOut(undertaking, stop: interruption.stop)
            wait("changing this machine")
            interruption.end()
        case .stopWork(let now): work.stop(now: now)
        default: break
        }
    }

    /// Asks a question whose answer is a word: the one that must be typed, else yes.
    private func isAgreed(_ question: Agreement) -> Bool {
        Output.write("\n\(question.title)\n")
        for line in question.body { Output.write(line + "\n") }
        let word = question.word ?? "yes"
        Output.write("Type \(word) to go on; anything else does nothing: ")
        return readLine()?.trimmed == word
    }

    private func sayCleared() {
        for finding in session.cleared { Output.write("Cleared: \(finding.rule.title)\n") }
    }

    /// Waits until no work runs; says a line each 30 s.
    private func wait(_ what: String) {
        let clock = ContinuousClock()
        var next = clock.now + .seconds(30)
        while true {
            let wasBusy = runner.isBusy || work.isBusy
            _ = takeMessages()
            if !wasBusy { return }
            pause()
            if clock.now > next {
                let progress = session.progress.map { ", \($0.done) of \($0.total)" } ?? ""
                Output.write("still working: \(what)\(progress)\n")
                next = clock.now + .seconds(30)
            }
        }
    }

    private func waitForWatch() {
        while !takeMessages().contains(where: { if case .watched = $0 { true } else { false } }) { pause() }
    }

    private func pause() {
        Waiting.run { try? await Task.sleep(for: .milliseconds(10)) }
    }

    private func takeMessages() -> [Message] {
        let messages = mailbox.take()
        for message in messages {
            if case .said(let text) = message { Output.write(text + "\n") }
            if case .work(_, .ended(let step)) = message { Output.write(step.sentence + "\n") }
            if let event = session.take(message) { carryOut(stack.take(event)) }
        }
        return messages
    }
}
