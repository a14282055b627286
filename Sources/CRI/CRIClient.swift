/// Asks the container runtime on this machine over its unix socket: one connection, one request, one answer (CRI `runtime.v1`).
///
/// Nothing is kept between calls, and no thread is started. A call blocks the calling thread until the answer or the deadline.
public struct CRIClient: Sendable {
    /// The socket's path.
    public let socket: String

    /// The longest answer taken where nothing else is said: 16 MB.
    public static let usualLimit = 16 << 20

    /// A client of the runtime at `socket`: a path, or the URL that the kubelet's `containerRuntimeEndpoint` has
    /// (`unix:///run/containerd/containerd.sock`). Nothing is opened yet.
    public init(socket: String) {
        let scheme = "unix://"
        self.socket = socket.hasPrefix(scheme) ? String(socket.dropFirst(scheme.count)) : socket
    }

    /// Asks, and waits no longer than `deadline` for the whole answer; `limit` is the longest answer taken, in bytes.
    /// Throws what stood in the way, a status of the runtime's included.
    public func ask<C: CRICall>(_ call: C, deadline: Duration, limit: Int = usualLimit) throws(CRIError) -> C.Reply {
        let answer = try self.call(C.method, call.protobuf, deadline: deadline, limit: limit)
        do {
            return try C.Reply(protobuf: answer)
        } catch {
            throw .malformed("\(C.method): \(error)")
        }
    }

    /// One call by its full gRPC path and its message's bytes; the answer's bytes.
    package func call(_ method: String, _ message: [UInt8], deadline time: Duration, limit: Int) throws(CRIError) -> [UInt8] {
        let deadline = Deadline(in: time)
        let connection = try UnixSocket.connected(to: socket, by: deadline)
        var exchange = try HTTP2Exchange(method: method, message: message, limit: limit)
        return try exchange.run(over: connection, by: deadline)
    }
}
