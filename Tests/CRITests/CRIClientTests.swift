import Glibc
import Testing

@testable import CRI

/// The client against a server that misbehaves in one way each.
@Suite struct CRIClientTests {
    private func version(of name: String) -> VersionResponse {
        var version = VersionResponse()
        version.runtimeName = name
        return version
    }

    private func failure(_ path: String, deadline: Duration = .seconds(5), limit: Int = CRIClient.usualLimit) -> CRIError? {
        do {
            _ = try CRIClient(socket: path).ask(VersionRequest(), deadline: deadline, limit: limit)
            return nil
        } catch {
            return error
        }
    }

    @Test func readsAWholeAnswer() throws {
        let answer = version(of: "lighthouse")
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.answer(answer.protobuf))
            peer.waitForClose()
        }
        let reply = try CRIClient(socket: "unix://" + server.path).ask(VersionRequest(), deadline: .seconds(5))
        #expect(reply == answer)
        server.join()
    }

    @Test func readsALargeAnswer() throws {
        let answer = version(of: String(repeating: "x", count: 10_000_000))
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.answer(answer.protobuf))
            peer.waitForClose()
        }
        let reply = try CRIClient(socket: server.path).ask(VersionRequest(), deadline: .seconds(20))
        #expect(reply.runtimeName.utf8.count == 10_000_000)
        server.join()
    }

    @Test func readsAnAnswerThatDrips() throws {
        let answer = version(of: "slow")
        let server = FakeRuntime { peer in
            _ = peer.read()
            for byte in Frame.answer(answer.protobuf) {
                peer.say([byte])
                usleep(500)
            }
            peer.waitForClose()
        }
        #expect(try CRIClient(socket: server.path).ask(VersionRequest(), deadline: .seconds(20)) == answer)
        server.join()
    }

    @Test func endsADripAtTheDeadline() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.settings)
            // PINGs for ever: bytes keep coming and are no answer.
            while true {
                let ping = Frame.frame(6, 0, 0, [UInt8](repeating: 7, count: 8))
                let sent = send(peer.descriptor, ping, ping.count, Int32(MSG_NOSIGNAL))
                if sent < 0 { return }
                usleep(1000)
            }
        }
        let start = SuspendingClock.now
        #expect(failure(server.path, deadline: .milliseconds(200)) == .timedOut(path: server.path, after: .milliseconds(200)))
        let taken = SuspendingClock.now - start
        #expect(taken >= .milliseconds(200) && taken < .seconds(30))
        server.join()
    }

    @Test func endsASilenceAtTheDeadlineAndClosesItsEnd() {
        let server = FakeRuntime { peer in peer.waitForClose() }
        let start = SuspendingClock.now
        #expect(failure(server.path, deadline: .milliseconds(150)) == .timedOut(path: server.path, after: .milliseconds(150)))
        let taken = SuspendingClock.now - start
        #expect(taken >= .milliseconds(150) && taken < .seconds(30))
        // Returns only if the client's descriptor is closed.
        server.join()
    }

    @Test func endsAFullBacklogAtTheDeadline() {
        let directory = TemporaryDirectory()
        let path = directory.path + "/full.sock"
        let listener = FakeRuntime.listen(path, backlog: 0)
        defer { close(listener) }
        var failures: [CRIError?] = []
        // The kernel keeps one connection waiting for a backlog of 0; none is ever accepted.
        for _ in 0..<3 { failures.append(failure(path, deadline: .milliseconds(100))) }
        #expect(failures == Array(repeating: .timedOut(path: path, after: .milliseconds(100)), count: 3))
    }

    @Test func aDeadlineOfNothingIsOver() {
        let server = FakeRuntime { peer in peer.waitForClose() }
        #expect(failure(server.path, deadline: .seconds(-3)) == .timedOut(path: server.path, after: .seconds(-3)))
        server.join()
    }

    @Test func tellsAConnectionThatIsClosed() {
        let server = FakeRuntime { _ in }
        #expect(failure(server.path) == .closed(path: server.path, reason: ""))
        server.join()
    }

    @Test func tellsAnAnswerThatBreaksOff() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Array(Frame.answer([10, 1, 120]).dropLast(20)))
        }
        #expect(failure(server.path) == .closed(path: server.path, reason: ""))
        server.join()
    }

    @Test func tellsHTTP1() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request".utf8))
        }
        #expect(failure(server.path) == .notHTTP2(path: server.path, said: "HTTP/1.1 400 Bad Request"))
        server.join()
    }

    @Test func tellsAFewBytesThatAreNoHTTP2() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Array("SSH-2\r\n".utf8))
        }
        #expect(failure(server.path) == .notHTTP2(path: server.path, said: "SSH-2"))
        server.join()
    }

    @Test func tellsAFirstFrameThatIsNotSettings() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.frame(6, 0, 0, [UInt8](repeating: 65, count: 8)))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .notHTTP2(path: server.path, said: ""))
        server.join()
    }

    @Test func tellsHTTP2ThatIsNotGRPC() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.settings + Frame.headers([(":status", "404"), ("content-type", "text/plain")], last: true))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .notGRPC(path: server.path, status: 404, contentType: "text/plain"))
        server.join()
    }

    @Test func readsARefusalWithoutABody() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.refusal("12", "unknown service a.b%0Aand %E2%82%AC 5%"))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .status(code: 12, message: "unknown service a.b\nand € 5%"))
        server.join()
    }

    @Test func takesAStatusThatIsNoNumberForUnknown() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.refusal("perhaps", "odd"))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .status(code: 2, message: "odd"))
        server.join()
    }

    @Test func refusesAnAnswerThatAnnouncesTooMuch() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            // 32 MiB announced, one byte sent: not waited for.
            peer.say(Frame.settings + Frame.headers(Frame.usual) + Frame.data([0, 2, 0, 0, 0, 10]))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .tooLarge(path: server.path, limit: 16 << 20))
        server.join()
    }

    @Test func refusesMoreBytesThanTheLimit() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.answer([UInt8](repeating: 0, count: 5000)))
            peer.waitForClose()
        }
        #expect(failure(server.path, limit: 4999) == .tooLarge(path: server.path, limit: 4999))
        server.join()
    }

    @Test func refusesBytesBeyondWhatWasAnnounced() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(
                Frame.settings + Frame.headers(Frame.usual) + Frame.data([0, 0, 0, 0, 1, 10, 1, 120])
                    + Frame.headers([("grpc-status", "0")], last: true))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .malformed("It announces one message of 1 bytes and holds 3."))
        server.join()
    }

    @Test func refusesACompressedAnswer() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.answer([10, 1, 120], flag: 1))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .malformed("It is compressed, although no compression was offered."))
        server.join()
    }

    @Test func refusesAnAnswerWithoutAStatus() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.settings + Frame.headers(Frame.usual, last: true))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .malformed("It ends without a gRPC status."))
        server.join()
    }

    @Test func refusesAMessageThatIsNoProtobuf() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.answer([10, 200]))
            peer.waitForClose()
        }
        #expect(
            failure(server.path) == .malformed("/runtime.v1.RuntimeService/Version: The message ends within the field at byte 1.")
        )
        server.join()
    }

    @Test func namesTheReasonOfAReset() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.settings + Frame.frame(3, 0, 1, [0, 0, 0, 7]))
            peer.waitForClose()
        }
        #expect(failure(server.path) == .closed(path: server.path, reason: "REFUSED_STREAM"))
        server.join()
    }

    @Test func namesTheReasonOfAGoAway() {
        let server = FakeRuntime { peer in
            _ = peer.read()
            peer.say(Frame.settings + Frame.frame(7, 0, 0, [0, 0, 0, 0, 0, 0, 0, 11]))
        }
        #expect(failure(server.path) == .closed(path: server.path, reason: "ENHANCE_YOUR_CALM"))
        server.join()
    }
}
