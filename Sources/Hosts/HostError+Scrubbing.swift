import Redaction

extension HostError {
    /// Without secrets in its words.
    func scrubbed(_ scrubber: Scrubber) -> HostError {
        func clean(_ text: String) -> String { scrubber.subject(text) }
        return switch self {
        case .notThere(let path): .notThere(path: clean(path))
        case .denied(let path): .denied(path: clean(path))
        case .wrongKind(let path): .wrongKind(path: clean(path))
        case .failed(let path, let because): .failed(path: clean(path), because: clean(because))
        case .noProgram(let name): .noProgram(clean(name))
        case .timedOut(let what, let seconds): .timedOut(what: clean(what), seconds: seconds)
        case .runtime(let socket, let problem, let because):
            .runtime(socket: clean(socket), problem: problem, because: clean(because))
        case .noConnection(let url, let because): .noConnection(url: clean(url), because: clean(because))
        case .notRecorded(let what): .notRecorded(clean(what))
        case .notInBundle(let what, let bundle): .notInBundle(what: clean(what), bundle: bundle)
        case .notRunning(let what, let root): .notRunning(what: clean(what), root: clean(root))
        case .badCapture(let what): .badCapture(clean(what))
        }
    }
}
