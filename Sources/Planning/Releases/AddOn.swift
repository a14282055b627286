import Facts
import Steps

/// A network add-on: what it can do, what it opens, how it is installed. Data: `Knowledge/add-ons/<id>.yaml`.
public struct AddOn: Sendable, Equatable, Codable, Identifiable {
    public var id: String
    public var title: String
    /// False for one that nobody keeps any more; `about` then says since when and what to take instead.
    public var isMaintained: Bool
    /// What it is and whom it suits; whole sentences.
    public var about: String
    /// The version that drydock pins, as the project tags it; empty for one that is dead.
    public var version: String
    /// The versions that drydock knows, oldest first, each with the releases it is for; empty where the pinned one is the only one.
    public var versions: [AddOnVersion]
    /// The oldest and newest minor of Kubernetes that the pinned version is for; nil where no bound is known.
    public var fromMinor, toMinor: Int?
    /// The pod range that it uses where nobody says otherwise; nil where it takes the nodes'.
    public var defaultPodSubnet: String?
    /// A third range of its own (Kube-OVN's join range); nil for most.
    public var ownSubnet: String?
    /// Whether it needs the controller manager to give each node a range.
    public var needsNodeRanges: Bool
    public var networkPolicy, dualStack, ipv6, windows, wireguard, ipsec, replacesKubeProxy, alwaysReplacesKubeProxy: Bool
    /// Whether it has hostPort and hairpin as installed.
    public var hostPort, hairpin: Bool
    public var architectures: [String]
    /// The oldest kernel, such as `5.10`; nil where none is known.
    public var minimumKernel: String?
    /// What nodes must let through between each other: `UDP 8472`.
    public var ports: [String]
    /// Bytes that its encapsulation takes from the MTU, without encryption.
    public var overhead: Int
    /// Whether pods hang on a Linux bridge, which needs br_netfilter.
    public var usesBridge: Bool
    /// The day on which somebody last looked it up; nil for one that is dead and had none.
    public var asOf: Day?
    public var namespace: String
    /// The file that it writes into /etc/cni/net.d.
    public var cniFile: String
    /// What its installation downloads, of the versions that drydock knows, with the sums to compare.
    public var downloads: [AddOnDownload]
    /// The images of the versions that drydock knows, as its files name them.
    public var images: [AddOnImages]
    /// What nodes must let through between each other besides, where WireGuard encrypts between them.
    public var wireguardPorts: [String]
    /// Why there is no sum of what it downloads; a whole sentence. Nil where there is one of each known version.
    public var unproved: String?
    /// Things to know before taking it; whole sentences.
    public var notes: [String]
    public var sources: [String]

    public init(
        id: String, title: String, isMaintained: Bool, about: String, version: String, fromMinor: Int?, toMinor: Int?,
        defaultPodSubnet: String?, ownSubnet: String?, needsNodeRanges: Bool, networkPolicy: Bool, dualStack: Bool, ipv6: Bool,
        windows: Bool, wireguard: Bool, ipsec: Bool, replacesKubeProxy: Bool, alwaysReplacesKubeProxy: Bool, hostPort: Bool,
        hairpin: Bool, architectures: [String], minimumKernel: String?, ports: [String], overhead: Int, usesBridge: Bool,
        namespace: String, cniFile: String, notes: [String], sources: [String], versions: [AddOnVersion] = [],
        downloads: [AddOnDownload] = [], unproved: String? = nil, images: [AddOnImages] = [], wireguardPorts: [String] = []
    ) {
        self.id = id
        self.title = title
        self.isMaintained = isMaintained
        self.about = about
        self.version = version
        self.fromMinor = fromMinor
        self.toMinor = toMinor
        self.defaultPodSubnet = defaultPodSubnet
        self.ownSubnet = ownSubnet
        self.needsNodeRanges = needsNodeRanges
        self.networkPolicy = networkPolicy
        self.dualStack = dualStack
        self.ipv6 = ipv6
        self.windows = windows
        self.wireguard = wireguard
        self.ipsec = ipsec
        self.replacesKubeProxy = replacesKubeProxy
        self.alwaysReplacesKubeProxy = alwaysReplacesKubeProxy
        self.hostPort = hostPort
        self.hairpin = hairpin
        self.architectures = architectures
        self.minimumKernel = minimumKernel
        self.ports = ports
        self.overhead = overhead
        self.usesBridge = usesBridge
        self.namespace = namespace
        self.cniFile = cniFile
        self.notes = notes
        self.sources = sources
        self.versions = versions
        self.downloads = downloads
        self.unproved = unproved
        self.images = images
        self.wireguardPorts = wireguardPorts
    }
}

