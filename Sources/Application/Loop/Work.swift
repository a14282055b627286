import Diagnosis
import Facts
import Hosts
import Knowledge
import KnowledgeFormat
import Probes
import Screens
import Synchronization

/// Carries out effects in the background and puts what came of them into the mailbox.
final class Work: Sendable {
    private let host: any Host
    private let mailbox: Mailbox
    private let settings: Settings
    private let loaded = Mutex<Examination?>(nil)
    private let running = Mutex(Running())

    enum Kind: Hashable, Sendable { case look, capture, watch }

    /// What runs, each under a number of its own: work that was stopped ends later, beside what was started since.
    private struct Running {
        var tasks: [Kind: (number: Int, task: Task<Void, Never>)] = [:]
        var started = 0
    }

    init(settings: Settings, host: any Host, mailbox: Mailbox) {
        self.settings = settings
        self.host = host
        self.mailbox = mailbox
    }

    /// What drydock knows, decoded when it is first needed: the first page is painted before.
    private func examination() -> Examination? {
        loaded.withLock { loaded in
            if let loaded { return loaded }
            do throws(Refusal) {
                let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
                mailbox.put(.learned(knowledge))
                loaded = Examination(knowledge: knowledge)
            } catch {
                mailbox.put(.said(error.description))
            }
            return loaded
        }
    }

    var isBusy: Bool { running.withLock { $0.tasks.keys.contains { $0 != .watch } } }

    /// Stops everything that can be stopped; nothing more is heard of it. True where something was.
    func stop() -> Bool {
        let stopped = running.withLock { running in
            defer { running.tasks = [:] }
            return running.tasks
        }
        for (_, task) in stopped.values { task.cancel() }
        mailbox.dropProgress()
        if stopped[.capture] != nil { mailbox.put(.captured(.failed(Capturing.stopped))) }
        return !stopped.isEmpty
    }

    /// Looks at the node; what is seen so far is judged after each probe. One look at a time.
    func examine() {
        start(.look) { [self] number in
            guard let examination = examination() else { return }
            let seen = Mutex(FactSet())
            let facts = await examination.look(at: host) { [self] progress in
                let known = seen.withLock { known in
                    known.merge(progress.facts)
                    return known
                }
                let state = LookProgress(done: progress.done, total: progress.total, subject: progress.subject)
                post(.looked(state, known, examination.report(on: known)), of: .look, number)
            }
            post(.examined(facts, examination.report(on: facts)), of: .look, number)
        }
    }

    /// Looks every few seconds until it is told to end.
    func watch(_ isOn: Bool) {
        guard isOn else {
            running.withLock { $0.tasks.removeValue(forKey: .watch) }?.task.cancel()
            return
        }
        start(.watch) { [self] number in
            guard let examination = examination() else { return }
            while !Task.isCancelled {
                let facts = await examination.lookWithoutLogs(at: host)
                post(.watched(examination.report(on: facts)), of: .watch, number)
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }

    func explain(_ text: String) {
        Task.detached { [self] in
            guard let examination = examination() else { return }
            let explainer = Explainer(knowledge: examination.knowledge, catalogue: Knowledge.catalogue)
            mailbox.put(.explained(text: text, explainer.explain(Array(text.utf8))))
        }
    }

    /// Records the node into a file.
    func capture(to path: String, hidesAddresses: Bool) {
        start(.capture) { [self] number in
            guard let examination = examination() else { return }
            do throws(Refusal) {
                let result = try await Capturing(examination: examination, host: host).record(
                    into: path, hidesAddresses: hidesAddresses
                ) { [self] progress in
                    post(.captured(.running(done: progress.done, total: progress.total)), of: .capture, number)
                }
                let missing = result.missed.map { Missed(reason: $0.reason, count: $0.count) }
                post(.captured(.written(path: result.path, bytes: result.bytes, missing: missing)), of: .capture, number)
            } catch {
                post(.captured(.failed(error.description)), of: .capture, number)
            }
        }
    }

    /// Puts a letter into the mailbox, unless the work that it comes from was stopped.
    private func post(_ letter: Letter, of kind: Kind, _ number: Int) {
        running.withLock { running in
            if running.tasks[kind]?.number == number { mailbox.put(letter) }
        }
    }

    private func start(_ kind: Kind, _ work: @escaping @Sendable (Int) async -> Void) {
        running.withLock { running in
            guard running.tasks[kind] == nil else { return }
            running.started += 1
            let number = running.started
            let task = Task.detached { [self] in
                await work(number)
                self.running.withLock { if $0.tasks[kind]?.number == number { $0.tasks[kind] = nil } }
            }
            running.tasks[kind] = (number, task)
        }
    }
}
