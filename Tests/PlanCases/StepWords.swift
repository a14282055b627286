import Steps

extension Check {
    /// The command that it is; empty where drydock itself looks.
    var words: [String] { if case .succeeds(let words) = self { words } else { [] } }
}

extension Undo {
    /// The commands that it runs.
    var commands: [[String]] {
        guard case .actions(let actions) = self else { return [] }
        return actions.compactMap { if case .run(let run) = $0 { run.words } else { nil } }
    }
}
