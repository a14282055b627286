/// Any key of a JSON object.
struct JSONKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

/// Reads a message's fields out of crictl's JSON.
struct JSONReading: FieldVisitor {
    typealias Failure = any Error

    private let container: KeyedDecodingContainer<JSONKey>
    private var seen: Set<String> = []

    init(_ container: KeyedDecodingContainer<JSONKey>) { self.container = container }

    /// The key, where it is there and not null. Parts of `crictl info` have the names of api.proto itself (`user_namespaces`).
    private mutating func present(_ name: String) throws -> JSONKey? {
        var key = JSONKey(stringValue: name)
        if !container.contains(key) { key = JSONKey(stringValue: snakeCase(name)) }
        seen.insert(key.stringValue)
        guard container.contains(key), try !container.decodeNil(forKey: key) else { return nil }
        return key
    }

    private func snakeCase(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in name.utf8 {
            if byte >= 65, byte <= 90 { bytes += [95, byte + 32] } else { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func value<T: Decodable>(_ name: String, _ type: T.Type) throws -> T? {
        guard let key = try present(name) else { return nil }
        return try container.decode(type, forKey: key)
    }

    mutating func text(_ number: Int, _ name: String, _ value: inout String) throws {
        if let found = try self.value(name, String.self) { value = found }
    }

    mutating func texts(_ number: Int, _ name: String, _ value: inout [String]) throws {
        if let found = try self.value(name, [String].self) { value = found }
    }

    mutating func flag(_ number: Int, _ name: String, _ value: inout Bool) throws {
        guard let key = try present(name) else { return }
        if let text = try? container.decode(String.self, forKey: key) {
            value = text == "true"
        } else {
            value = try container.decode(Bool.self, forKey: key)
        }
    }

    mutating func integer(_ number: Int, _ name: String, _ value: inout Int, _ width: IntegerWidth) throws {
        guard let key = try present(name) else { return }
        if let text = try? container.decode(String.self, forKey: key) {
            guard let parsed = integer(text) else { throw notANumber(key) }
            value = parsed
        } else {
            value = try integer(key)
        }
    }

    mutating func time(_ number: Int, _ name: String, _ value: inout Int) throws {
        guard let key = try present(name) else { return }
        if let text = try? container.decode(String.self, forKey: key) {
            guard let parsed = integer(text) ?? Timestamp.nanoseconds(rfc3339: text) else { throw notANumber(key) }
            value = parsed
        } else {
            value = try integer(key)
        }
    }

    private func integer(_ text: String) -> Int? {
        text.isEmpty ? 0 : Int(text) ?? UInt64(text).map(Int.init(clamping:))
    }

    private func integer(_ key: JSONKey) throws -> Int {
        if let number = try? container.decode(Int.self, forKey: key) { return number }
        let number = try container.decode(Double.self, forKey: key)
        guard let whole = Int(exactly: number) else { throw notANumber(key) }
        return whole
    }

    private func notANumber(_ key: JSONKey) -> DecodingError {
        .dataCorruptedError(forKey: key, in: container, debugDescription: "\(key.stringValue) is not a whole number.")
    }

    mutating func enumeration<E: ProtobufEnumeration>(_ number: Int, _ name: String, _ value: inout E) throws {
        if let found = try self.value(name, E.self) { value = found }
    }

    mutating func message<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M) throws {
        if let found = try self.value(name, M.self) { value = found }
    }

    mutating func optional<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout M?) throws {
        if let found = try self.value(name, M.self) { value = found }
    }

    mutating func messages<M: ProtobufMessage>(_ number: Int, _ name: String, _ value: inout [M]) throws {
        if let found = try self.value(name, [M].self) { value = found }
    }

    mutating func map(_ number: Int, _ name: String, _ value: inout [String: String]) throws {
        if let found = try self.value(name, [String: String].self) { value = found }
    }

    mutating func info(_ number: Int, _ name: String, _ value: inout [String: String], spread: Bool) throws {
        if let found = try self.value(name, JSONValue.self) {
            if case .object(let entries) = found, entries.values.allSatisfy(\.isText) {
                for (key, entry) in entries { value[key] = entry.plain }
            } else {
                value[name] = found.plain
            }
        }
        guard spread else { return }
        for key in container.allKeys where !seen.contains(key.stringValue) {
            value[key.stringValue] = try container.decode(JSONValue.self, forKey: key).plain
        }
    }
}
