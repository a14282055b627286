import Diagnosis
import Facts
import Glibc
import Hosts
import Knowledge
import KnowledgeFormat
import Lookup
import Planning
import Probes
import Rendering
import Screens
import Synchronization

/// Carries out effects in the background and puts what came of them into the mailbox.
final class EffectRunner: Sendable {
    private let host: any Host
    private let mailbox: Mailbox
    private let load: @Sendable () -> KnowledgeBase
    private let state = Mutex(State())
    enum Kind: Hashable, Sendable { case look, capture, watch, read, explain, plan, machines }

    private struct State {
        var running: [Kind: RunningTask] = [:]
        var next = 0
        /// The knowledge, from when it is first needed.
        var examination: Task<Examination, Never>?
        var explainer: Task<Explainer, Never>?
    }

    private struct RunningTask {
        var number: Int
        var task: Task<Void, Never>
    }

    /// - Parameter load: reads the knowledge; called once, in the background, when something first needs it.
    init(host: any Host, mailbox: Mailbox, load: @escaping @Sendable () -> KnowledgeBase) {
        self.host = host
        self.mailbox = mailbox
        self.load = load
    }

    /// Whether something runs that ends by itself.
    var isBusy: Bool { state.withLock { $0.running.keys.contains { $0 != .watch } } }

    /// Stops everything that can be stopped; nothing more is heard of it. True where something was. Planning goes on: it looks
    /// at nothing and ends in a moment.
    func stop() -> Bool {
        let stopped = state.withLock { state in
            let stopped = state.running.filter { $0.key != .plan }
            state.running = state.running.filter { $0.key == .plan }
            return stopped
        }
        for task in stopped.values { task.task.cancel() }
        mailbox.dropProgress()
        if stopped[.capture] != nil { mailbox.put(.captured(.failed(Capturing.stopped))) }
        if stopped[.machines] != nil { mailbox.put(.machines(.refused("The look at the machines was stopped."))) }
        return !stopped.isEmpty
    }

    /// What changes this machine, with the same knowledge.
    func makeWork() -> WorkRunner {
        WorkRunner(host: host, mailbox: mailbox) { [self] in await examination() }
    }

    private func examination() async -> Examination {
        let task = state.withLock { state in
            if let task = state.examination { return task }
            let task = Task.detached { [load, mailbox] in
                let knowledge = load()
                let edition = KnowledgeEdition(knowledge, now: Instant(seconds: time(nil)))
                mailbox.put(.learned(knowledge.rules, knowledge.pages, knowledge.planning, edition))
                // Neither the look nor a page but that of recipes waits until all is ready to be searched.
                Task.detached {
                    mailbox.put(.indexed(RecipeSearch(knowledge.pages, rules: knowledge.rules, texts: knowledge.texts)))
                }
                return Examination(knowledge: knowledge)
            }
            state.examination = task
            return task
        }
        return await task.value
    }

    private func explainer() async -> Explainer {
        let examination = await examination()
        let task = state.withLock { state in
            if let task = state.explainer { return task }
            let task = Task.detached { Explainer(knowledge: examination.knowledge, catalogue: Knowledge.catalogue) }
            state.explainer = task
            return task
        }
        return await task.value
    }

    /// Looks at the node; what is seen so far is judged now and then. One look at a time.
    func examine() {
        start(.look) { [self] number in
            let examination = await examination()
            let seen = Mutex((facts: FactSet(), judged: ContinuousClock.now))
            let facts = await examination.look(at: host) { [self] progress in
                // Judging all rules takes milliseconds, and probes end in swarms.
                let (known, isDue) = seen.withLock { seen in
                    seen.facts.merge(progress.facts)
                    let isDue = seen.judged.duration(to: .now) > .milliseconds(120)
                    if isDue { seen.judged = .now }
                    return (seen.facts, isDue)
                }
                let state = LookProgress(done: progress.done, total: progress.total, subject: progress.subject)
                post(.looked(state, known, isDue ? examination.report(on: known) : nil), of: .look, number)
            }
            if Task.isCancelled { return }
            post(.examined(facts, examination.report(on: facts)), of: .look, number)
            if !host.isRecorded, geteuid() == 0 { mailbox.put(.cutOff((try? LocalState.cutOff()) ?? nil)) }
        }
    }

