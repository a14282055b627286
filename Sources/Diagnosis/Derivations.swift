import Facts

/// Facts that follow from other facts: what a rule needs and a single look cannot give (a date against the clock, one list
/// against another). Each derivation is a pure function with its own file under `Derived/` and its own test.
public struct Derivation: Sendable {
    /// What it sets; it sets nothing else.
    public let gives: [FactKey]
    /// Reads known facts and sets its own: a value, or missing with the reason of what it lacked.
    public let derive: @Sendable (inout FactSet) -> Void

    public init(gives: [FactKey], derive: @escaping @Sendable (inout FactSet) -> Void) {
        self.gives = gives
        self.derive = derive
    }
}

/// All derivations, in the order in which they build on one another.
public enum Derivations {
    public static let all: [Derivation] = [
        PlannedMachine.absent,
        PlannedMachine.release,
        .kubeletCgroupDriver,
        UnresolvedNames.derivation,
        WrongServers.derivation,
        MissingNames.derivation,
        ClockAgainstCertificates.derivation,
        ForbiddenLabels.derivation,
        DiskRoom.derivation,
        AddressFamilies.derivation,
        CNIRange.derivation,
        ClusterRanges.derivation,
        MTUFit.derivation,
        StaleBridges.derivation,
        HairpinPorts.derivation,
        FilteredFamilies.derivation,
        ProxyExceptions.derivation,
        NodeNameForm.derivation,
        StrayAddresses.derivation,
        CrashLoops.derivation,
        PresentLines.derivation,
        RefusedManifestFlags.derivation,
        RefusedGates.derivation,
        Reasons.derivation,
        HeldBackPods.derivation,
        YoungPods.derivation,
        Refusals.derivation,
        SandboxImage.derivation,
        EtcdAccess.derivation,
        EtcdBeginning.derivation,
        RefusedKubeletFlags.derivation,
        ForwardedPods.derivation,
        ProbeKills.derivation,
        LostAddresses.derivation,
        UnreadyPods.derivation,
        FailingWebhooks.derivation,
        UnreachedFiles.derivation,
        StrayProbes.derivation,
        NeverReady.derivation,
        RefusedPods.derivation,
        IdleManifests.derivation,
        EtcdLeader.derivation,
    ]

    /// The facts with everything that follows from them.
    public static func complete(_ facts: FactSet) -> FactSet {
        var facts = facts
        for derivation in all { derivation.derive(&facts) }
        return facts
    }
}
