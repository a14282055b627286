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
    private let running = Mutex<[Kind: Task<Void, Never>]>([:])

    enum Kind: Hashable, Sendable { case look, capture, watch }

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

    var isBusy: Bool { running.withLock { $0.keys.contains { $0 != .watch } } }

    /// Stops everything that can be stopped. True where something was.
    func stop() -> Bool {
        let tasks = running.withLock { tasks in
            defer { tasks = [:] }
            return Array(tasks.values)
        }
        for task in tasks { task.cancel() }
        return !tasks.isEmpty
    }

    /// Looks at the node; what is seen so far is judged after each probe. One look at a time.
    func examine() {
        start(.look) { [self] in
            guard let examination = examination() else { return }
            let seen = Mutex(FactSet())
            let facts = await examination.look(at: host) { [self] progress in
                let known = seen.withLock { known in
                    known.merge(progress.facts)
                    return known
                }
                let state = LookProgress(done: progress.done, total: progress.total, subject: progress.subject)
                mailbox.put(.looked(state, known, examination.report(on: known)))
            }
            if !Task.isCancelled { mailbox.put(.examined(facts, examination.report(on: facts))) }
        }
    }

    /// Looks every few seconds until it is told to end.
    func watch(_ isOn: Bool) {
        guard isOn else {
            running.withLock { $0.removeValue(forKey: .watch) }?.cancel()
            return
        }
        start(.watch) { [self] in
            guard let examination = examination() else { return }
            while !Task.isCancelled {
                let facts = await examination.look(at: host)
                if Task.isCancelled { return }
                mailbox.put(.watched(examination.report(on: facts)))
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
        start(.capture) { [self] in
            guard let examination = examination() else { return }
            do throws(Refusal) {
                let result = try await Capturing(examination: examination, host: host).record(
                    into: path, hidesAddresses: hidesAddresses
                ) { [self] progress in
                    mailbox.put(.captured(.running(done: progress.done, total: progress.total)))
                }
                let missing = result.missed.map { Missed(reason: $0.reason, count: $0.count) }
                mailbox.put(.captured(.written(path: result.path, bytes: result.bytes, missing: missing)))
            } catch {
                mailbox.put(.captured(.failed(error.description)))
            }
        }
    }

    private func start(_ kind: Kind, _ work: @escaping @Sendable () async -> Void) {
        running.withLock { tasks in
            guard tasks[kind] == nil else { return }
            tasks[kind] = Task.detached { [self] in
                await work()
                running.withLock { _ = $0.removeValue(forKey: kind) }
            }
        }
    }
}
