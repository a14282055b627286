/// Why the host could not answer: facts only, `description` has the sentence.
public enum HostError: Error, Sendable, Equatable, Codable {
    /// The path, or one of the directories on the way to it, does not exist.
    case notThere(path: String)
    /// This user may not look at it.
    case denied(path: String)
    /// A directory where a file was wanted, or the reverse, or a device or socket.
    case wrongKind(path: String)
    /// Another error of the system, with its errno text.
    case failed(path: String, because: String)
    /// No such program on this machine.
    case noProgram(String)
    /// Gave no answer within its deadline.
    case timedOut(what: String, seconds: Double)
    /// The runtime's socket did not answer as CRI; the sentence of the CRI client.
    case runtime(socket: String, problem: RuntimeProblem, because: String)
    /// An HTTP GET that got no whole answer.
    case noConnection(url: String, because: String)
    /// A capture that has no such answer: what was asked for.
    case notRecorded(String)
    /// What another program collected has no such answer: what was asked for, and what kind of bundle it is.
    case notInBundle(what: String, bundle: String)
    /// Only the running machine could tell, and its disk is looked at: what was asked for, and where the disk is mounted.
    case notRunning(what: String, root: String)
    /// A capture whose stored answer cannot be read.
    case badCapture(String)
}

/// What kind of "no" a runtime's socket gave.
public enum RuntimeProblem: String, Sendable, Codable, CaseIterable {
    /// There is no such socket.
    case noSocket
    /// Nothing listens on it.
    case refused
    /// This user may not connect.
    case denied
    /// It accepted and did not answer in time.
    case hung
    /// It answers gRPC, but has no such service (`unknown service runtime.v1.RuntimeService`).
    case unknownService
    /// The service is there, this method is not (gRPC UNIMPLEMENTED).
    case unknownMethod
    /// Another gRPC status.
    case status
    /// It does not speak gRPC, closed early, or sent what cannot be read.
    case malformed
}

extension HostError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notThere(let path): "\(path) does not exist."
        case .denied(let path): "This user may not read \(path); run drydock as root to check it."
        case .wrongKind(let path): "\(path) is not the kind of file that was expected."
        case .failed(let path, ""): "\(path) could not be read."
        case .failed(let path, let because): "\(path) could not be read: \(because)."
        case .noProgram(let name): "The program \(name) is not on this machine."
        case .timedOut(let what, let seconds):
            "\(what) gave no answer within \(seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)") s."
        case .runtime(let socket, _, let because): "The runtime on \(socket) did not answer: \(because)"
        case .noConnection(let url, let because): "\(url) did not answer: \(because)."
        case .notRecorded(let what): "The capture does not contain \(what)."
        case .notInBundle(let what, let bundle): "\(what) is not in this bundle (\(bundle))."
        case .notRunning(let what, let root): "\(what) cannot be asked: the machine of the disk at \(root) is not running."
        case .badCapture(let what): "The capture cannot be read: \(what)."
        }
    }

    /// Whether a capture just does not say.
    public var isUnrecorded: Bool { if case .notRecorded = self { true } else { false } }

    /// Whether the thing asked for is known not to exist, rather than out of sight.
    public var isAbsence: Bool {
        switch self {
        case .notThere, .noProgram: true
        case .runtime(_, let problem, _): problem == .noSocket
        default: false
        }
    }
}
