/// A condition as rules write it, on one line: `{fact: kubelet.cgroupDriver, is: "systemd"}`. Read again, it is the same condition.
public enum ConditionText {
    public static func of(_ condition: Condition) -> String {
        switch condition {
        case .all(let parts): "{all: [\(parts.map(of).joined(separator: ", "))]}"
        case .any(let parts): "{any: [\(parts.map(of).joined(separator: ", "))]}"
        case .not(let part): "{not: \(of(part))}"
        case .test(let subject, let test): "{fact: \(subject), \(of(test))}"
        case .each(let table, let inner): "{each: \(table), where: \(of(inner))}"
        case .logged(let logged): of(logged)
        }
    }

    private static func of(_ test: Test) -> String {
        switch test {
        case .present(let wanted): "present: \(wanted)"
        case .equals(let operand): "is: \(of(operand))"
        case .differs(let operand): "differs: \(of(operand))"
        case .below(let operand): "below: \(of(operand))"
        case .above(let operand): "above: \(of(operand))"
        case .before(let operand): "before: \(of(operand))"
        case .oneOf(let literals): "in: [\(literals.map(of).joined(separator: ", "))]"
        case .contains(let operand): "contains: \(of(operand))"
        case .matches(let glob): "matches: \(quoted(glob))"
        }
    }

    private static func of(_ operand: Operand) -> String {
        switch operand {
        case .literal(let literal): of(literal)
        case .fact(let name, let plus): "{fact: \(name)\(plus == 0 ? "" : ", plus: \(plus)")}"
        }
    }

    private static func of(_ literal: Literal) -> String {
        switch literal {
        case .flag(let flag): "\(flag)"
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): quoted(text)
        }
    }

    private static func of(_ logged: Logged) -> String {
        var out = "{log: [\(logged.logs.map(quoted).joined(separator: ", "))]"
        out += ", shows: [\(logged.patterns.map(quoted).joined(separator: ", "))]"
        switch logged.window {
        case .start: break
        case .boot: out += ", since: boot"
        case .seconds(let seconds): out += ", since: \(span(seconds))"
        }
        return out + (logged.atLeast == 1 ? "" : ", atLeast: \(logged.atLeast)") + "}"
    }

    private static func span(_ seconds: Int) -> String {
        for (size, unit) in [(86400, "d"), (3600, "h"), (60, "m")] where seconds % size == 0 { return "\(seconds / size)\(unit)" }
        return "\(seconds)s"
    }

    /// In double quotes, as YAML unescapes them.
    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
