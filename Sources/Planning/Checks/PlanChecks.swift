import Facts

/// All laws. The wizard asks them as a field is left, and `plan` asks them again.
public enum PlanChecks {
    /// One line each.
    static let checks: [any PlanCheck] = [
        ReleaseIsKnown(),
        ToolHasRelease(),
        TopologyHasMachines(),
        RolesGoTogether(),
        MachineNamesAreUnique(),
        MachineAddressesAreUnique(),
        MachinesAreNoClones(),
        SeenMachinesAreFree(),
        MachineUsersAreNames(),
        LabelsAndTaintsAreRead(),
        EndpointCanBeReached(),
        BalancerHasAddress(),
        RangesAreExact(),
        RangesAreLargeEnough(),
        RangesAreFree(),
        RangesAreOffMachineNetworks(),
        FamiliesAgree(),
        AddOnIsKnown(),
        AddOnCanDoIt(),
        RuntimeSuitsRelease(),
        CgroupDriverSuits(),
        ProxyModeSuitsRelease(),
        FeatureGatesExist(),
        ArgumentsExist(),
        ComponentFieldsExist(),
        CertificatesCanBeMade(),
        ExternalEtcdIsNewEnough(),
        SettingsKeepTheirForm(),
        PatchesCanBeApplied(),
        DNSDomainIsName(),
        ExistingClusterFits(),
        LivingClusterFits(),
        UpgradeIsOneMinor(),
    ]

    /// What is wrong with the answers. `facts` are what was seen of machines, by name; without `now` no lifetime is judged.
    /// `here` is the machine on which drydock runs.
    public static func all(
        _ plan: ClusterPlan, _ knowledge: PlanKnowledge, facts: [String: FactSet] = [:], now: Instant? = nil,
        here: String? = nil
    ) -> [PlanProblem] {
        var checked = CheckedPlan(plan, knowledge, facts: facts, now: now)
        checked.here = here
        return checks.flatMap { $0.problems(checked) }
    }
}
