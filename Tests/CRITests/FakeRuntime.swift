import Glibc

/// A directory of the test's own, gone with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/cri-test-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template))
    }

    deinit {
        removeTree(path)
    }
}

/// Removes a directory and all in it.
func removeTree(_ path: String) {
    if let directory = opendir(path) {
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            if unlink(path + "/" + name) != 0 { removeTree(path + "/" + name) }
        }
        closedir(directory)
    }
    rmdir(path)
}

/// A server on a unix socket that says whatever bytes a test wants. It takes one connection, on a thread of its own.
final class FakeRuntime: Sendable {
    let path: String
    private let directory = TemporaryDirectory()
    private let thread: pthread_t

    init(backlog: Int32 = 8, _ serve: @escaping @Sendable (Peer) -> Void) {
        path = directory.path + "/runtime.sock"
        let listener = FakeRuntime.listen(path, backlog: backlog)
        let work = Unmanaged.passRetained(
            Work {
                let peer = Peer(accept(listener, nil, nil))
                serve(peer)
                close(peer.descriptor)
                close(listener)
            })
        var made = pthread_t()
        pthread_create(
            &made, nil,
            { pointer in
                if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
                return nil
            }, work.toOpaque())
        thread = made
    }

    /// Waits until the server has done all it wanted.
    func join() { pthread_join(thread, nil) }

    static func listen(_ path: String, backlog: Int32) -> Int32 {
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(bound == 0 && Glibc.listen(listener, backlog) == 0, "no socket at \(path)")
        return listener
    }

    private final class Work {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }
}

/// The connection as the fake server has it.
struct Peer {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Reads once: what the client has sent, or nothing when it has closed.
    func read() -> [UInt8] {
        var room = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &room, room.count, 0)
        return Array(room[..<max(count, 0)])
    }

    /// Sends all, or as much as the client takes before it closes.
    func say(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Reads on until the client has closed its end.
    func waitForClose() {
        while !read().isEmpty {}
    }
}

/// HTTP/2 frames as bytes (RFC 9113), headers as HPACK literals without index or Huffman (RFC 7541, 6.2.2).
enum Frame {
    static let settings: [UInt8] = frame(4, 0, 0, [])

    static func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
        let count = payload.count
        return [UInt8(count >> 16), UInt8(count >> 8 & 255), UInt8(count & 255), type, flags, 0, 0, 0, stream] + payload
    }

    static func headers(_ pairs: [(String, String)], last: Bool = false) -> [UInt8] {
        var block: [UInt8] = []
        for (name, value) in pairs {
            block.append(0)
            for text in [name, value] {
                precondition(text.utf8.count < 127, "one length byte")
                block.append(UInt8(text.utf8.count))
                block += text.utf8
            }
        }
        return frame(1, last ? 5 : 4, 1, block)
    }

    /// DATA frames of at most 16,384 bytes, the largest a peer may send unasked.
    static func data(_ bytes: [UInt8]) -> [UInt8] {
        var frames: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 16384) {
            frames += frame(0, 0, 1, Array(bytes[start..<min(start + 16384, bytes.count)]))
        }
        return frames
    }

    static let usual = [(":status", "200"), ("content-type", "application/grpc")]

    /// A whole gRPC answer.
    static func answer(_ message: [UInt8], flag: UInt8 = 0) -> [UInt8] {
        let count = message.count
        let prefix = [flag, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
        return settings + headers(usual) + data(prefix + message)
            + headers([("grpc-status", "0"), ("grpc-message", "")], last: true)
    }

    /// A gRPC error without a message, in one block of headers.
    static func refusal(_ code: String, _ text: String) -> [UInt8] {
        settings + headers(usual + [("grpc-status", code), ("grpc-message", text)], last: true)
    }
}
