/// What stands in the compiled knowledge. Written out by hand, not left to Codable: decoding the same as JSON took 25 ms of
/// every start (measured, Swift 6.3.1), this takes one.
///
/// The order of the fields is the form: the compiler and the program of one build agree on it, nobody else reads it.
public protocol Packable {
    func pack(into out: inout PackedWriter)
    init(from packed: inout PackedReader) throws(PackedError)
}

/// Packed text that is not what a writer wrote.
public struct PackedError: Error {}

extension String: Packable {
    public func pack(into out: inout PackedWriter) {
        out.write(utf8.count)
        out.bytes += utf8
    }

    public init(from packed: inout PackedReader) throws(PackedError) { self = try packed.text() }
}

extension Int: Packable {
    public func pack(into out: inout PackedWriter) { out.write(self) }
    public init(from packed: inout PackedReader) throws(PackedError) { self = try packed.number() }
}

extension Bool: Packable {
    public func pack(into out: inout PackedWriter) { out.write(self ? 1 : 0) }
    public init(from packed: inout PackedReader) throws(PackedError) { self = try packed.number() != 0 }
}

extension Double: Packable {
    /// As text: every number that a rule holds is written so too.
    public func pack(into out: inout PackedWriter) { description.pack(into: &out) }

    public init(from packed: inout PackedReader) throws(PackedError) {
        guard let number = Double(try packed.text()) else { throw PackedError() }
        self = number
    }
}

extension Array: Packable where Element: Packable {
    public func pack(into out: inout PackedWriter) {
        out.write(count)
        for element in self { element.pack(into: &out) }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        let count = try packed.count()
        self = []
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &packed)) }
    }
}

extension Optional: Packable where Wrapped: Packable {
    public func pack(into out: inout PackedWriter) {
        out.write(self == nil ? 0 : 1)
        self?.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self = try packed.number() == 0 ? nil : try Wrapped(from: &packed)
    }
}

extension Packable where Self: RawRepresentable, RawValue == String {
    public func pack(into out: inout PackedWriter) { rawValue.pack(into: &out) }

    public init(from packed: inout PackedReader) throws(PackedError) {
        guard let value = Self(rawValue: try packed.text()) else { throw PackedError() }
        self = value
    }
}
