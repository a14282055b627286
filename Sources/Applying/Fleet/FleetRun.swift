import Hosts
import Synchronization
import Text

/// A run of Ansible over several machines, told as it goes on.
public struct FleetRun: Sendable {
    /// The folder of the project.
    var project: String
    /// The `ansible.cfg` that counts; nil where Ansible looks for it.
    var settings: String?
    var playbook: String
    /// More words for `ansible-playbook`.
    var arguments: [String]
    var environment: [String: String]

    /// What the run came to.
    public struct End: Sendable {
        /// ansible-playbook's own: 0 well, 2 a machine failed, 4 a machine was not reached, others before anything was done.
        public var status: Int
        /// The last that was written to stderr, without secrets.
        public var says: String
    }

    public init(project: String, playbook: String, arguments: [String], environment: [String: String], settings: String?) {
        self.settings = settings
        self.project = project
        self.playbook = playbook
        self.arguments = arguments
        self.environment = environment
    }

    /// Whether Ansible is on this machine: its version's first line; nil where it is not, or does not start.
    public static func version(_ environment: [String: String]) async -> String? {
        let command = Command("ansible-playbook", ["--version"], environment: environment, deadline: .seconds(30))
        guard let output = try? await LocalHost().run(command), output.succeeded else { return nil }
        return output.lines.first.map(String.init)
    }

    /// Runs it. Throws a sentence where it could not be started.
    public func run(_ stop: Stop, _ tell: @escaping @Sendable (FleetEvent) -> Void) async throws(DoerError) -> End {
        let plugins = "\(project)/.drydock"
        if let problem = WholeFile.makeFolder(plugins)
            ?? WholeFile.write(Array(LinesCallback.text.utf8), to: "\(plugins)/\(LinesCallback.name).py", mode: 0o600)
        {
            throw DoerError("\(plugins) could not be written: \(problem).")
        }
        let lines = EventLines(tell)
        let command = Command(
            "ansible-playbook", ["\(project)/\(playbook)"] + arguments,
            environment: environment.merging(own(plugins)) { $1 }, deadline: .seconds(24 * 3600), limit: 1 << 16)
        let task = Task { () -> Result<CommandOutput, HostError> in
            do throws(HostError) {
                return .success(
                    try await LocalHost().run(command, keepsLeft: true) { bytes, isError in if !isError { lines.take(bytes) } })
            } catch {
                return .failure(error)
            }
        }
        let ended = await stop.during({ task.cancel() }) { await task.value }
        switch ended {
        case .success(let output):
            return End(status: output.status, says: OutputLines.shown(Array(output.errorText.trimmed.utf8.suffix(2000))))
        case .failure(let error):
            throw DoerError(stop.isEnded ? "The run was ended." : "Ansible could not be run: \(error).")
        }
    }
}

extension FleetRun {
    private func own(_ plugins: String) -> [String: String] {
        var own = [
            "ANSIBLE_CALLBACK_PLUGINS": plugins, "ANSIBLE_STDOUT_CALLBACK": LinesCallback.name, "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_DEPRECATION_WARNINGS": "0", "PYTHONUNBUFFERED": "1", "ANSIBLE_RETRY_FILES_ENABLED": "0",
        ]
        own["ANSIBLE_CONFIG"] = settings
        return own
    }
}

/// Cuts what comes into lines and reads each.
private final class EventLines: Sendable {
    /// A longer line is none of ours.
    private static let longest = 1 << 20
    private let line = Mutex<[UInt8]>([])
    private let tell: @Sendable (FleetEvent) -> Void

    init(_ tell: @escaping @Sendable (FleetEvent) -> Void) { self.tell = tell }

    func take(_ bytes: UnsafeRawBufferPointer) {
        line.withLock { line in
            for byte in bytes {
                if byte == 10 {
                    if let event = FleetEvent(line) { tell(event) }
                    line = []
                } else if line.count < Self.longest {
                    line.append(byte)
                }
            }
        }
    }
}
