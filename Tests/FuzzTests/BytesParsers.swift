import CHTTP2
import Facts
import FoundationEssentials

@testable import CRI
@testable import Hosts
@testable import Probes
@testable import Redaction

extension Parsers {
    static let protobuf = Parser(
        description: "protobuf",
        seeds: [
            [0x0A, 5, 0x30, 0x2E, 0x31, 0x2E, 0x30, 0x12, 1, 0x61, 0x1A, 2, 0x76, 0x37], ContainerStatusResponse.sample.protobuf,
            [0x0A, 4, 0x0A, 2, 0x08, 1, 0x12, 0], [0x12, 6, 0x0A, 1, 0x6B, 0x12, 1, 0x76],
            [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
        ],
        words: ["\u{0A}\u{7F}", "\u{12}\u{00}", "\u{08}\u{01}", "\u{1A}\u{02}"],
        read: { bytes in
            var taken = 0
            func decode<M: ProtobufMessage & Equatable>(_ type: M.Type) throws {
                guard let read = try? M(protobuf: bytes) else { return }
                taken += 1
                // What was read can be written and read again.
                guard (try? M(protobuf: read.protobuf)) == read else { throw Broken(description: "\(type) is not what it was.") }
            }
            try decode(VersionResponse.self)
            try decode(StatusResponse.self)
            try decode(RuntimeConfigResponse.self)
            try decode(ListPodSandboxResponse.self)
            try decode(PodSandboxStatusResponse.self)
            try decode(ListContainersResponse.self)
            try decode(ContainerStatusResponse.self)
            try decode(ListImagesResponse.self)
            return taken > 0
        })

    /// SETTINGS, HEADERS with :status 200, DATA with an empty message, and trailers, as a runtime answers.
    static let http2 = Parser(
        description: "http2",
        seeds: [
            [0, 0, 0, 4, 0, 0, 0, 0, 0], frames, Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8),
            [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xB], [0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF],
        ],
        read: { bytes in
            let message = GRPCFrame.framed([])
            guard let session = chttp2_open("/runtime.v1.RuntimeService/Version", message, message.count, 1 << 20) else {
                return false
            }
            defer { chttp2_close(session) }
            var out: UnsafePointer<UInt8>?
            while chttp2_outgoing(session, &out) > 0 {}
            for piece in [bytes.prefix(bytes.count / 2), bytes.dropFirst(bytes.count / 2)] {
                let piece = Array(piece)
                guard chttp2_incoming(session, piece, piece.count) >= 0 else { return false }
                while chttp2_outgoing(session, &out) > 0 {}
            }
            let answer = chttp2_look(session)
            let body = Array(UnsafeBufferPointer(start: answer.body, count: answer.body_length))
            _ = try? GRPCFrame.message(in: body)
            let words = UnsafeBufferPointer(start: answer.grpc_message, count: answer.grpc_message_length)
            _ = GRPCFrame.percentDecoded(words.map { UInt8(bitPattern: $0) })
            return answer.settings_seen && answer.connection_error == 0
        })

    private static let frames: [UInt8] = {
        func literal(_ name: String, _ value: String) -> [UInt8] {
            [0, UInt8(name.utf8.count)] + Array(name.utf8) + [UInt8(value.utf8.count)] + Array(value.utf8)
        }
        func frame(_ type: UInt8, _ flags: UInt8, _ stream: UInt8, _ body: [UInt8]) -> [UInt8] {
            [0, UInt8(body.count >> 8), UInt8(body.count & 255), type, flags, 0, 0, 0, stream] + body
        }
        return frame(4, 0, 0, [0, 3, 0, 0, 0, 100]) + frame(4, 1, 0, [])
            + frame(1, 4, 1, [0x88] + literal("content-type", "application/grpc"))
            + frame(0, 0, 1, [0, 0, 0, 0, 0]) + frame(1, 5, 1, literal("grpc-status", "0") + literal("grpc-message", "a%20b"))
    }()

    static let archives = Parser(
        description: "archives", seeds: archiveSeeds,
        words: ["ustar\u{00}", "././@LongLink", "../", "/", "27 path=x\n", "12 size=99\n"],
        read: { bytes in
            var rest = bytes[...]
            let limits = CaptureLimits(total: 1 << 20, entries: 50, plain: 1 << 10)
            let archive = try? CaptureArchive(limits: limits) { () throws(ArchiveError) in
                let piece = Array(rest.prefix(777))
                rest = rest.dropFirst(777)
                return piece
            }
            guard let archive else { return false }
            for name in archive.sizes.keys where try archive.bytes(name).get().bytes.count != archive.sizes[name] {
                throw Broken(description: "\(name) has not the size it says.")
            }
            _ = try? RecordedHost(store: archive)
            return true
        })