/// A file that an add-on's installation downloads.
public struct AddOnDownload: Sendable, Equatable, Codable {
    /// Of the add-on, as the project tags it.
    public var version: String
    /// The last part of its address.
    public var file: String
    /// In hexadecimal.
    public var sha256: String

    public init(version: String, file: String, sha256: String) {
        self.version = version
        self.file = file
        self.sha256 = sha256
    }
}

/// The images that a version of an add-on runs as drydock installs it.
public struct AddOnImages: Sendable, Equatable, Codable {
    /// Of the add-on, as the project tags it.
    public var version: String
    /// Each with its registry, where it has one, and its tag.
    public var names: [String]

    public init(version: String, names: [String]) {
        self.version = version
        self.names = names
    }
}

/// A version of an add-on and the minor releases of Kubernetes that it is for.
public struct AddOnVersion: Sendable, Equatable, Codable {
    /// As the project tags it.
    public var version: String
    /// The oldest and newest minor that the project tested it with; nil where none is known.
    public var fromMinor, toMinor: Int?
    /// The oldest minor whose API server takes its manifests; nil where every one does.
    public var needsMinor: Int?

    public init(version: String, fromMinor: Int? = nil, toMinor: Int? = nil, needsMinor: Int? = nil) {
        self.version = version
        self.fromMinor = fromMinor
        self.toMinor = toMinor
        self.needsMinor = needsMinor
    }

    /// `3.32` of `v3.32.1`, by which versions of one series are told.
    var series: String { Self.series(version) }

    static func series(_ version: String) -> String {
        version.drop { $0 == "v" }.split(separator: ".").prefix(2).joined(separator: ".")
    }
}

extension AddOn {
    /// The version that suits a release: the newest that was tested with it, else the newest older one; the pinned one where there is
    /// only that.
    public func version(for minor: Int) -> AddOnVersion {
        versions.last { ($0.fromMinor ?? 0) <= minor }
            ?? AddOnVersion(version: version, fromMinor: fromMinor, toMinor: toMinor, needsMinor: fromMinor)
    }

    /// How it is seen that a file of a version is the right one.
    func proof(of file: String, _ version: String) -> Fetch.Proof {
        if let known = downloads.first(where: { $0.version == version && $0.file == file }) { return .sha256(known.sha256) }
        return .onlyTLS(because: unproved ?? "drydock knows no checksum of \(file) of \(title) \(version).")
    }

    /// The images of a version; empty for one that drydock does not know.
    func images(of version: String) -> [String] { images.first { $0.version == version }?.names ?? [] }

    /// Windows' own VXLAN knows this port alone (flannel v0.28.9, Documentation/backends.md).
    static let windowsVXLANPort = 4789

    /// What nodes must let through between each other, with a plan's settings.
    func ports(in plan: ClusterPlan) -> [String] {
        // Windows' VXLAN has another port than Linux', so all of Flannel's nodes use that.
        let hasWindows = id == "flannel" && plan.machines.contains(where: \.isWindows)
        let usual = hasWindows ? ports.map { $0 == "UDP 8472" ? "UDP \(Self.windowsVXLANPort)" : $0 } : ports
        return usual + (plan.network.addOn.encryption == .wireguard ? wireguardPorts : [])
    }

    /// What is known of a version that somebody names; nil for a series that drydock does not know.
    func known(_ named: String) -> AddOnVersion? {
        if named == version, versions.isEmpty { return version(for: 0) }
        return versions.first { $0.series == AddOnVersion.series(named) }
    }
}
