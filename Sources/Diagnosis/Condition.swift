/// What a rule asks of the facts. Tiny on purpose: a rule never computes; what needs code is a derived fact.
public indirect enum Condition: Sendable, Equatable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    /// A fact, or inside `each` a column, against something.
    case test(Subject, Test)
    /// Some row of a table fulfils the condition; names without a dot are its columns.
    case each(String, where: Condition)
    /// One of these patterns stands in a log.
    case logged(Logged)
}

/// A fact or a column by its name, as the rule writes it.
public typealias Subject = String

/// One comparison. Against an absent value every test but `present: false` and `differs` is not fulfilled.
public enum Test: Sendable, Equatable {
    case present(Bool)
    case equals(Operand)
    /// Both are there and not equal.
    case differs(Operand)
    case below(Operand)
    case above(Operand)
    /// Of instants: earlier than the operand.
    case before(Operand)
    case oneOf([Literal])
    /// A list has the member, or a text has the part.
    case contains(Operand)
    /// A text fits the glob-like pattern: `*` is any run of characters, `?` one.
    case matches(String)
}

/// The other side of a comparison.
public enum Operand: Sendable, Equatable {
    case literal(Literal)
    /// Another fact, or inside `each` another column; `plus` is added to a number or instant (seconds).
    case fact(String, plus: Int)
}

/// A value written in a rule.
public enum Literal: Sendable, Equatable {
    case flag(Bool), integer(Int), number(Double), text(String)
}

/// A condition over a log.
public struct Logged: Sendable, Equatable {
    /// Which logs, by name, with `*`: `kubelet`, `runtime`, `etcd`, `kernel`, `container/kube-system/etcd*`. One is enough.
    public var logs: [String]
    /// Go format strings as the sources have them; one match is enough.
    public var patterns: [String]
    public var window: Window
    /// How many lines must match; 1 unless a rule says otherwise.
    public var atLeast: Int

    /// How old a line may be and still count.
    public enum Window: Sendable, Equatable {
        /// Since the unit or container last started.
        case start
        /// Since this boot.
        case boot
        /// In the last seconds before the look.
        case seconds(Int)
    }

    public init(logs: [String], patterns: [String], window: Window, atLeast: Int) {
        self.logs = logs
        self.patterns = patterns
        self.window = window
        self.atLeast = atLeast
    }
}
