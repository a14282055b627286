/// A run of minor releases of Kubernetes, both ends included; an end that is nil is open.
public struct ReleaseRange: Sendable, Equatable, Codable {
    /// The oldest minor, such as 33 for 1.33.
    public var from: Int?
    /// The newest minor.
    public var to: Int?

    public init(from: Int? = nil, to: Int? = nil) {
        self.from = from
        self.to = to
    }

    public func contains(_ minor: Int) -> Bool { minor >= from ?? Int.min && minor <= to ?? Int.max }

    /// What both hold.
    public func intersected(with other: ReleaseRange?) -> ReleaseRange {
        guard let other else { return self }
        return ReleaseRange(
            from: [from, other.from].compactMap { $0 }.max(), to: [to, other.to].compactMap { $0 }.min())
    }

    /// `1.33 and later`, `up to 1.32`, `1.26 to 1.30`; `every release` where both ends are open.
    public var words: String {
        switch (from, to) {
        case (nil, nil): "every release"
        case (let from?, nil): "1.\(from) and later"
        case (nil, let to?): "up to 1.\(to)"
        case (let from?, let to?): from == to ? "1.\(from)" : "1.\(from) to 1.\(to)"
        }
    }
}
