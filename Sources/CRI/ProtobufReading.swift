/// Reads a message's fields out of protobuf's wire form.
struct ProtobufReading: FieldVisitor {
    typealias Failure = ProtobufError

    private let bytes: [UInt8]
    private let fields: [ProtobufField]

    init(_ bytes: [UInt8], fields: [ProtobufField]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// Calls `each` with the bytes of every field of that number.
    private func ranges(_ number: Int, _ name: String, _ each: (Range<Int>) throws(ProtobufError) -> Void) throws(ProtobufError) {
        for field in fields where field.number == number {
            guard case .bytes(let range) = field.value else { throw .wrongKind(field: name) }
            try each(range)
        }
    }

    /// The last number of that field; protobuf lets later ones win.
    private func last(_ number: Int, _ name: String) throws(ProtobufError) -> UInt64? {
        var found: UInt64?
        for field in fields where field.number == number {
            guard case .number(let value) = field.value else { throw .wrongKind(field: name) }
            found = value
        }
        return found
    }

    private func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func text(_ number: Int, _ name: String, _ value: inout String) throws(ProtobufError) {
        try ranges(number, name) { range in value = string(range) }
    }

    func texts(_ number: Int, _ name: String, _ value: inout [String]) throws(ProtobufError) {
        try ranges(number, name) { range in value.append(string(range)) }
    }

    func flag(_ number: Int, _ name: String, _ value: inout Bool) throws(ProtobufError) {
        if let found = try last(number, name) { value = found != 0 }
    }

    func integer(_ number: Int, _ name: String, _ value: inout Int, _ width: IntegerWidth) throws(ProtobufError) {
        guard let found = try last(number, name) else { return }
        switch width {
        case .int64: value = Int(truncatingIfNeeded: found)
        case .int32: value = Int(Int32(truncatingIfNeeded: found))
        case .uint32: value = Int(UInt32(truncatingIfNeeded: found))
        case .uint64: value = Int(clamping: found)
        }
    }

    func time(_ number: Int, _ name: String, _ value: inout Int) throws(ProtobufError) {
        try integer(number, name, &value, .int64)
    }

    func enumeration<E: ProtobufEnumeration>(_ number: Int, _ name: String, _ value: inout E) throws(ProtobufError) {
        if let found = try last(number, name) { value = E(rawValue: Int32(truncatingIfNeeded: found)) }
    }

    func message<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M) throws(ProtobufError) {
        // Protobuf merges a message that comes more than once.
        try ranges(number, name) { range throws(ProtobufError) in
            var reading = ProtobufReading(bytes, fields: try ProtobufReader.fields(of: bytes, in: range))
            try value.visit(&reading)
        }
    }

    func optional<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M?) throws(ProtobufError) {
        guard fields.contains(where: { $0.number == number }) else { return }
        var present = value ?? M()
        try message(number, name, &present)
        value = present
    }

    func messages<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout [M]) throws(ProtobufError) {
        try ranges(number, name) { range throws(ProtobufError) in
            var element = M()
            var reading = ProtobufReading(bytes, fields: try ProtobufReader.fields(of: bytes, in: range))
            try element.visit(&reading)
            value.append(element)
        }
    }

    func map(_ number: Int, _ name: String, _ value: inout [String: String]) throws(ProtobufError) {
        try ranges(number, name) { range throws(ProtobufError) in
            let entry = ProtobufReading(bytes, fields: try ProtobufReader.fields(of: bytes, in: range))
            var key = "", text = ""
            try entry.text(1, name, &key)
            try entry.text(2, name, &text)
            value[key] = text
        }
    }

    func info(_ number: Int, _ name: String, _ value: inout [String: String], spread: Bool) throws(ProtobufError) {
        try map(number, name, &value)
    }
}
