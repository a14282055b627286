import Facts

/// A law that a healthy node keeps, and what is said when it is broken. Data: compiled from `Knowledge/rules`.
public struct Rule: Sendable, Equatable, Identifiable {
    /// The file's name: kebab case, the broken law in the present tense. Never reused.
    public var id: String
    /// The folder the rule lies in: host, runtime, kubelet, certificates, etcd, control-plane, network, pods, packages.
    public var area: String
    /// Entries of the catalogue that it covers.
    public var catalogue: [String]
    /// A phrase without a full stop, at most 70 characters.
    public var title: String
    public var severity: Severity
    /// What the finding is for the report: a fault, or a state that is expected.
    public var kind: Kind
    /// The rung of the ladder that it breaks.
    public var rung: Rung
    /// When the rule may be judged at all; otherwise it is not applicable. Nil: always.
    public var applies: Condition?
    /// The Kubernetes versions it holds for.
    public var versions: VersionRange
    public var when: Condition
    /// The finding's text: whole sentences with the values found and wanted. `{kubelet.cgroupDriver}` is a fact, inside
    /// `each` `{path}` is a column.
    public var says: String
    /// Why this breaks the node.
    public var why: String
    /// Rules whose findings are symptoms of this one; for an expected state, the findings that it explains.
    public var leadsTo: [String]
    /// When this rule is wrong.
    public var wrongWhen: String
    public var recipes: [String]
    /// The logs, by name with `*`, of the programs that the finding is about: what those that do not stay up wrote last is added to its text.
    public var quotes: [String]
    public var sources: [Reference]

    public enum Kind: String, Sendable, Codable { case fault, expected }

    public init(
        id: String, area: String, catalogue: [String], title: String, severity: Severity, kind: Kind, rung: Rung,
        applies: Condition?, versions: VersionRange, when: Condition, says: String, why: String, leadsTo: [String],
        wrongWhen: String, recipes: [String], quotes: [String] = [], sources: [Reference]
    ) {
        self.id = id
        self.area = area
        self.catalogue = catalogue
        self.title = title
        self.severity = severity
        self.kind = kind
        self.rung = rung
        self.applies = applies
        self.versions = versions
        self.when = when
        self.says = says
        self.why = why
        self.leadsTo = leadsTo
        self.wrongWhen = wrongWhen
        self.recipes = recipes
        self.quotes = quotes
        self.sources = sources
    }
}

/// How bad a finding is.
public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    /// Works now; may be wanted so.
    case notice
    /// Works now, will not for long, or works badly.
    case warning
    /// Something that should work does not.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .notice: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// The rungs of the ladder by which a node comes up, lowest first. Above it are the workloads: what breaks pods that the node only
/// carries breaks no rung, so `workloads` has no law in `Knowledge/ladder`, and its rules are warnings at most.
public enum Rung: String, Sendable, Codable, CaseIterable, Comparable {
    case host, runtime, kubelet, etcd, apiserver, node, network, dns, workloads

    /// 0 is the lowest.
    public var height: Int { Rung.allCases.firstIndex(of: self) ?? 0 }

    public static func < (a: Rung, b: Rung) -> Bool { a.height < b.height }
}

/// Where a rule's knowledge comes from.
public struct Reference: Sendable, Equatable {
    /// Document, source file or measurement, with its version: "kubernetes 1.36.2 cmd/kubeadm/app/preflight/checks.go".
    public var source: String
    /// The day it was read, `2026-08-14`.
    public var date: String

    public init(source: String, date: String) {
        self.source = source
        self.date = date
    }
}

/// Kubernetes minor versions from and up to, both included; nil is open.
public struct VersionRange: Sendable, Equatable {
    public var from: MinorVersion?
    public var to: MinorVersion?

    public init(from: MinorVersion? = nil, to: MinorVersion? = nil) {
        self.from = from
        self.to = to
    }

    public var isOpen: Bool { from == nil && to == nil }

    public func contains(_ version: MinorVersion) -> Bool {
        if let from, version < from { return false }
        if let to, version > to { return false }
        return true
    }
}
