import Redaction
import Testing

@testable import Hosts
@testable import SecretKinds

@Suite struct LineScrubberTests {
    private let scrubber = Scrubber(hidingAddresses: false)

    @Test func aLogIsTheSameInAnyPieces() {
        let key = TestKeys.sec1()
        let log =
            (0..<40).map { number in
                number % 9 == 4
                    ? key.pem : number % 5 == 2 ? "line \(number) password=hunter\(number) x\n" : "line \(number) of the log\n"
            }.joined() + "last without its end, token=abc123"
        let whole = scrubber.text(log.bytes)
        for size in [1, 2, 7, 64, 100, 4096] {
            let lines = scrubber.lines()
            var rest = log.bytes[...]
            while !rest.isEmpty {
                Array(rest.prefix(size)).withUnsafeBytes { lines.take($0) }
                rest = rest.dropFirst(size)
            }
            #expect(lines.finish().bytes == whole)
        }
        #expect(!String(decoding: whole, as: UTF8.self).contains("hunter"))
    }
}
