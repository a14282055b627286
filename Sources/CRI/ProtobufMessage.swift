/// A message of the CRI. It says once which fields it has, in `visit`; protobuf's wire form and crictl's JSON, both ways, follow from that.
public protocol ProtobufMessage: Sendable, Codable, Equatable {
    /// The message with every field at its default.
    init()
    /// Shows each field to the visitor, with its number and its JSON name in api.proto.
    mutating func visit<V: FieldVisitor>(_ visitor: inout V) throws(V.Failure)
}

/// The forms that a field of the CRI's messages takes. A visitor reads or writes them in one encoding.
///
/// `number` is the field's number in api.proto, `name` its JSON name (protobuf's JSON mapping, lowerCamelCase).
public protocol FieldVisitor {
    /// What reading or writing can fail with; `Never` for writing protobuf.
    associatedtype Failure: Error
    /// A string.
    mutating func text(_ number: Int, _ name: String, _ value: inout String) throws(Failure)
    /// A repeated string.
    mutating func texts(_ number: Int, _ name: String, _ value: inout [String]) throws(Failure)
    /// A bool.
    mutating func flag(_ number: Int, _ name: String, _ value: inout Bool) throws(Failure)
    /// An integer, of the width that api.proto gives it.
    mutating func integer(_ number: Int, _ name: String, _ value: inout Int, _ width: IntegerWidth) throws(Failure)
    /// An int64 of nanoseconds since the epoch. crictl's `inspect` writes it in RFC 3339.
    mutating func time(_ number: Int, _ name: String, _ value: inout Int) throws(Failure)
    /// An enumeration.
    mutating func enumeration<E: ProtobufEnumeration>(_ number: Int, _ name: String, _ value: inout E) throws(Failure)
    /// A message whose absence means the same as its defaults.
    mutating func message<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M) throws(Failure)
    /// A message that may be absent.
    mutating func optional<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M?) throws(Failure)
    /// A repeated message.
    mutating func messages<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout [M]) throws(Failure)
    /// A map of strings.
    mutating func map(_ number: Int, _ name: String, _ value: inout [String: String]) throws(Failure)
    /// The `info` map of a verbose answer, which crictl unfolds: comes last in `visit`. With `spread`, crictl lays the map's
    /// entries beside the message's own fields (`crictl info`); without, its one entry takes the map's place (`crictl inspect`).
    mutating func info(_ number: Int, _ name: String, _ value: inout [String: String], spread: Bool) throws(Failure)
}

/// The widths of integers in api.proto. JSON has the 64-bit ones as strings.
public enum IntegerWidth: Sendable {
    case int32, int64, uint32, uint64
}

extension ProtobufMessage {
    /// Reads protobuf's wire form. Unknown fields are skipped.
    public init(protobuf bytes: [UInt8]) throws(ProtobufError) {
        self.init()
        var reading = ProtobufReading(bytes, fields: try ProtobufReader.fields(of: bytes))
        try visit(&reading)
    }

    /// Protobuf's wire form.
    public var protobuf: [UInt8] {
        var writing = ProtobufWriting()
        var copy = self
        copy.visit(&writing)
        return writing.bytes
    }

    /// Reads JSON as crictl writes it, or as `encode` does. Missing and unknown keys are no error; numbers may be strings.
    public init(from decoder: any Decoder) throws {
        self.init()
        var reading = JSONReading(try decoder.container(keyedBy: JSONKey.self))
        try visit(&reading)
    }

    /// Writes protobuf's JSON mapping with every field present, as crictl does.
    public func encode(to encoder: any Encoder) throws {
        var writing = JSONWriting(encoder.container(keyedBy: JSONKey.self))
        var copy = self
        try copy.visit(&writing)
    }
}