    private static let archiveSeeds: [[UInt8]] = {
        func entry(_ name: String, _ text: String) -> [UInt8] {
            let bytes = Array(text.utf8)
            return TarWriter.heads(name, size: bytes.count, modified: 1_764_000_000) + bytes
                + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
        }
        let tar =
            entry("capture.json", "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"}")
            + entry("index.jsonl", "{\"read\":\"/a\",\"error\":\"denied\"}\n")
            + entry(String(repeating: "long/", count: 30) + "x", "abc")
            + [UInt8](repeating: 0, count: 1024)
        // A stored block each: deflate by hand (RFC 1951, 3.2.4) and xz by its magic alone.
        let gzip: [UInt8] = [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, UInt8(tar.count & 255), UInt8(tar.count >> 8), UInt8(~tar.count & 255),
            UInt8(~tar.count >> 8 & 255),
        ]
        return [tar, gzip + tar, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4, 0xE6, 0xD6, 0xB4, 0x46, 2, 0, 0x21, 1], []]
    }()

    static let certificates = Parser(
        description: "certificates",
        seeds: [
            node("files/etc/kubernetes/pki/etcd/server.crt"), node("files/var/lib/kubelet/pki/kubelet-client-current.pem"),
            node("files/etc/kubernetes/pki/sa.pub"), Array("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n".utf8),
        ],
        words: [
            "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "-----BEGIN EC PRIVATE KEY-----\n", "MII", "====",
            "Proc-Type: 4,ENCRYPTED\n",
        ],
        read: { bytes in
            let contents = PEMContents(bytes, path: "x")
            for der in PEMBlock.all(in: bytes).compactMap(\.der) + [bytes] {
                guard let record = X509Record(der: der) else { continue }
                _ = (record.names, record.usages, record.organisations, record.isSigned(by: record), record.isCA)
                _ = (
                    record.subject, record.issuer, record.serial, record.algorithm, record.renewalDue.description,
                    record.notAfter.description
                )
                _ = CertificateRow.text(record)
            }
            return !contents.certificates.isEmpty || !contents.publicKeys.isEmpty
        })

    static let http = Parser(
        description: "http",
        seeds: texts(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\n\r\n",
            "HTTP/1.0 503 Service Unavailable\r\n\r\n", "HTTP/1.1 204 No Content\r\nContent-Length: 9223372036854775807\r\n\r\n"),
        words: [
            "Content-Length: ", "Transfer-Encoding: chunked\r\n", "\r\n\r\n", "\r\n", "7fffffffffffffff\r\n", "-1", "HTTP/1.1 ",
        ],
        read: { bytes in
            _ = HTTPAnswer.isWhole(bytes)
            return HTTPAnswer(message: bytes) != nil
        })

    /// What a capture passes every answer through.
    static let redaction = Parser(
        description: "redaction",
        seeds: texts(
            "token: abcdef.0123456789abcdef\npassword: \"a\\\"b\"\nAuthorization: Bearer x.y.z\n",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY-----\n",
            "{\"auth\":\"dTpw\",\"env\":[{\"name\":\"API_SECRET\",\"value\":\"x\"}]}\n",
            "HTTPS_PROXY=http://me:secret@[fd00::1]:3128/ 10.0.0.1/8 2001:db8::1\n",
            "nothing to hide here\n", "client-key-data: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQo=\n"),
        words: [
            "-----BEGIN PRIVATE KEY-----\n", "-----END PRIVATE KEY-----", "token=", "password: ", "eyJhbGciOiJSUzI1NiJ9.",
            "://u:p@", "\\n", "fd00::", "255.255.255.255/33",
        ],
        read: { bytes in
            let cleaned = Scrubber(hidingAddresses: bytes.count % 2 == 0).text(bytes)
            let lines = Scrubber(hidingAddresses: false).lines()
            bytes.withUnsafeBytes { lines.take($0) }
            _ = lines.finish()
            return cleaned != bytes
        })
}

extension ContainerStatusResponse {
    fileprivate static var sample: ContainerStatusResponse {
        var response = ContainerStatusResponse()
        response.info = ["config": "{\"a\":1}"]
        return response
    }
}
