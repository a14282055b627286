/// What a scalar means to Kubernetes.
///
/// Plain scalars are read as sigs.k8s.io/yaml does (its goyaml.v2, file resolve.go, read August 2026): YAML 1.1's words for
/// true and false (`yes`, `on`, `y` …), whole numbers with `_` between digits and with 0x, 0o, 0b and a leading 0 for
/// octal, floats without base 60. Dates stay texts.
public enum YAMLValue: Sendable, Hashable {
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
}

extension YAMLNode {
    /// The scalar's meaning; nil for null and for collections.
    public var value: YAMLValue? {
        guard case .scalar(let text, let style) = content else { return nil }
        guard let tag else { return style == .plain ? YAMLScalar.resolved(text) : .string(text) }
        switch tag {
        case "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float": return YAMLScalar.resolved(text)
        default: return .string(text)
        }
    }

    /// A text.
    ///
    /// Nil where the scalar reads as a number or a bool: the API machinery, too, refuses `1.30` for a string.
    public var string: String? {
        guard case .string(let text)? = value else { return nil }
        return text
    }

    /// The scalar's characters, whatever they mean, so `1.30` as written; nil for null and for collections.
    public var text: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// True or false; nil for anything else, so also for a quoted "true".
    public var bool: Bool? {
        guard case .bool(let value)? = value else { return nil }
        return value
    }

    /// A whole number.
    ///
    /// `1e3` and `2.0` count, as they do after the way through JSON.
    public var int: Int? {
        switch value {
        case .int(let number): return number
        case .float(let number):
            // Int(exactly:) would need libm, which nothing else here links.
            guard number.magnitude < 1e18, Double(Int(number)) == number else { return nil }
            return Int(number)
        default: return nil
        }
    }

    /// A number, whole or not.
    public var double: Double? {
        switch value {
        case .int(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }

    /// True where the value is written but empty (`key:`, `~`, `null`).
    public var isNull: Bool {
        if case .null = content { return true }
        return false
    }
}
