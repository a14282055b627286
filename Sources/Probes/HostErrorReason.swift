import Facts
import Hosts

extension HostError {
    /// Why what was asked for could not be looked at, as facts carry it.
    var reason: Reason { Reason(description, kind) }

    private var kind: Reason.Kind {
        switch self {
        case .timedOut: .givenUp
        case .notRecorded: .unrecorded
        case .notThere, .denied, .wrongKind, .failed, .noProgram, .runtime, .noConnection, .badCapture, .notInBundle, .notRunning:
            .failed
        }
    }
}
