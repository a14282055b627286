/// More mistakes in releases, add-ons, runtimes and texts, as an offline site that refreshes them makes them.
extension Mistake {
    static let inReleases: [Mistake] = [
        Mistake(.release, "etcd: \"3.6.8-0\"", "etcd: latest", says: "\"etcd\" must be a version such as 1.36.2", "latest"),
        Mistake(
            .release, "minimumExternalEtcd: \"3.5.24\"", "minimumExternalEtcd: {0: \"3.5.11\", 2: \"3,5,24\"}",
            says: "must be a version", "3,5,24"),
        Mistake(.release, "cniPlugins: \"1.9.1\"", "cniPlugins: newest", says: "\"cniPlugins\" must be a version", "newest"),
        Mistake(
            .release, "proxyModes: [iptables, ipvs, nftables]", "proxyModes: [iptables, ipvs, nftable]",
            says: "\"nftable\" is none of proxyModes", "Did you mean \"nftables\"?"),
        Mistake(
            .release, "deprecatedProxyModes: [ipvs]", "deprecatedProxyModes: [ipsv]",
            says: "\"ipsv\" is none of deprecatedProxyModes",
            "Did you mean \"ipvs\"?"),
        Mistake(
            .release, "keyAlgorithms: [RSA-2048,", "keyAlgorithms: [RSA-248,", says: "\"RSA-248\" is none of keyAlgorithms",
            "Did you mean \"RSA-2048\"?"),
        Mistake(.release, "endOfLife: 2027-06-28", "endOfLife: 2027-02-29", says: "must be a day as YYYY-MM-DD", "2027-02-29"),
        Mistake(
            .release, "removedFeatureGates:",
            "removedFlags:\n  - program: kublet\n    flags: [a]\n    instead: x\nremovedFeatureGates:",
            at: "program", says: "\"kublet\" is no program whose flags are known", "Did you mean \"kubelet\"?"),
        Mistake(
            .release, "removedFeatureGates:",
            "removedFlags:\n  - program: kubelet\n    flags: [--cloud-config]\n    instead: x\nremovedFeatureGates:", at: "flags",
            says: "Flags are named without dashes", "--cloud-config"),
        Mistake(
            .release, "removedFeatureGates:",
            "removedFlags:\n  - program: kubelet\n    flag: a\n    instead: x\nremovedFeatureGates:",
            at: "flag:", says: "no field \"flag\"", "Did you mean \"flags\"?"
        ).alone,
        Mistake(.release, "kubeletFields: [", "kubeletFields: [{a: b}, ", says: "\"kubeletFields\" must be a text"),
        Mistake(
            .release, "latestPatch: 3", "latestPatch: 3\nasOf: 30.11.2026", at: "asOf", says: "\"asOf\" must be a day",
            "30.11.2026"),
        Mistake(
            .release, "sources:", "sources: [\"release notes\"]\nchanged:", says: "write it behind the source", "read 2026-11-30"
        ).alone,
    ]

    static let inAddOnsAndRuntimes: [Mistake] = [
        Mistake(.addOn, "version: \"v0.28.9\"", "version: stable", says: "\"version\" must be a version", "stable").alone,
        Mistake(.addOn, "\"UDP 8472\"", "\"8472/udp\"", says: "\"ports\" must name a protocol and a port", "8472/udp"),
        Mistake(.addOn, "\"UDP 8472\"", "\"UDP 84720\"", says: "as in TCP 179", "UDP 84720"),
        Mistake(
            .addOn, "defaultPodSubnet:", "versions:\n  - {version: \"v0.28.9\", from: \"1.36\", to: \"1.30\"}\ndefaultPodSubnet:",
            at: "{version", says: "from 1.36 to 1.30"),
        Mistake(
            .addOn, "defaultPodSubnet:", "versions:\n  - {version: \"v0.28.8\", from: \"1.30\"}\ndefaultPodSubnet:",
            at: "- {version", says: "the last of them is \"version\""),
        Mistake(.addOn, "cniFile: \"10-flannel.conflist\"\n", "", says: "\"cniFile\" is missing").atTop,
        Mistake(.otherAddOn, "isMaintained: false", "isMaintained: true", says: "no steps that install \"romana\"").atTop.alone,
        Mistake(.runtime, "latest: \"2.3.4\"", "latest: \"2.4.0\"", says: "\"latest\" must begin with 2.3.", "2.4.0"),
        Mistake(.runtime, "latest: \"2.3.4\"", "latest: main", says: "\"latest\" must be a version", "main").alone,
        Mistake(.runtime, "\"1.36\": \"2.3.0\"", "\"1.36\": \"2.2.0\"", says: "What supports 1.36 must begin with 2.3.", "2.2.0"),
        Mistake(.runtime, "runc: \"1.4.3\"", "runc: newest", says: "\"runc\" must be a version", "newest"),
        Mistake(.runtime, "endOfLife: 2028-04-30", "endOfLife: 2028-04-31", says: "must be a day", "2028-04-31"),
        Mistake(.runtime, "configVersion: 4", "configVersion: four", says: "\"configVersion\" must be a whole number", "four"),
    ]

    static let inWords: [Mistake] = [
        Mistake(
            .texts, "text: \"the trial goes on\"", "text: \"the trial has failed: %v\"", at: "text",
            says: "stands here twice", "the trial has failed: %v"),
        Mistake(.texts, "level: info", "levle: info", says: "no field \"levle\"", "Did you mean \"level\"?").alone,
        Mistake(
            .texts, "leads: [kubelet-is-unhealthy]", "means: {id: a-b, title: It ended., says: It did.}", at: "It ended.",
            says: "A title is a phrase"),
        Mistake(
            .texts, "text: \"the trial has failed: %v\"\n    leads: [kubelet-is-unhealthy]", "text: \"the trial has failed: %v\"",
            says: "\"leads\" must name a rule or a recipe"),
        Mistake(.texts, "the trial has failed: %v", "%v", says: "cannot be searched for"),
        Mistake(.texts, "sources: [\"kubernetes 1.36.2 pkg/kubelet\"]\n", "", says: "\"sources\" must list where the texts stand")
            .atTop,
    ]
}
