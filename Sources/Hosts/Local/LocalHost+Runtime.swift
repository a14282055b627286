import CRI

extension LocalHost {
    public func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        try refuseFolder(socket)
        let what = "\(socket) (\(Call.name))"
        // The client keeps the deadline itself; the pool's is for a file system that hangs under the socket's path.
        let places = HungPlaces.shared
        return try await places.call(what, at: places.place(of: socket), within: deadline + .milliseconds(500)) {
            do throws(CRIError) {
                return .success(try CRIClient(socket: socket).ask(call, deadline: deadline))
            } catch {
                return .failure(.runtime(socket: socket, problem: RuntimeProblem(error), because: error.description))
            }
        }
    }
}

extension RuntimeProblem {
    /// The kind of "no" that an error of the CRI client is.
    init(_ error: CRIError) {
        // 12 is gRPC's UNIMPLEMENTED, for a service that is not there and for a method that is not.
        let unimplemented = 12
        self =
            switch error {
            case .noSocket: .noSocket
            case .refused: .refused
            case .permissionDenied: .denied
            case .timedOut: .hung
            case .status(unimplemented, let message): message.contains("unknown service") ? .unknownService : .unknownMethod
            case .status: .status
            case .notASocket, .pathTooLong, .failed, .closed, .notHTTP2, .notGRPC, .tooLarge, .malformed: .malformed
            }
    }
}
