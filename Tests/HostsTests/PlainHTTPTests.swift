import Glibc
import Testing

@testable import Hosts

/// A server on a port of the loopback that answers one connection with fixed bytes.
final class OneAnswer: Sendable {
    let port: UInt16
    private let listener: Int32

    /// - Parameter answer: what is sent; nil accepts and says nothing.
    init(_ answer: String?, closes: Bool = true) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        port = withUnsafeMutableBytes(of: &address) { bytes in
            let place = bytes.bindMemory(to: sockaddr.self).baseAddress
            bind(listener, place, size)
            listen(listener, 8)
            if let place { getsockname(listener, place, &size) }
            return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        }
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Answering(listener: listener, answer: answer, closes: closes))
        pthread_create(
            &thread, nil,
            { box in
                if let box { Unmanaged<Answering>.fromOpaque(box).takeRetainedValue().answer() }
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)/healthz" }
}

private final class Answering: Sendable {
    let listener: Int32
    let text: String?
    let closes: Bool

    init(listener: Int32, answer: String?, closes: Bool) {
        self.listener = listener
        text = answer
        self.closes = closes
    }

    func answer() {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 4096)
        _ = recv(connection, &buffer, buffer.count, 0)
        // Bit by bit, as a slow server sends it.
        for piece in (text ?? "").bytes.split(separator: UInt8(ascii: "|")) {
            _ = piece.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            usleep(20_000)
        }
        if closes && text != nil { close(connection) } else { sleep(5) }
    }
}

@Suite struct PlainHTTPTests {
    let host = LocalHost()

    @Test func readsABodyOfAToldLength() async throws {
        let server = OneAnswer("HTTP/1.1 200 OK\r\nContent-|Length: 2\r\n\r\no|k", closes: false)
        #expect(try await host.get(server.url) == HTTPAnswer(status: 200, body: "ok".bytes))
    }

    @Test func readsChunks() async throws {
        let server = OneAnswer(
            "HTTP/1.1 503 Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n[+]p|\r\n5;x=y\r\ning\r\n\r\n0\r\n\r\n",
            closes: false)
        #expect(try await host.get(server.url) == HTTPAnswer(status: 503, body: "[+]ping\r\n".bytes))
    }

    @Test func readsUntilTheConnectionEnds() async throws {
        let server = OneAnswer("HTTP/1.0 401 Unauthorized\r\n\r\n|Unauthor|ized")
        #expect(try await host.get(server.url) == HTTPAnswer(status: 401, body: "Unauthorized".bytes))
    }

    @Test func tellsWhyThereIsNoAnswer() async throws {
        let half = OneAnswer("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok")
        await expectError(.noConnection(url: half.url, because: "its answer is not a complete HTTP response")) {
            try await host.get(half.url)
        }
        let silent = OneAnswer(nil)
        await expectError(.timedOut(what: silent.url, seconds: 0.3)) {
            try await host.get(silent.url, deadline: .milliseconds(300))
        }
        await expectError(.noConnection(url: "http://127.0.0.1:1/", because: "connection refused")) {
            try await host.get("http://127.0.0.1:1/")
        }
        for url in ["https://127.0.0.1/", "http://localhost/", "http://127.0.0.1:99999/", "http://[::1", "http://1.1.1.1/a b"] {
            await expectError(.noConnection(url: url, because: "it is not http:// with a literal address")) {
                try await host.get(url)
            }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nx\r\n", "HTTP/1.1 99999999999999999999 x\r\n\r\n", "HTTP/1.1",
        "SSH-2.0-OpenSSH\r\n\r\n",
    ])
    func refusesWhatIsNoAnswer(_ text: String) {
        #expect(HTTPAnswer(message: text.bytes) == nil)
    }
}
