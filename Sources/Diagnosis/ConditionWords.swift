import Facts

/// A condition as a person reads it: "the runtime's condition NetworkReady is true". Facts have their own words (`FactKey.words`).
public enum ConditionWords {
    public static func of(_ condition: Condition) -> String { of(condition, in: nil) }

    private static func of(_ condition: Condition, in table: FactKey?) -> String {
        switch condition {
        case .all(let parts): parts.map { grouped($0, in: table) }.joined(separator: " and ")
        case .any(let parts): parts.map { grouped($0, in: table) }.joined(separator: " or ")
        case .not(.each(let name, let inner)): "there is none among \(key(name)?.words ?? name) where \(of(inner, in: key(name)))"
        case .not(.test(let subject, .present(let wanted))): of(.test(subject, .present(!wanted)), in: table)
        case .not(.test(let subject, .equals(.literal(.flag(let flag))))):
            of(.test(subject, .equals(.literal(.flag(!flag)))), in: table)
        case .not(let part): "not (\(of(part, in: table)))"
        case .test(let subject, let test): phrase(words(subject, in: table), test)
        case .each(let name, let inner): "there is one among \(key(name)?.words ?? name) where \(of(inner, in: key(name)))"
        case .logged(let logged): "\(logged.logs.joined(separator: " or ")) wrote \(logged.patterns.joined(separator: " or "))"
        }
    }

    private static func grouped(_ condition: Condition, in table: FactKey?) -> String {
        switch condition {
        case .all(let parts) where parts.count > 1, .any(let parts) where parts.count > 1: "(\(of(condition, in: table)))"
        default: of(condition, in: table)
        }
    }

    private static func key(_ name: String) -> FactKey? { FactKey.registered[name] }

    /// The fact's words up to what explains them; a column goes by its name.
    private static func words(_ subject: String, in table: FactKey?) -> String {
        if table != nil, !subject.contains(".") { return subject }
        let words = key(subject)?.words ?? subject
        return words.split(separator: ";").first.map(String.init) ?? words
    }

    private static func phrase(_ words: String, _ test: Test) -> String {
        if case .equals(.literal(.flag(let flag))) = test, words.hasPrefix("whether ") {
            return flag ? String(words.dropFirst(8)) : "it is not so that \(words.dropFirst(8))"
        }
        return switch test {
        case .present(let wanted): wanted ? "there is \(words)" : "there is no value for \(words)"
        case .equals(let operand): "\(words) is \(of(operand))"
        case .differs(let operand): "\(words) is not \(of(operand))"
        case .below(let operand): "\(words) is below \(of(operand))"
        case .above(let operand): "\(words) is above \(of(operand))"
        case .before(let operand): "\(words) is before \(of(operand))"
        case .oneOf(let literals): "\(words) is one of \(literals.map(of).joined(separator: ", "))"
        case .contains(let operand): "\(words) includes \(of(operand))"
        case .matches(let glob): "\(words) matches \(glob)"
        }
    }

    private static func of(_ operand: Operand) -> String {
        switch operand {
        case .literal(let literal): of(literal)
        case .fact(let name, let plus): (key(name)?.words ?? name) + (plus == 0 ? "" : " plus \(plus)")
        }
    }

    private static func of(_ literal: Literal) -> String {
        switch literal {
        case .flag(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): text
        }
    }
}
