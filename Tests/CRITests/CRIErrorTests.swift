import FoundationEssentials
import Testing

@testable import CRI

@Suite struct CRIErrorTests {
    static let all: [CRIError] = [
        .noSocket(path: "/r.sock"), .notASocket(path: "/r.sock"), .pathTooLong(path: "/r.sock"), .refused(path: "/r.sock"),
        .permissionDenied(path: "/r.sock"), .failed(path: "/r.sock", errno: 24),
        .timedOut(path: "/r.sock", after: .milliseconds(1250)),
        .closed(path: "/r.sock", reason: ""), .closed(path: "/r.sock", reason: "CANCEL"), .notHTTP2(path: "/r.sock", said: ""),
        .notHTTP2(path: "/r.sock", said: "HTTP/1.1"), .notGRPC(path: "/r.sock", status: 404, contentType: "text/plain"),
        .tooLarge(path: "/r.sock", limit: 16), .status(code: 14, message: "starting."), .malformed("It is short."),
    ]

    @Test(arguments: all) func isASentence(error: CRIError) {
        let text = error.description
        #expect(text.first?.isUppercase == true || text.first == "/")
        #expect(text.hasSuffix("."))
    }

    @Test(arguments: all) func survivesARecording(error: CRIError) throws {
        let kept = try JSONEncoder().encode(error)
        #expect(try JSONDecoder().decode(CRIError.self, from: kept) == error)
    }

    @Test func writesTimesShort() {
        func text(_ time: Duration) -> String { CRIError.timedOut(path: "/r", after: time).description }
        #expect(text(.seconds(2)) == "The runtime at /r did not answer within 2 s.")
        #expect(text(.milliseconds(1250)) == "The runtime at /r did not answer within 1.25 s.")
        #expect(text(.milliseconds(5)) == "The runtime at /r did not answer within 0.005 s.")
    }

    @Test func saysTheFacts() {
        #expect(
            CRIError.failed(path: "/r", errno: 24).description == "Connecting to /r failed with error 24 (Too many open files).")
        #expect(CRIError.status(code: 5, message: "no such pod").description == "The runtime answered NOT_FOUND: no such pod")
    }
}
