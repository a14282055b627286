/// Name resolution, as pods inherit it from the node.
public enum DNSFacts {
    public static let file = FactKey("dns.file", .text, "the resolv.conf that the kubelet gives to pods which use the node's DNS")
    public static let nameservers = FactKey("dns.nameservers", .list, "the nameservers in that file")
    public static let loops = FactKey(
        "dns.loops", .flag, "whether that file names a server of the loopback range, which is the pod itself inside a pod")
    public static let nameserverCount = FactKey("dns.nameserverCount", .integer, "how many nameservers that file names")

    static let all = [file, nameservers, loops, nameserverCount]
}
