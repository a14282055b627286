import Glibc

/// One plain HTTP/1.1 GET to a literal address: for the health endpoints of this machine. Blocks until its deadline at most.
enum PlainHTTP {
    /// The most bytes of an answer, head and body.
    static let limit = 4 << 20

    /// Asks once. No TLS, no names, no redirects.
    static func get(_ url: String, deadline: Duration) -> Result<HTTPAnswer, HostError> {
        guard let target = HTTPTarget(url) else {
            return .failure(.noConnection(url: url, because: "it is not http:// with a literal address"))
        }
        let end = ContinuousClock.now + deadline
        var call = HTTPCall(target: target, end: end)
        switch call.exchange() {
        case .success(let bytes):
            guard let answer = HTTPAnswer(message: bytes) else {
                return .failure(.noConnection(url: url, because: "its answer is not a complete HTTP response"))
            }
            return .success(answer)
        case .failure(.late): return .failure(.timedOut(what: url, seconds: deadline.inSeconds))
        case .failure(.system(let code)): return .failure(.noConnection(url: url, because: errorText(code).lowercasedFirst))
        case .failure(.tooLong): return .failure(.noConnection(url: url, because: "its answer is longer than 4 MiB"))
        }
    }
}

/// Where a URL leads.
struct HTTPTarget {
    /// What connect(2) wants.
    let address: [UInt8]
    let family: Int32
    /// `127.0.0.1:10248`, for the Host header.
    let authority: String
    let path: String

    /// Reads `http://ADDRESS[:PORT][/PATH]`; nil where it is anything else.
    init?(_ url: String) {
        let scheme = "http://"
        guard url.hasPrefix(scheme), url.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        authority = String(rest[..<slash])
        path = slash == rest.endIndex ? "/" : String(rest[slash...])
        var host = authority[...]
        var port: UInt16 = 80
        if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
            guard let number = UInt16(authority[authority.index(after: colon)...]) else { return nil }
            port = number
            host = authority[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            var place = sockaddr_in6()
            place.sin6_family = sa_family_t(AF_INET6)
            place.sin6_port = port.bigEndian
            guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &place.sin6_addr) == 1 else { return nil }
            (family, address) = (AF_INET6, withUnsafeBytes(of: place) { Array($0) })
        } else {
            var place = sockaddr_in()
            place.sin_family = sa_family_t(AF_INET)
            place.sin_port = port.bigEndian
            guard inet_pton(AF_INET, String(host), &place.sin_addr) == 1 else { return nil }
            (family, address) = (AF_INET, withUnsafeBytes(of: place) { Array($0) })
        }
    }
}

/// What stopped a call.
enum HTTPProblem: Error { case late, tooLong, system(Int32) }

/// The exchange of bytes over a socket that never blocks.
struct HTTPCall {
    let target: HTTPTarget
    let end: ContinuousClock.Instant

    /// Sends the request, gives the answer's bytes.
    mutating func exchange() -> Result<[UInt8], HTTPProblem> {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let socket = Glibc.socket(target.family, type, 0)
        guard socket >= 0 else { return .failure(.system(errno)) }
        defer { close(socket) }
        do throws(HTTPProblem) {
            try connect(socket)
            try send(socket)
            return .success(try receive(socket))
        } catch {
            return .failure(error)
        }
    }

    private func connect(_ socket: Int32) throws(HTTPProblem) {
        let failed = target.address.withUnsafeBytes { bytes in
            Glibc.connect(socket, bytes.bindMemory(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard failed != 0 else { return }
        guard errno == EINPROGRESS else { throw .system(errno) }
        try wait(socket, for: POLLOUT)
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size) == 0 else { throw .system(errno) }
        guard code == 0 else { throw .system(code) }
    }

    private func send(_ socket: Int32) throws(HTTPProblem) {
        let request =
            "GET \(target.path) HTTP/1.1\r\nHost: \(target.authority)\r\nUser-Agent: drydock\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        var left = Array(request.utf8)[...]
        while !left.isEmpty {
            let sent = left.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if sent >= 0 {
                left = left.dropFirst(sent)
            } else if errno == EAGAIN {
                try wait(socket, for: POLLOUT)
            } else if errno != EINTR {
                throw .system(errno)
            }
        }
    }

    private func receive(_ socket: Int32) throws(HTTPProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while !HTTPAnswer.isWhole(bytes) {
            let got = recv(socket, &buffer, buffer.count, 0)
            if got > 0 {
                bytes.append(contentsOf: buffer[..<got])
                guard bytes.count <= PlainHTTP.limit else { throw .tooLong }
            } else if got == 0 {
                break
            } else if errno == EAGAIN {
                try wait(socket, for: POLLIN)
            } else if errno != EINTR {
                throw .system(errno)
            }
        }
        return bytes
    }

    private func wait(_ socket: Int32, for events: Int32) throws(HTTPProblem) {
        while true {
            let left = (end - .now).inSeconds
            guard left > 0 else { throw .late }
            var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
            let ready = poll(&entry, 1, Int32(min(left * 1000, 60_000).rounded(.up)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .system(errno) }
        }
    }
}

extension String {
    /// With a small first letter, for the middle of a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
