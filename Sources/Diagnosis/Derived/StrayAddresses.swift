import Facts

/// The addresses that the hostname stands for and that are not this machine's.
enum StrayAddresses {
    static let derivation = Derivation(gives: [MachineIdentityFacts.strayAddresses]) { facts in
        for key in [MachineIdentityFacts.hostnameAddresses, MachineIdentityFacts.localAddresses] {
            if let reason = facts.reason(key) { return facts.miss(MachineIdentityFacts.strayAddresses, reason) }
        }
        let local = Set(facts.list(MachineIdentityFacts.localAddresses) ?? [])
        let stray = (facts.list(MachineIdentityFacts.hostnameAddresses) ?? []).filter { address in
            !local.contains(bare(address)) && !address.hasPrefix("127.") && bare(address) != "::1"
        }
        facts.set(
            MachineIdentityFacts.strayAddresses, stray.isEmpty ? .absent : .list(stray),
            from: facts.sources(MachineIdentityFacts.hostnameAddresses))
    }

    /// `fe80::1%eth0` without its zone.
    private static func bare(_ address: String) -> String { address.split(separator: "%").first.map(String.init) ?? address }
}
