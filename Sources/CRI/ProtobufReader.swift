/// What is wrong with bytes that should be a protobuf message.
public enum ProtobufError: Error, Equatable, Sendable {
    /// The bytes end within a field that begins at `offset`.
    case truncated(offset: Int)
    /// A number at `offset` has more than ten bytes or more than 64 bits.
    case overlongNumber(offset: Int)
    /// Field number 0, or one over 536,870,911.
    case badFieldNumber(offset: Int)
    /// A wire type that proto3 does not use (groups included).
    case badWireType(Int, offset: Int)
    /// A known field does not hold what it should.
    case wrongKind(field: String)
    /// More fields in one message than any runtime writes.
    case tooManyFields
}

extension ProtobufError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .truncated(let offset): "The message ends within the field at byte \(offset)."
        case .overlongNumber(let offset): "The number at byte \(offset) is longer than 64 bits."
        case .badFieldNumber(let offset): "The field at byte \(offset) has a number that no field can have."
        case .badWireType(let type, let offset): "The field at byte \(offset) has the wire type \(type), which is not used."
        case .wrongKind(let field): "The field \(field) holds a value of another kind."
        case .tooManyFields: "One message has more than \(ProtobufReader.mostFields) fields."
        }
    }
}

/// One field of a message as it lies in the bytes.
package struct ProtobufField: Equatable {
    package enum Value: Equatable {
        case number(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        /// Where the bytes of a text, a message, a map's entry or packed numbers lie.
        case bytes(Range<Int>)
    }

    package let number: Int
    package let value: Value
}

/// Splits protobuf's wire form into fields, within bounds whatever the bytes are (protobuf.dev, "Encoding").
package struct ProtobufReader {
    /// A bound on memory: a node's runtime lists hundreds of containers or images, not a hundred thousand.
    package static let mostFields = 200_000

    private let bytes: [UInt8]
    private var at: Int
    private let end: Int

    package init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        let bounds = (range ?? bytes.indices).clamped(to: bytes.indices)
        at = bounds.lowerBound
        end = bounds.upperBound
    }

    /// All fields, known or not.
    package static func fields(of bytes: [UInt8], in range: Range<Int>? = nil) throws(ProtobufError) -> [ProtobufField] {
        var reader = ProtobufReader(bytes, in: range)
        var fields: [ProtobufField] = []
        while let field = try reader.next() {
            guard fields.count < mostFields else { throw .tooManyFields }
            fields.append(field)
        }
        return fields
    }

    /// The next field, nil at the end.
    package mutating func next() throws(ProtobufError) -> ProtobufField? {
        guard at < end else { return nil }
        let start = at
        let key = try number()
        guard key >> 3 > 0, key >> 3 <= 536_870_911 else { throw .badFieldNumber(offset: start) }
        let value: ProtobufField.Value
        switch key & 7 {
        case 0: value = .number(try number())
        case 1: value = .fixed64(try fixed(8, start))
        case 2:
            let length = try number()
            // Compared as UInt64: a length past Int.max or past the end must not reach arithmetic on indices.
            guard length <= UInt64(end - at) else { throw .truncated(offset: start) }
            value = .bytes(at..<at + Int(length))
            at += Int(length)
        case 5: value = .fixed32(UInt32(truncatingIfNeeded: try fixed(4, start)))
        default: throw .badWireType(Int(key & 7), offset: start)
        }
        return ProtobufField(number: Int(key >> 3), value: value)
    }

    private mutating func number() throws(ProtobufError) -> UInt64 {
        let start = at
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard at < end else { throw .truncated(offset: start) }
            let byte = bytes[at]
            at += 1
            // The tenth byte has room for one bit.
            if shift == 63, byte > 1 { throw .overlongNumber(offset: start) }
            value |= UInt64(byte & 127) << shift
            if byte < 128 { return value }
        }
        throw .overlongNumber(offset: start)
    }

    private mutating func fixed(_ count: Int, _ start: Int) throws(ProtobufError) -> UInt64 {
        guard end - at >= count else { throw .truncated(offset: start) }
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[at + index]) << UInt64(8 * index) }
        at += count
        return value
    }
}
