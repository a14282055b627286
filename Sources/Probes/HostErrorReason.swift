import Facts
import Hosts

extension HostError {
    /// Why what was asked for could not be looked at, as facts carry it.
    var reason: Reason {
        if case .timedOut = self { return Reason(description, .givenUp) }
        return Reason(description, isUnrecorded ? .unrecorded : .failed)
    }
}
