/// Linux bridges and their ports, as far as pods hang on them.
public enum BridgeFacts {
    public static let podPorts = FactKey(
        "bridge.podPorts",
        .table([
            Column("port", .text, "the interface on the host's side of a pod's veth pair"),
            Column("bridge", .text, "the bridge it is a port of"),
            Column("hairpin", .integer, "its hairpin_mode: 1 lets a packet go back out of the port it came in by"),
            Column("configHairpin", .flag, "whether the CNI configuration of that bridge sets hairpin mode"),
            Column("isPromiscuous", .flag, "whether the bridge is promiscuous"),
            Column("pod", .text, "the pod that hangs on it and its address, or that no table of the kernel tells it"),
        ]), "the ports of bridges that the CNI configuration makes")
    public static let endpoints = FactKey(
        "nat.endpoints",
        .table([
            Column("chain", .text, "the chain of the endpoint"), Column("address", .text, "the pod's address"),
            Column("service", .text, "the Service, from kube-proxy's comment"),
            Column("isMasqueraded", .flag, "whether the chain marks the pod's own connections for masquerading"),
            Column("wanted", .text, "by what they are to be marked or masqueraded"),
        ]), "the Service endpoints in kube-proxy's rules")
    public static let selfConnections = FactKey(
        "conntrack.selfConnections", .integer,
        "how many unreplied connections conntrack has whose answer would come from the very pod that asked")

    static let all = [podPorts, endpoints, selfConnections]
}
