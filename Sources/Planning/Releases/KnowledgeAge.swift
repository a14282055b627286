import Facts

/// A part of the knowledge and the day on which somebody last looked it up.
public struct DatedPart: Sendable, Equatable {
    /// `Kubernetes 1.36`, `containerd 2.3`, `Calico`.
    public var name: String
    public var asOf: Day
    /// Whether it had ended by then, so that nothing new comes of it.
    public var isFinal: Bool

    public init(name: String, asOf: Day, isFinal: Bool = false) {
        self.name = name
        self.asOf = asOf
        self.isFinal = isFinal
    }

    /// The last day on which it is not old yet; nil for what does not age.
    public var freshUntil: Day? { isFinal ? nil : asOf.later(months: KnowledgeAge.months) }
}

/// How old knowledge is by a clock. No plan depends on it: the same answers give the same files at any time.
public enum KnowledgeAge: Sendable, Equatable {
    /// Half a year, within which Kubernetes makes two releases.
    static let months = 6

    case fresh
    /// These are old.
    case old([DatedPart])
    /// The clock's day is before the newest part's, so it is wrong and tells no age.
    case untold(clock: Day, newest: Day)

    public init(_ parts: [DatedPart], at now: Instant) {
        let today = Day(now)
        // Who looked it up may have been a time zone ahead.
        if let newest = parts.map(\.asOf).max(), Day(now + 86400) < newest {
            self = .untold(clock: today, newest: newest)
        } else {
            let old = parts.filter { $0.freshUntil.map { $0 < today } ?? false }
            self = old.isEmpty ? .fresh : .old(old)
        }
    }

    /// Parts that are named one by one; of more than these only the oldest is.
    private static let mostNamed = 4

    /// What a person is told; nil where there is nothing to tell.
    public var sentence: String? {
        switch self {
        case .fresh: nil
        case .untold(let clock, let newest):
            "This machine's clock says \(clock), which is before \(newest), when this was looked up: how old it is cannot be told."
        case .old(let parts):
            "If this machine's clock is right, this knowledge is older than six months: \(Self.named(parts)). Look for a newer drydock, or lay newer knowledge over it with --knowledge."
        }
    }

    private static func named(_ parts: [DatedPart]) -> String {
        let oldest = parts.min { $0.asOf < $1.asOf }
        guard parts.count > mostNamed, let oldest else {
            return parts.words
        }
        return "\(parts.count) releases, runtimes and add-ons, the oldest of them \(oldest.name) (\(oldest.asOf))"
    }
}

extension [DatedPart] {
    /// `Kubernetes 1.36 (2026-08-23), containerd 2.3 (2026-08-22)`.
    public var words: String { map { "\($0.name) (\($0.asOf))" }.joined(separator: ", ") }
}

extension PlanKnowledge {
    /// Everything in it that has a day.
    public var parts: [DatedPart] {
        releases.compactMap(\.part) + runtimes.compactMap(\.part) + addOns.compactMap(\.part)
    }

    /// What a plan rests on: its release, its runtime, its network add-on.
    public func parts(of plan: ClusterPlan) -> [DatedPart] {
        [
            release(plan.release)?.part, series(plan.runtime, for: plan.release.minor)?.part,
            addOn(plan.network.addOn.name)?.part,
        ].compactMap { $0 }
    }
}

extension Release {
    fileprivate var part: DatedPart? { DatedPart("Kubernetes \(id)", asOf, until: Day(endOfLife)) }
}

extension RuntimeSeries {
    fileprivate var part: DatedPart? { DatedPart("\(program) \(series)", asOf, until: endOfLife.flatMap { Day($0) }) }
}

extension RuntimeSeries {
    /// Docker's and Mirantis' series from 1.24 on are those of cri-dockerd, which alone has versions below 1.
    private var program: String {
        switch RuntimeChoice.Kind(rawValue: kind) {
        case .docker, .mcr: series.hasPrefix("0.") ? "cri-dockerd" : kind
        case .crio: "CRI-O"
        case .containerd, nil: kind
        }
    }
}

extension AddOn {
    fileprivate var part: DatedPart? { isMaintained ? DatedPart(title, asOf, until: nil) : nil }
}

extension DatedPart {
    /// Nil where nobody said when it was looked up.
    fileprivate init?(_ name: String, _ asOf: Day?, until end: Day?) {
        guard let asOf else { return nil }
        self.init(name: name, asOf: asOf, isFinal: end.map { $0 <= asOf } ?? false)
    }
}
