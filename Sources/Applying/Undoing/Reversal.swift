import Steps

/// How one step that was done is taken back.
public struct Reversal: Sendable, Equatable {
    public var step: Step
    /// Files that get back what stood there, or go, in this order.
    public var files: [File]
    /// What is done after that; where the step names its own way back, before it.
    public var actions: [Action]
    /// What makes a service read its files, in the step's order: only when the files of all steps are back.
    public var restarts: [Action] = []
    /// Units that did not run when the run began: with what stood there before they may not start again, and that is as it was.
    public var down: Set<String> = []
    /// Whether the actions are the step's own way back. Files are then put back as far as that did not do it.
    public var isOwn = false
    /// Whether the step was cut off or failed: what its own way back takes away may never have come to be.
    public var isHalfDone = false
    /// Why it cannot be taken back; a whole sentence. Then the rest is empty.
    public var obstacle: String?

    /// A file that the step wrote.
    public struct File: Sendable, Equatable {
        public var path: String
        /// Nil where there was none.
        public var old: JournalEntry.Old?
        /// SHA-256 of what the step left: where the file reads otherwise now, somebody changed it since.
        public var sum: String
        public var folders: [String]
    }

    /// - Parameter down: units that did not run when the run began.
    public init(_ part: JournalRun.Part, down: Set<String> = []) {
        step = part.step
        files = []
        actions = []
        switch part.step.undo {
        case .none(let because): obstacle = because
        case .actions(let given):
            files = Self.files(part.writes)
            actions = given
            isOwn = true
            isHalfDone = part.end?.failed ?? true
        case .journal:
            files = Self.files(part.writes)
            let all = Self.actions(part)
            actions = all.filter { !Self.readsFiles($0) }
            restarts = all.filter(Self.readsFiles).reversed()
            self.down = down
        }
    }

    /// Whether an action is on a file that gets back what stood there.
    func putsBack(_ action: Action) -> Bool {
        switch action {
        case .write(let file): files.contains { $0.path == file.path }
        case .edit(let change): files.contains { $0.path == change.path }
        case .run, .fetch, .unit, .packages, .staticPod, .byHand: false
        }
    }

    /// The first state of each file and the last that the step left, newest first.
    private static func files(_ writes: [JournalEntry.Written]) -> [File] {
        var out: [File] = []
        for write in writes {
            if let at = out.firstIndex(where: { $0.path == write.path }) {
                out[at].sum = write.sum
            } else {
                out.append(File(path: write.path, old: write.old, sum: write.sum, folders: write.folders))
            }
        }
        return out.reversed()
    }

    private static func readsFiles(_ action: Action) -> Bool {
        switch action {
        case .unit(let change): [.started, .restarted, .restartedIfRunning, .reloaded, .definitionsRead].contains(change.state)
        case .staticPod: true
        case .write, .edit, .run, .fetch, .packages, .byHand: false
        }
    }

    /// Units and packages as they were, the last first. Whatever read a file anew reads it anew again.
    private static func actions(_ part: JournalRun.Part) -> [Action] {
        let before = Dictionary(part.begun.units.map { ($0.name, $0) }) { first, _ in first }
        var out: [Action] = []
        for action in part.step.actions.reversed() {
            switch action {
            case .unit(let change):
                out += reversed(change, before[change.name]).map { .unit(UnitChange(change.name, $0)) }
            case .staticPod: out.append(action)
            case .packages(let set):
                let added = set.packages.map(\.name).filter { !part.begun.installed.contains($0) }
                if let run = set.family.removal(added) { out.append(.run(run)) }
            case .write, .edit, .run, .fetch, .byHand: break
            }
        }
        return out
    }

    private static func reversed(_ change: UnitChange, _ before: JournalEntry.UnitState?) -> [UnitChange.State] {
        if change.state == .definitionsRead { return [.definitionsRead] }
        guard let before else { return [] }
        switch change.state {
        case .started: return before.isActive ? [] : [.stopped]
        case .restarted, .reloaded: return before.isActive ? [change.state] : [.stopped]
        case .restartedIfRunning: return [.restartedIfRunning]
        case .stopped: return before.isActive ? [.started] : []
        case .enabled: return before.file == "disabled" ? [.disabled] : []
        case .disabled: return before.file == "enabled" ? [.enabled] : []
        case .masked: return before.file == "masked" ? [] : [.unmasked] + (before.isActive ? [.started] : [])
        case .unmasked: return before.file == "masked" ? [.masked] : []
        case .definitionsRead: return [.definitionsRead]
        }
    }
}

extension SystemFamily {
    /// The command that removes packages; nil where there are none, or no package manager of ours.
    fileprivate func removal(_ names: [String]) -> Run? {
        guard !names.isEmpty else { return nil }
        switch self {
        case .apt:
            return Run(
                ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "remove", "--yes", "--allow-change-held-packages"]
                    + ["--option", "DPkg::Lock::Timeout=300"] + names)
        case .dnf: return Run(["dnf", "remove", "--assumeyes", "--setopt=disable_excludes=kubernetes"] + names)
        case .zypper: return Run(["zypper", "--non-interactive", "remove"] + names)
        case .flatcar, .none, .windows: return nil
        }
    }
}