    /// Looks every two seconds until it is told to end, at everything but logs.
    func watch(_ isOn: Bool) {
        guard isOn else {
            state.withLock { $0.running.removeValue(forKey: .watch) }?.task.cancel()
            return
        }
        start(.watch) { [self] number in
            let watching = await examination().withoutLogs
            while !Task.isCancelled {
                let facts = await watching.look(at: host)
                if Task.isCancelled { return }
                post(.watched(watching.report(on: facts)), of: .watch, number)
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    /// Finds which known problems a text shows; a later text takes the place of one that is still searched.
    func explain(_ text: String) {
        state.withLock { $0.running.removeValue(forKey: .explain) }?.task.cancel()
        start(.explain) { [self] number in
            let answer = await explainer().explain(Array(text.utf8))
            post(.explained(text: text, answer), of: .explain, number)
        }
    }

    /// Records the node into a new file.
    func capture(to path: String, hidesAddresses: Bool) {
        start(.capture) { [self] number in
            let capturing = Capturing(examination: await examination(), host: host)
            do throws(Refusal) {
                let result = try await capturing.record(into: path, hidesAddresses: hidesAddresses) { [self] progress in
                    post(.captured(.running(done: progress.done, total: progress.total)), of: .capture, number)
                }
                let missing = result.missed.map { Missed(reason: $0.reason, count: $0.count) }
                post(.captured(.written(path: result.path, bytes: result.bytes, missing: missing)), of: .capture, number)
            } catch {
                post(.captured(.failed(error.description)), of: .capture, number)
            }
        }
    }

    /// Puts a message into the mailbox, unless the work that it comes from was stopped.
    private func post(_ message: Message, of kind: Kind, _ number: Int) {
        state.withLock { state in
            if state.running[kind]?.number == number { mailbox.put(message) }
        }
    }

    /// Reads files of the machine, so that a plan can be shown as differences. Those that cannot be read are left out.
    func read(_ paths: [String]) {
        start(.read) { [self] number in
            let host = ScrubbedHost(host)
            var files: [String: String?] = [:]
            for path in paths {
                do throws(HostError) {
                    let content = try await host.read(path, limit: 1 << 20)
                    if !content.isCut { files[path] = .some(String(decoding: content.bytes, as: UTF8.self)) }
                } catch {
                    if error.isAbsence { files[path] = .some(nil) }
                }
            }
            post(.files(files), of: .read, number)
        }
    }

    /// Looks at machines of a plan through the person's own Ansible.
    func look(at machines: [LookedMachine]) {
        start(.machines) { [self] number in
            let look = MachinesLooking(machines: machines, examination: await examination())
            let outcome = await look.run { [self] done in
                post(.machines(.running(done: done, total: machines.count)), of: .machines, number)
            }
            post(.machines(outcome), of: .machines, number)
        }
    }

    /// Plans what answers mean; later answers take the place of those that are still planned. A hundred machines take longer
    /// than a key may.
    func plan(_ answers: ClusterPlan, _ making: PlanMaking) {
        state.withLock { $0.running.removeValue(forKey: .plan) }?.task.cancel()
        start(.plan) { [self] number in
            guard let context = making.context(answers) else { return }
            post(.planned(answers, RenderedPlan.plan(context)), of: .plan, number)
        }
    }

    private func start(_ kind: Kind, _ work: @escaping @Sendable (Int) async -> Void) {
        state.withLock { state in
            guard state.running[kind] == nil else { return }
            state.next += 1
            let number = state.next
            let task = Task.detached { [self] in
                await work(number)
                // A job that was stopped, and perhaps started anew, is no longer this one.
                self.state.withLock { if $0.running[kind]?.number == number { $0.running[kind] = nil } }
            }
            state.running[kind] = RunningTask(number: number, task: task)
        }
    }
}
