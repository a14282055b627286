import CHTTP2

/// One gRPC request and its answer over a connected socket: the loop between poll(2) and the HTTP/2 session.
struct HTTP2Exchange: ~Copyable {
    private let session: OpaquePointer
    private let limit: Int
    /// Bytes of the session that the socket has not taken yet.
    private var outgoing: ArraySlice<UInt8> = []
    private var peerReads = true
    /// The beginning of what the peer sent, for the error if it is not HTTP/2.
    private var opening: [UInt8] = []

    init(method: String, message: [UInt8], limit: Int) throws(CRIError) {
        let body = GRPCFrame.framed(message)
        guard let session = chttp2_open(method, body, body.count, limit) else {
            throw .malformed("The HTTP/2 session could not be set up.")
        }
        self.session = session
        self.limit = limit
    }

    deinit { chttp2_close(session) }

    /// Sends the request and reads until the stream is closed; the answer's message.
    mutating func run(over socket: borrowing UnixSocket, by deadline: Deadline) throws(CRIError) -> [UInt8] {
        var room = [UInt8](repeating: 0, count: 65536)
        while true {
            try collect(socket.path)
            let answer = chttp2_look(session)
            if answer.finished || answer.too_large { return try message(of: answer, socket.path) }
            if answer.stuck, outgoing.isEmpty { throw brokenOff(answer, socket.path) }
            let ready = try socket.wait(toWrite: peerReads && !outgoing.isEmpty, by: deadline)
            if ready.writable {
                if let count = try socket.send(outgoing) {
                    outgoing = outgoing.dropFirst(count)
                } else {
                    // It may have said why before it closed: read on.
                    peerReads = false
                }
            }
            guard ready.readable else { continue }
            guard let count = try socket.receive(into: &room) else { throw brokenOff(answer, socket.path) }
            if opening.count < 64 { opening += room[..<min(count, 64 - opening.count)] }
            if chttp2_incoming(session, room, count) < 0 {
                throw brokenOff(chttp2_look(session), socket.path)
            }
        }
    }

    /// Takes over what the session wants to send. A peer that reads no more gets nothing more.
    private mutating func collect(_ path: String) throws(CRIError) {
        while true {
            var bytes: UnsafePointer<UInt8>?
            let count = chttp2_outgoing(session, &bytes)
            if count < 0 { throw brokenOff(chttp2_look(session), path) }
            guard count > 0, let bytes else { break }
            if peerReads { outgoing += UnsafeBufferPointer(start: bytes, count: count) }
        }
        if !peerReads { outgoing = [] }
    }

    private func message(of answer: chttp2_answer, _ path: String) throws(CRIError) -> [UInt8] {
        if answer.too_large { throw .tooLarge(path: path, limit: limit) }
        if answer.grpc_status > 0 {
            let text = GRPCFrame.percentDecoded(bytes(answer.grpc_message, answer.grpc_message_length))
            throw .status(code: Int(answer.grpc_status), message: text)
        }
        if answer.stream_error != 0 { throw brokenOff(answer, path) }
        let type = String(decoding: bytes(answer.content_type, answer.content_type_length), as: UTF8.self)
        guard answer.http_status == 200, type.hasPrefix("application/grpc") else {
            throw .notGRPC(path: path, status: Int(answer.http_status), contentType: type)
        }
        guard answer.grpc_status == 0 else { throw .malformed("It ends without a gRPC status.") }
        return try GRPCFrame.message(in: Array(UnsafeBufferPointer(start: answer.body, count: answer.body_length)))
    }

    /// The error of a connection that ended without an answer.
    private func brokenOff(_ answer: chttp2_answer, _ path: String) -> CRIError {
        // A SETTINGS frame, which must come first, is shorter than 64 KiB, so its first byte is 0 (RFC 9113, 3.4 and 4.1).
        if !answer.settings_seen, let first = opening.first, first != 0 || answer.connection_error != 0 {
            return .notHTTP2(path: path, said: readable(opening))
        }
        // A GOAWAY closes its streams too, with a code that says less than its own.
        let code = answer.connection_error != 0 ? answer.connection_error : answer.stream_error
        return .closed(path: path, reason: code == 0 ? "" : String(cString: chttp2_error_name(code)))
    }

    private func bytes(_ start: UnsafePointer<CChar>?, _ count: Int) -> [UInt8] {
        UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).map { UInt8(bitPattern: $0) }
    }

    /// The first line, as far as it is printable ASCII.
    private func readable(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.prefix { $0 >= 32 && $0 < 127 }, as: UTF8.self)
    }
}
