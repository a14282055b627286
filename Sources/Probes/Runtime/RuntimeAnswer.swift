import CRI
import Facts
import Hosts

/// What a CRI socket said when it was asked for its version.
enum RuntimeAnswer: Sendable {
    case version(VersionResponse)
    /// It serves only the CRI before v1.
    case old(VersionResponse)
    /// No usable answer.
    case no(RuntimeProblem, String)
    /// Could not be asked: this is no knowledge of the runtime.
    case unseen(Reason)

    /// A runtime that works answers Version in milliseconds. Short of two seconds, so that a look at a node whose runtime hangs
    /// is over in two.
    private static let patience = Duration.milliseconds(1700)

    static func ask(_ socket: String, on host: any Host) async -> RuntimeAnswer {
        do {
            return .version(try await host.ask(VersionRequest(), at: socket, deadline: patience))
        } catch {
            guard case .runtime(_, let problem, let because) = error else {
                return error.isAbsence ? .no(.noSocket, error.description) : .unseen(error.reason)
            }
            if problem == .denied { return .unseen(error.reason) }
            if problem == .unknownService,
                let old = try? await host.ask(VersionV1Alpha2Request(), at: socket, deadline: patience)
            {
                return .old(old)
            }
            return .no(problem, because.hasSuffix(".") ? because : because + ".")
        }
    }

    /// The cell `answers` of the table of sockets.
    var answers: Value {
        switch self {
        case .version: true
        case .old, .no: false
        case .unseen(let sentence): .unknown(sentence)
        }
    }

    /// The cell `problem` of the table of sockets.
    var problem: Value {
        switch self {
        case .version: .absent
        case .old: .text(RuntimeProblem.unknownService.rawValue)
        case .no(let problem, _): .text(problem.rawValue)
        case .unseen(let sentence): .unknown(sentence)
        }
    }

    /// Whether something listens on the socket, as far as is known.
    var listens: Bool {
        switch self {
        case .version, .old: true
        case .no(let problem, _): problem != .noSocket && problem != .refused
        case .unseen: false
        }
    }
}
