import Diagnosis

extension Condition: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .all(let parts):
            out.write(0)
            parts.pack(into: &out)
        case .any(let parts):
            out.write(1)
            parts.pack(into: &out)
        case .not(let part):
            out.write(2)
            part.pack(into: &out)
        case .test(let subject, let test):
            out.write(3)
            subject.pack(into: &out)
            test.pack(into: &out)
        case .each(let table, let inner):
            out.write(4)
            table.pack(into: &out)
            inner.pack(into: &out)
        case .logged(let logged):
            out.write(5)
            logged.pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .all(try [Condition](from: &packed))
        case 1: self = .any(try [Condition](from: &packed))
        case 2: self = .not(try Condition(from: &packed))
        case 3: self = .test(try packed.text(), try Test(from: &packed))
        case 4: self = .each(try packed.text(), where: try Condition(from: &packed))
        case 5: self = .logged(try Logged(from: &packed))
        default: throw PackedError()
        }
    }
}

extension Test: Packable {
    public func pack(into out: inout PackedWriter) {
        func put(_ kind: Int, _ value: some Packable) {
            out.write(kind)
            value.pack(into: &out)
        }
        switch self {
        case .present(let wanted): put(0, wanted)
        case .equals(let operand): put(1, operand)
        case .differs(let operand): put(2, operand)
        case .below(let operand): put(3, operand)
        case .above(let operand): put(4, operand)
        case .before(let operand): put(5, operand)
        case .oneOf(let literals): put(6, literals)
        case .contains(let operand): put(7, operand)
        case .matches(let glob): put(8, glob)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .present(try Bool(from: &packed))
        case 1: self = .equals(try Operand(from: &packed))
        case 2: self = .differs(try Operand(from: &packed))
        case 3: self = .below(try Operand(from: &packed))
        case 4: self = .above(try Operand(from: &packed))
        case 5: self = .before(try Operand(from: &packed))
        case 6: self = .oneOf(try [Literal](from: &packed))
        case 7: self = .contains(try Operand(from: &packed))
        case 8: self = .matches(try packed.text())
        default: throw PackedError()
        }
    }
}

extension Operand: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .literal(let literal):
            out.write(0)
            literal.pack(into: &out)
        case .fact(let name, let plus):
            out.write(1)
            name.pack(into: &out)
            out.write(plus)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .literal(try Literal(from: &packed))
        case 1: self = .fact(try packed.text(), plus: try packed.number())
        default: throw PackedError()
        }
    }
}

extension Literal: Packable {
    public func pack(into out: inout PackedWriter) {
        func put(_ kind: Int, _ value: some Packable) {
            out.write(kind)
            value.pack(into: &out)
        }
        switch self {
        case .flag(let flag): put(0, flag)
        case .integer(let number): put(1, number)
        case .number(let number): put(2, number)
        case .text(let text): put(3, text)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .flag(try Bool(from: &packed))
        case 1: self = .integer(try packed.number())
        case 2: self = .number(try Double(from: &packed))
        case 3: self = .text(try packed.text())
        default: throw PackedError()
        }
    }
}

extension Logged: Packable {
    public func pack(into out: inout PackedWriter) {
        logs.pack(into: &out)
        patterns.pack(into: &out)
        window.pack(into: &out)
        out.write(atLeast)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            logs: try [String](from: &packed), patterns: try [String](from: &packed), window: try Window(from: &packed),
            atLeast: try packed.number())
    }
}

extension Logged.Window: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .start: out.write(0)
        case .boot: out.write(1)
        case .seconds(let seconds):
            out.write(2)
            out.write(seconds)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .start
        case 1: self = .boot
        case 2: self = .seconds(try packed.number())
        default: throw PackedError()
        }
    }
}
