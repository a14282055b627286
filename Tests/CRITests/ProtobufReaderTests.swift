import Testing

@testable import CRI

@Suite struct ProtobufReaderTests {
    private func fields(_ bytes: [UInt8]) throws -> [ProtobufField] { try ProtobufReader.fields(of: bytes) }

    @Test func readsEachWireType() throws {
        let read = try fields([8, 150, 1, 17, 1, 0, 0, 0, 0, 0, 0, 128, 26, 2, 104, 105, 37, 1, 2, 0, 0])
        #expect(
            read == [
                ProtobufField(number: 1, value: .number(150)), ProtobufField(number: 2, value: .fixed64(1 << 63 | 1)),
                ProtobufField(number: 3, value: .bytes(14..<16)), ProtobufField(number: 4, value: .fixed32(513)),
            ])
    }

    @Test func readsNumbersUpTo64Bits() throws {
        #expect(try fields([8] + [UInt8](repeating: 255, count: 9) + [1]) == [ProtobufField(number: 1, value: .number(.max))])
        // Longer than need be, and still a number.
        #expect(try fields([8, 129, 128, 0]) == [ProtobufField(number: 1, value: .number(1))])
    }

    @Test func refusesWhatIsTooLong() {
        let eleven = [8] + [UInt8](repeating: 255, count: 10) + [1]
        #expect(throws: ProtobufError.overlongNumber(offset: 1)) { try fields(eleven) }
        #expect(throws: ProtobufError.overlongNumber(offset: 1)) { try fields([8] + [UInt8](repeating: 255, count: 9) + [2]) }
    }

    @Test(arguments: [[8], [8, 128], [10, 5, 1], [10], [9, 1, 2, 3], [13, 1, 2], [128]] as [[UInt8]])
    func refusesWhatIsCutShort(bytes: [UInt8]) {
        let error = #expect(throws: ProtobufError.self) { try fields(bytes) }
        guard case .truncated = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func refusesLengthsPastTheEnd() {
        // -1 and Int.max as lengths.
        #expect(throws: ProtobufError.truncated(offset: 0)) { try fields([10] + [UInt8](repeating: 255, count: 9) + [1]) }
        #expect(throws: ProtobufError.truncated(offset: 0)) { try fields([10] + [UInt8](repeating: 255, count: 8) + [127]) }
    }

    @Test func refusesBadKeys() {
        #expect(throws: ProtobufError.badFieldNumber(offset: 0)) { try fields([0, 1]) }
        #expect(throws: ProtobufError.badFieldNumber(offset: 0)) { try fields([128, 128, 128, 128, 16, 1]) }
        #expect(throws: ProtobufError.badWireType(3, offset: 0)) { try fields([11, 12]) }
        #expect(throws: ProtobufError.badWireType(7, offset: 2)) { try fields([8, 1, 15]) }
    }

    @Test func boundsTheNumberOfFields() {
        let many = [[UInt8]](repeating: [8, 1], count: ProtobufReader.mostFields + 1).flatMap { $0 }
        #expect(throws: ProtobufError.tooManyFields) { try fields(many) }
        #expect((try? fields(Array(many.dropLast(2))))?.count == ProtobufReader.mostFields)
    }

    @Test func staysWithinItsRange() throws {
        let read = try ProtobufReader.fields(of: [255, 8, 1, 255], in: 1..<3)
        #expect(read == [ProtobufField(number: 1, value: .number(1))])
        #expect(throws: ProtobufError.truncated(offset: 1)) { try ProtobufReader.fields(of: [255, 10, 1, 255], in: 1..<3) }
    }
}
