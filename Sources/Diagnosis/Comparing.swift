import Facts
import Text

extension Literal {
    /// The literal as a fact's value.
    public var value: Value {
        switch self {
        case .flag(let flag): .flag(flag)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        }
    }
}

extension Value {
    /// The number or instant moved by so many units or seconds; other values as they are.
    func adding(_ amount: Int) -> Value {
        guard amount != 0 else { return self }
        switch self {
        case .integer(let number): return .integer(number.plus(amount))
        case .number(let number): return .number(number + Double(amount))
        case .instant(let instant): return .instant(instant + amount)
        default: return self
        }
    }

    /// The value on a number line, where it has a place there.
    private var magnitude: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .instant(let instant): Double(instant.seconds)
        default: nil
        }
    }

    private func isSame(as other: Value) -> Bool {
        if let a = magnitude, let b = other.magnitude { return a == b }
        return self == other
    }

    /// Whether this value, which is there, passes the test against the right side.
    func fulfils(_ test: Test, _ right: Value?) -> Bool {
        switch test {
        case .present(let wanted): return (self != .absent) == wanted
        case .equals: return right.map(isSame) ?? false
        case .differs: return right.map { !isSame(as: $0) } ?? false
        case .below, .before:
            guard let a = magnitude, let b = right?.magnitude else { return false }
            return a < b
        case .above:
            guard let a = magnitude, let b = right?.magnitude else { return false }
            return a > b
        case .oneOf(let literals): return literals.contains { isSame(as: $0.value) }
        case .contains:
            guard case .text(let part)? = right else { return false }
            switch self {
            case .list(let list): return list.contains(part)
            case .text(let text): return text.contains(part)
            default: return false
            }
        case .matches(let glob):
            switch self {
            case .text(let text): return Glob.matches(glob, text)
            case .list(let list): return list.contains { Glob.matches(glob, $0) }
            default: return false
            }
        }
    }
}
