import Steps

extension Paint {
    /// What a step risks, in brackets behind its title.
    func risk(_ risk: Risk) -> String {
        switch risk {
        case .looks: muted("[looks only]")
        case .edits: notice("[edits]")
        case .restarts: warning("[restarts]")
        case .destroys: danger("[destroys]")
        }
    }
}
