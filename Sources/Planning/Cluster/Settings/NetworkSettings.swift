extension Setting {
    package static let podSubnets = Setting(
        "network.podSubnets", at: \.network.podSubnets, .texts(of: "A range such as 10.244.0.0/16."), isWritten: always)
    package static let serviceSubnets = Setting(
        "network.serviceSubnets", at: \.network.serviceSubnets, .texts, isWritten: always)
    package static let dnsDomain = Setting("network.dnsDomain", at: \.network.dnsDomain, .text, isWritten: always)

    package static let addOnName = Setting(
        "network.addOn.name", at: \.network.addOn.name, .requiredText, note: "An add-on that drydock knows, or none.",
        isWritten: always)
    package static let addOnVersion = Setting("network.addOn.version", at: \.network.addOn.version, .text)
    package static let networkPolicy = Setting(
        "network.addOn.networkPolicy", at: \.network.addOn.networkPolicy, .flag, isWritten: always)
    package static let encryption = Setting(
        "network.addOn.encryption", at: \.network.addOn.encryption, .word, isWritten: always)
    package static let replacesKubeProxy = Setting(
        "network.addOn.replacesKubeProxy", at: \.network.addOn.replacesKubeProxy, .flag, isWritten: always)

    static let network = [
        podSubnets, serviceSubnets, dnsDomain, addOnName, addOnVersion, networkPolicy, encryption, replacesKubeProxy,
    ]
}
