import Facts
import Screens
import Synchronization

/// The same pages as numbered lines on a stream, answers on stdin: for screen readers, dumb terminals and pipes.
final class PlainProgram {
    private let work: Work
    private let mailbox: Mailbox
    private var session: Session
    private var stack: PageStack
    private let pages: Pages
    private var isDone = false

    init(work: Work, mailbox: Mailbox, session: Session, pages: Pages) {
        self.work = work
        self.mailbox = mailbox
        self.session = session
        self.pages = pages
        stack = PageStack(pages.open(.home, session))
    }

    func run() {
        work.examine()
        wait("looking at the node")
        while !isDone {
            let page = stack.top.plain()
            show(page)
            guard let answer = readLine(strippingNewline: true) else { return }
            take(answer.split(separator: " ").joined(separator: " "), page)
        }
    }

    private func show(_ page: PlainPage) {
        Output.write("\n" + stack.crumbs.joined(separator: " > ") + " - " + session.corner + "\n")
        for line in page.lines { Output.write(line + "\n") }
        for (index, choice) in page.choices.enumerated() { Output.write("\(index + 1). \(choice.label)\n") }
        let prompt = page.prompt.map { "\($0.question), or " } ?? ""
        Output.write("\(prompt)a number; b back; r look again; q quit: ")
    }

    private func take(_ answer: String, _ page: PlainPage) {
        switch answer {
        case "q": isDone = true
        case "": break  // The page is said again.
        case "b": back()
        case "r": carryOut([.examine])
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
        work.watch(false)
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
                work.examine()
                wait("looking at the node")
            case .copy(let text): Output.write(text + "\n")
            case .say(let text): Output.write(text + "\n")
            case .explain(let text):
                work.explain(text)
                waitForLetter("searching the error texts")
            case .capture(let path, let hidesAddresses):
                work.capture(to: path, hidesAddresses: hidesAddresses)
                wait("recording the node")
            case .write(let text, let path): Output.write(FileWriting.write(text, to: path) + "\n")
            case .watch(let isOn):
                if isOn {
                    work.examine()
                    wait("looking at the node")
                }
            }
        }
    }

    /// Waits until no work runs; says a line each 30 s.
    private func wait(_ what: String) {
        let clock = ContinuousClock()
        var next = clock.now + .seconds(30)
        repeat {
            Waiting.run { try? await Task.sleep(for: .milliseconds(20)) }
            takeLetters()
            if clock.now > next {
                let progress = session.progress.map { ", \($0.done) of \($0.total)" } ?? ""
                Output.write("still working: \(what)\(progress)\n")
                next = clock.now + .seconds(30)
            }
        } while work.isBusy
        takeLetters()
    }

    private func waitForLetter(_ what: String) {
        while !takeLetters() { Waiting.run { try? await Task.sleep(for: .milliseconds(10)) } }
    }

    @discardableResult
    private func takeLetters() -> Bool {
        let letters = mailbox.take()
        for letter in letters {
            if case .said(let text) = letter { Output.write(text + "\n") }
            if let news = session.take(letter) { carryOut(stack.take(news)) }
        }
        return !letters.isEmpty
    }
}
