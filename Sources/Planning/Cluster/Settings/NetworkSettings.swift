extension Setting {
    package static let podSubnets = Setting(
        "network.podSubnets", at: \.network.podSubnets, .texts(of: "A range such as 10.244.0.0/16."), isWritten: always,
        asked: .init(
            .ranges, 10, "Pod ranges", example: "10.244.0.0/16",
            about: "One range, or one of IPv4 and one of IPv6. A node gets a /24 of it, or a /64."))
    package static let serviceSubnets = Setting(
        "network.serviceSubnets", at: \.network.serviceSubnets, .texts, isWritten: always,
        asked: .init(
            .ranges, 20, "Service ranges", example: "10.96.0.0/12",
            about: "The same families in the same order. The first address is the API's, the tenth the cluster DNS'."))
    package static let dnsDomain = Setting("network.dnsDomain", at: \.network.dnsDomain, .text, isWritten: always)

    package static let addOnName = Setting(
        "network.addOn.name", at: \.network.addOn.name, .requiredText, note: "An add-on that drydock knows, or none.",
        isWritten: always)
    package static let addOnVersion = Setting("network.addOn.version", at: \.network.addOn.version, .text)
    package static let networkPolicy = Setting(
        "network.addOn.networkPolicy", at: \.network.addOn.networkPolicy, .flag, isWritten: always,
        asked: .init(
            .network, 10, "NetworkPolicy must be enforced",
            because: Rationale("no, because a first cluster seldom has policies", .taste),
            about: "Without it every pod may talk to every other, whatever NetworkPolicy objects say."))
    package static let encryption = Setting(
        "network.addOn.encryption", at: \.network.addOn.encryption,
        .word([
            Choice(ClusterNetwork.Encryption.none, "none"),
            Choice(
                ClusterNetwork.Encryption.wireguard, "WireGuard", costs: "60 to 80 bytes of the MTU; Linux 5.6 or later."),
            Choice(ClusterNetwork.Encryption.ipsec, "IPsec", costs: "Some 40 to 80 bytes of the MTU, and keys to rotate."),
        ]), isWritten: always,
        asked: .init(
            .network, 20, "Encryption between nodes",
            because: Rationale("none, because nodes mostly share a trusted network", .taste)))
    package static let replacesKubeProxy = Setting(
        "network.addOn.replacesKubeProxy", at: \.network.addOn.replacesKubeProxy, .flag, isWritten: always,
        asked: .init(
            .ranges, 30, "The add-on stands in for kube-proxy",
            because: Rationale("no, because kube-proxy works with every add-on", .taste)))

    static let network = [
        podSubnets, serviceSubnets, dnsDomain, addOnName, addOnVersion, networkPolicy, encryption, replacesKubeProxy,
    ]
}
