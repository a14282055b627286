/// A systemd unit and what is to become of it.
public struct UnitChange: Sendable, Equatable, Codable {
    /// With its suffix: `containerd.service`. Empty for ``State/definitionsRead``.
    public var name: String
    public var state: State

    /// systemctl's own verbs.
    public enum State: String, Sendable, Codable, CaseIterable {
        case enabled, disabled
        case started, stopped, restarted
        /// Only where it runs.
        case restartedIfRunning = "restarted-if-running"
        /// Reloaded where it can do that, else restarted; started where it does not run.
        case reloaded
        case masked, unmasked
        /// All units' files read anew: `systemctl daemon-reload`.
        case definitionsRead = "definitions-read"
    }

    public init(_ name: String, _ state: State) {
        self.name = name
        self.state = state
    }

    /// Units' files read anew.
    public static let definitionsRead = UnitChange("", .definitionsRead)

    /// The command that does it (systemctl(1)).
    public var words: [String] {
        switch state {
        case .enabled: ["systemctl", "enable", name]
        case .disabled: ["systemctl", "disable", name]
        case .started: ["systemctl", "start", name]
        case .stopped: ["systemctl", "stop", name]
        case .restarted: ["systemctl", "restart", name]
        case .restartedIfRunning: ["systemctl", "try-restart", name]
        case .reloaded: ["systemctl", "reload-or-restart", name]
        case .masked: ["systemctl", "mask", name]
        case .unmasked: ["systemctl", "unmask", name]
        case .definitionsRead: ["systemctl", "daemon-reload"]
        }
    }
}
