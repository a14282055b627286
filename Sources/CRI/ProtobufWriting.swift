/// Writes a message's fields in protobuf's wire form; fields at their default are left out, as proto3 wants.
struct ProtobufWriting: FieldVisitor {
    typealias Failure = Never

    private(set) var bytes: [UInt8] = []

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 128 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private mutating func number(_ number: Int, _ value: UInt64) {
        varint(UInt64(number) << 3)
        varint(value)
    }

    private mutating func block(_ number: Int, _ block: some Collection<UInt8>) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(block.count))
        bytes += block
    }

    mutating func text(_ number: Int, _ name: String, _ value: inout String) {
        if !value.isEmpty { block(number, value.utf8) }
    }

    mutating func texts(_ number: Int, _ name: String, _ value: inout [String]) {
        for element in value { block(number, element.utf8) }
    }

    mutating func flag(_ number: Int, _ name: String, _ value: inout Bool) {
        if value { self.number(number, 1) }
    }

    mutating func integer(_ number: Int, _ name: String, _ value: inout Int, _ width: IntegerWidth) {
        // Negative ones take ten bytes, an int32 too.
        if value != 0 { self.number(number, UInt64(bitPattern: Int64(value))) }
    }

    mutating func time(_ number: Int, _ name: String, _ value: inout Int) {
        integer(number, name, &value, .int64)
    }

    mutating func enumeration<E: ProtobufEnumeration>(_ number: Int, _ name: String, _ value: inout E) {
        if value.rawValue != 0 { self.number(number, UInt64(bitPattern: Int64(value.rawValue))) }
    }

    mutating func message<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M) {
        let inner = value.protobuf
        if !inner.isEmpty { block(number, inner) }
    }

    mutating func optional<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M?) {
        if let value { block(number, value.protobuf) }
    }

    mutating func messages<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout [M]) {
        for element in value { block(number, element.protobuf) }
    }

    mutating func map(_ number: Int, _ name: String, _ value: inout [String: String]) {
        // Sorted, so that the same message gives the same bytes.
        for (key, text) in value.sorted(by: { $0.key < $1.key }) {
            var entry = ProtobufWriting()
            entry.block(1, key.utf8)
            entry.block(2, text.utf8)
            block(number, entry.bytes)
        }
    }

    mutating func info(_ number: Int, _ name: String, _ value: inout [String: String], spread: Bool) {
        map(number, name, &value)
    }
}
