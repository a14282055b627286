/// The way to a setting, from the outside in.
///
/// As text: keys with dots between, in quotes where a key has dots or blanks itself; items of a list by number or by what they hold:
/// `plugins."io.containerd.grpc.v1.cri".containerd`, `clusterDNS[0]`, `spec.containers[name=etcd].command`, `disabled_plugins[=cri]`.
public struct EditPath: Sendable, Hashable {
    /// One step of the way.
    public enum Segment: Sendable, Hashable {
        /// A key of a mapping.
        case key(String)
        /// An item of a list, counted from 0.
        case index(Int)
        /// The item of a list whose key `name` has this value.
        case item(name: String, value: String)
        /// The item of a list that is this value itself.
        case member(String)
    }

    public var segments: [Segment]

    public init(segments: [Segment]) { self.segments = segments }

    /// The way over keys alone.
    public init(keys: String...) { segments = keys.map { .key($0) } }

    /// Reads a path.
    ///
    /// - Throws: `EditError.path` with the column at which the text is none.
    public init(_ text: String) throws(EditError) {
        var reader = EditPathReader(text)
        segments = try reader.segments()
    }
}

extension EditPath: CustomStringConvertible {
    /// The path as it is read.
    public var description: String {
        var out = ""
        for segment in segments {
            switch segment {
            case .key(let key): out += (out.isEmpty ? "" : ".") + Self.written(key)
            case .index(let index): out += "[\(index)]"
            case .item(let name, let value): out += "[\(Self.written(name))=\(Self.writtenValue(value))]"
            case .member(let value): out += "[=\(Self.writtenValue(value))]"
            }
        }
        return out
    }

    private static func written(_ key: String) -> String {
        !key.isEmpty && key.unicodeScalars.allSatisfy(EditPathReader.isBare) ? key : quoted(key)
    }

    /// A value stands bare up to the bracket.
    private static func writtenValue(_ value: String) -> String {
        let isBare = !value.isEmpty && value.unicodeScalars.allSatisfy { EditPathReader.isBare($0) || $0 == "." || $0 == "=" }
        return isBare ? value : quoted(value)
    }

    private static func quoted(_ text: String) -> String {
        var out = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { out.append("\\") }
            out.append(scalar)
        }
        out.append("\"")
        return String(out)
    }
}

/// Reads the text of a path.
struct EditPathReader {
    private let text: String
    private let scalars: [Unicode.Scalar]
    private var at = 0

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
    }

    /// What may stand in a key without quotes.
    static func isBare(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "[", "]", "\"", "'", "=", "\\": false
        default: !scalar.properties.isWhitespace && scalar.value >= 0x20 && scalar.value != 0x7F
        }
    }

    mutating func segments() throws(EditError) -> [EditPath.Segment] {
        var out: [EditPath.Segment] = []
        guard !scalars.isEmpty else { throw error("a key is expected, but it is empty") }
        while at < scalars.count {
            if scalars[at] == "[" {
                out.append(try selection())
            } else {
                if !out.isEmpty {
                    guard scalars[at] == "." else { throw error("a dot or \"[\" is expected after a key") }
                    at += 1
                }
                out.append(.key(try key()))
            }
        }
        return out
    }

    private func error(_ sentence: String) -> EditError { .path(text, column: at + 1, sentence) }

    private mutating func key() throws(EditError) -> String {
        if at < scalars.count, scalars[at] == "\"" || scalars[at] == "'" { return try quoted() }
        let start = at
        while at < scalars.count, Self.isBare(scalars[at]) { at += 1 }
        guard at > start else { throw error("a key is expected") }
        return string(start..<at)
    }

    private func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    private mutating func quoted() throws(EditError) -> String {
        let mark = scalars[at]
        at += 1
        var out = String.UnicodeScalarView()
        while at < scalars.count {
            let scalar = scalars[at]
            at += 1
            if scalar == mark { return String(out) }
            if scalar == "\\", mark == "\"" {
                guard at < scalars.count, scalars[at] == "\"" || scalars[at] == "\\" else {
                    throw error("a quote or a backslash is expected after a backslash")
                }
                out.append(scalars[at])
                at += 1
            } else {
                out.append(scalar)
            }
        }
        throw error("the closing quote is missing")
    }

    private mutating func selection() throws(EditError) -> EditPath.Segment {
        at += 1
        if at < scalars.count, scalars[at] == "=" {
            at += 1
            return .member(try value())
        }
        let start = at
        let name = try key()
        guard at < scalars.count else { throw error("the closing \"]\" is missing") }
        if scalars[at] == "=" {
            at += 1
            return .item(name: name, value: try value())
        }
        guard scalars[at] == "]" else { throw error("\"=\" or \"]\" is expected") }
        guard let index = Int(name), String(index) == name, index >= 0 else {
            at = start
            throw error("a number, or name=value, is expected in brackets")
        }
        at += 1
        return .index(index)
    }

    private mutating func value() throws(EditError) -> String {
        var out: String
        if at < scalars.count, scalars[at] == "\"" || scalars[at] == "'" {
            out = try quoted()
        } else {
            let start = at
            while at < scalars.count, scalars[at] != "]" { at += 1 }
            out = string(start..<at)
            if out.isEmpty { throw error("a value is expected after \"=\"") }
        }
        guard at < scalars.count, scalars[at] == "]" else { throw error("the closing \"]\" is missing") }
        at += 1
        return out
    }
}
