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
    public static let endpoints = FactKey(
        "nat.endpoints",
        .table([
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
        Column("address", .text, "that pod's address"),
    ]

    static let all = [podPorts, hairpinPorts, podsWithoutHairpin, endpoints, selfConnections]
}
