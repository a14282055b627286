/// Linux bridges and their ports, as far as pods hang on them.
public enum BridgeFacts {
    public static let podPorts = FactKey(
        "bridge.podPorts", .table(portColumns), "the ports of bridges that the CNI configuration makes")
    /// Derived: see `HairpinPorts`.
    public static let hairpinPorts = FactKey(
        "bridge.hairpinPorts",
        .table(
            portColumns + [
                Column("services", .text, "which Services lead to the pod on it, and how often it has asked itself"),
                Column("config", .text, "whether ports of new pods will be the same"),
            ]), "the ports of bridges, with the Services that lead to their pods")
    /// Derived: see `HairpinPorts`. A sentence, whatever was seen: it ends a finding's text.
    public static let podsWithoutHairpin = FactKey(
        "bridge.podsWithoutHairpin", .text, "which pods hang on ports that have hairpin mode off now")
    /// Derived: see `FilteredFamilies`.
    public static let filters = FactKey(
        "bridge.filters",
        .table([
            Column("family", .text, "IPv4, or IPv6 where pods of this node have such addresses"),
            Column("setting", .text, "the sysctl by which bridged packets of that family pass iptables"),
            Column("value", .integer, "its value; nothing where the module br_netfilter is not loaded"),
        ]), "whether the pods' bridged packets pass iptables, by family")
    /// Derived: see `FilteredFamilies`.
    public static let filteredFamilies = FactKey(
        "bridge.filteredFamilies", .text,
        "the families of which the pods' bridged packets pass iptables: IPv4, IPv6, or IPv4 and IPv6; nothing where none does")
    public static let endpoints = FactKey(
        "nat.endpoints",
        .table([
            Column("family", .text, "IPv4 or IPv6"),
            Column("chain", .text, "the chain of the endpoint, or the one that masquerades it"),
            Column("address", .text, "the endpoint's address"),
            Column("pod", .text, "the pod of that address, as far as this node tells it"),
            Column("service", .text, "the Service, from kube-proxy's comment or its address"),
            Column("isMasqueraded", .flag, "whether the endpoint's own connections are masqueraded"),
            Column("tries", .integer, "how many of its own connections the rule has counted; nothing without a counter"),
            Column("wanted", .text, "by what they are to be marked or masqueraded"),
        ]), "the Service endpoints in kube-proxy's rules")
    public static let selfConnections = FactKey(
        "conntrack.selfConnections",
        .table([
            Column("address", .text, "the address that asked"), Column("pod", .text, "the pod of that address"),
            Column("family", .text, "IPv4 or IPv6"),
            Column("asked", .text, "the address and port that it asked"),
            Column("count", .integer, "how many such connections wait for an answer"),
        ]), "unreplied connections whose answer would come from the very pod that asked")

    private static let portColumns = [
        Column("port", .text, "the interface on the host's side of a pod's veth pair"),
        Column("bridge", .text, "the bridge it is a port of"),
        Column("hairpin", .integer, "its hairpin_mode: 1 lets a packet go back out of the port it came in by"),
        Column("configHairpin", .flag, "whether the CNI configuration of that bridge sets hairpin mode"),
        Column("isPromiscuous", .flag, "whether the bridge is promiscuous"),
        Column("pod", .text, "the pod that hangs on it and its address, or that no table of the kernel tells it"),
        Column("address", .text, "that pod's address, of two families the IPv4 one"),
        Column("addresses", .list, "all addresses of that pod"),
    ]

    static let all = [podPorts, hairpinPorts, podsWithoutHairpin, filters, filteredFamilies, endpoints, selfConnections]
}
