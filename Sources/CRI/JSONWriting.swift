/// Writes a message's fields in protobuf's JSON mapping.
struct JSONWriting: FieldVisitor {
    typealias Failure = any Error

    private var container: KeyedEncodingContainer<JSONKey>

    init(_ container: KeyedEncodingContainer<JSONKey>) { self.container = container }

    private mutating func put(_ name: String, _ value: some Encodable) throws {
        try container.encode(value, forKey: JSONKey(stringValue: name))
    }

    mutating func text(_ number: Int, _ name: String, _ value: inout String) throws { try put(name, value) }
    mutating func texts(_ number: Int, _ name: String, _ value: inout [String]) throws { try put(name, value) }
    mutating func flag(_ number: Int, _ name: String, _ value: inout Bool) throws { try put(name, value) }

    mutating func integer(_ number: Int, _ name: String, _ value: inout Int, _ width: IntegerWidth) throws {
        switch width {
        case .int32, .uint32: try put(name, value)
        case .int64, .uint64: try put(name, "\(value)")
        }
    }

    mutating func time(_ number: Int, _ name: String, _ value: inout Int) throws { try put(name, "\(value)") }

    mutating func enumeration<E: ProtobufEnumeration>(_ number: Int, _ name: String, _ value: inout E) throws {
        try put(name, value)
    }
    mutating func message<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M) throws { try put(name, value) }

    mutating func optional<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M?) throws {
        if let value { try put(name, value) }
    }

    mutating func messages<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout [M]) throws { try put(name, value) }
    mutating func map(_ number: Int, _ name: String, _ value: inout [String: String]) throws { try put(name, value) }

    mutating func info(_ number: Int, _ name: String, _ value: inout [String: String], spread: Bool) throws {
        // As a map of texts, not unfolded as crictl does it: so that a text which is itself JSON comes back as it was.
        if !value.isEmpty { try put(name, value) }
    }
}
