import Testing

@testable import CRI

@Suite struct GRPCTests {
    @Test func decodesPercents() {
        #expect(GRPCFrame.percentDecoded(Array("a%20b%2Fc".utf8)) == "a b/c")
        #expect(GRPCFrame.percentDecoded(Array("100% of %zz, %4".utf8)) == "100% of %zz, %4")
        #expect(GRPCFrame.percentDecoded(Array("%e2%82%ac".utf8)) == "€")
        #expect(GRPCFrame.percentDecoded(Array("%ff".utf8)) == "\u{FFFD}")
    }

    @Test func framesAMessage() throws {
        #expect(GRPCFrame.framed([1, 2]) == [0, 0, 0, 0, 2, 1, 2])
        #expect(try GRPCFrame.message(in: [0, 0, 0, 0, 2, 1, 2]) == [1, 2])
        #expect(throws: CRIError.malformed("It has 4 bytes, which is too short for one message.")) {
            try GRPCFrame.message(in: [0, 0, 0, 0])
        }
        #expect(throws: CRIError.malformed("It announces one message of 4294967295 bytes and holds 0.")) {
            try GRPCFrame.message(in: [0, 255, 255, 255, 255])
        }
    }

    @Test func namesStatusCodes() {
        #expect(GRPCStatus.name(12) == "UNIMPLEMENTED")
        #expect(GRPCStatus.name(14) == "UNAVAILABLE")
        #expect(GRPCStatus.name(99) == "status 99")
        #expect(GRPCStatus.name(-1) == "status -1")
    }
}
