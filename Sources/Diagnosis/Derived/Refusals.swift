import Facts

/// What the runtime refuses the kubelet now: the newest refusals of the logs that no success followed, with their cause.
///
/// A refused sandbox is tried again every few seconds, a container and a pull with a back-off of up to 5 min
/// (kubernetes 1.36 pkg/kubelet/kubelet.go, MaxContainerBackOff): an older line is of a trouble that is over.
enum Refusals {
    /// Seconds within which a sandbox that is still refused is refused again.
    static let sandboxPause = 150
    /// Seconds within which a container or a pull that is still refused is refused again.
    static let backOff = 330
    /// A network that is set up after a boot makes sandboxes fail for a while; so long, in seconds, it is no fault.
    static let networkPatience = 120
    /// One failed try of an unknown kind is chance; so long, in seconds, must it be repeated.
    static let patience = 15

    static let derivation = Derivation(gives: [RefusalFacts.present]) { facts in
        if let reason = facts.reason(RefusalFacts.logged) ?? facts.reason(TimeFacts.now) {
            return facts.miss(RefusalFacts.present, reason)
        }
        guard let now = facts.instant(TimeFacts.now) else {
            return facts.miss(RefusalFacts.present, "The time of this examination is not known.")
        }
        let node = Node(facts)
        let rows = (facts.rows(RefusalFacts.logged) ?? []).compactMap { row($0, now, node) }
        facts.set(RefusalFacts.present, merged(rows), from: [])
    }

    /// What of the node a refusal is read against.
    struct Node {
        var sandboxImage: String?
        var images: [String]?
        /// The manifest by the image that it names, and the pods of the manifests as the kubelet names them.
        var manifests: [(image: String, file: String)] = []
        var pods: Set<String> = []

        init(_ facts: FactSet) {
            sandboxImage = facts.text(RuntimeFacts.sandboxImage)
            if facts.reason(RefusalFacts.images) == nil { images = facts.list(RefusalFacts.images) }
            let name = facts.text(NodeFacts.name) ?? ""
            for manifest in facts.rows(ManifestFacts.manifests) ?? [] {
                if let image = manifest.text(.image), let file = manifest.text(.file) { manifests.append((image, file)) }
                if let pod = manifest.text(.pod) { pods.insert("\(pod)-\(name)") }
            }
        }
    }

    private static func row(_ logged: Row<RefusalFacts.LoggedRefusal>, _ now: Instant, _ node: Node) -> Row<RefusalFacts.Refusal>?
    {
        guard let step = logged.text(.step), !["admit", "volume"].contains(step), let text = logged.text(.text),
            case .instant(let last) = logged[.last],
            case .instant(let since) = logged[.since], now - last <= (step == "sandbox" ? sandboxPause : backOff)
        else { return nil }
        if case .instant(let done) = logged[.succeeded], done > last { return nil }
        let pods = logged.list(.pods)
        var cause = RefusalCause.of(text, code: logged.text(.code))
        var row = Row<RefusalFacts.Refusal>(sharing: logged)
        if step == "pull" {
            guard let image = logged.text(.image) else { return nil }
            if image == node.sandboxImage {
                cause = .sandboxImage
            } else if let manifest = node.manifests.first(where: { ImageName.areSame($0.image, image) }) {
                cause = .staticImage
                row[.file] = .text(manifest.file)
                row[.here] = .text(ifAny: node.images.flatMap { ImageName.nearest(to: image, in: $0) })
            } else {
                return nil
            }
        }
        if cause == .sandboxImage { row[.image] = .text(ifAny: logged.text(.image) ?? node.sandboxImage) }
        if let image = row.text(.image), let images = node.images, images.contains(where: { ImageName.areSame($0, image) }) {
            if cause == .sandboxImage || cause == .staticImage { return nil }
        }
        let isStatic = !node.pods.isDisjoint(with: pods)
        let isWide = isStatic || pods.count > 1 || (step == "sandbox" && pods.isEmpty)
        guard counts(cause, step, text, isStatic: isStatic, isWide: isWide, seconds: now - since, tries: last - since) else {
            return nil
        }
        let isImage = cause == .sandboxImage || cause == .staticImage
        row[.cause] = .text(cause.rawValue)
        row[.because] = .text(isImage ? how(text, image: row.text(.image), node) : text)
        row[.isWide] = .flag(isWide)
        return row
    }

    /// How a pull fails, and which tags of the image are here, where that could be seen.
    private static func how(_ text: String, image: String?, _ node: Node) -> String {
        guard let image, let images = node.images else { return RefusalCause.pull(text) }
        return RefusalCause.pull(text) + " " + ImageName.tagsHere(of: image, in: images)
    }

    /// Whether a refusal tells of the node, and not of one pod's own fault or of a moment.
    private static func counts(
        _ cause: RefusalCause, _ step: String, _ text: String, isStatic: Bool, isWide: Bool, seconds: Int, tries: Int
    ) -> Bool {
        switch cause {
        case .passing: return false
        case .network: return tries >= (RefusalCause.staysUntilMended(text) ? patience : networkPatience)
        case .sandboxImage, .staticImage, .runcMissing, .runcBroken, .shimMissing, .shimVersion, .cgroupPath: return true
        case .noSpace, .readOnly, .resolvConf:
            return step == "sandbox" || isStatic
                || ["/containerd", "/containers", "overlay", "snapshot"].contains { text.contains($0) }
        case .appArmor, .seccomp, .oomScore: return step == "sandbox" || isWide
        case .other: return tries >= patience && (step == "sandbox" || isStatic)
        }
    }

    /// The same refusal told by both logs, or by several lines of one, is one row: of the one that names pods, else the newest.
    private static func merged(_ rows: [Row<RefusalFacts.Refusal>]) -> [Row<RefusalFacts.Refusal>] {
        var out: [Row<RefusalFacts.Refusal>] = []
        for row in rows {
            guard
                let at = out.firstIndex(where: {
                    $0[.cause] == row[.cause] && $0[.image] == row[.image] && row.text(.cause) != "other"
                        && $0[.isWide] == row[.isWide]
                        || $0[.text] == row[.text] && $0[.step] == row[.step]
                })
            else {
                out.append(row)
                continue
            }
            let pods = Set(out[at].list(.pods) + row.list(.pods)).sorted()
            let isWide = out[at].flag(.isWide) == true || row.flag(.isWide) == true
            if newer(row, out[at]) { out[at] = row }
            out[at][.pods] = .list(pods)
            out[at][.isWide] = .flag(isWide)
        }
        return out
    }

    private static func newer(_ a: Row<RefusalFacts.Refusal>, _ b: Row<RefusalFacts.Refusal>) -> Bool {
        guard case .instant(let one) = a[.last], case .instant(let other) = b[.last] else { return false }
        return one > other
    }
}
