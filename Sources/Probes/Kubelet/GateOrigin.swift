import Facts

/// What a release knows of a feature gate's name. Whether a program refuses it, its own log tells: the known gates are those of all
/// programs together, and a newer patch or another vendor's build may have more.
struct GateOrigin {
    /// The gate that was probably meant; nil where the release has this one, or none is like it.
    var meant: String?
    /// The minor that removed it, such as `1.33`.
    var removedIn: String?

    init(_ gate: String, minor: Int?, _ gates: KnownGates) {
        guard let minor else { return }
        switch gates.verdict(on: gate, nil, minor: minor) {
        case .unknown(let near): meant = near
        case .removed(let since): removedIn = "1.\(since)"
        case .taken, .notJudged, .comes, .locked: break
        }
    }
}
