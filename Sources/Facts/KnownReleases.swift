/// What releases changed in what a node's files may say. It comes with the knowledge in force, so that a newer release needs no newer
/// program.
public struct KnownReleases: Sendable, Equatable {
    /// Oldest removal first.
    public var removedFlags: [RemovedFlag]
    public var kubeletFields: KubeletFields
    /// Oldest first.
    public var containerd: [ContainerdSeries]
    public var gates: KnownGates

    public init(
        removedFlags: [RemovedFlag] = [], kubeletFields: KubeletFields = KubeletFields(since: [:], newest: KubeletFields.oldest),
        containerd: [ContainerdSeries] = [], gates: KnownGates = KnownGates()
    ) {
        self.removedFlags = removedFlags
        self.kubeletFields = kubeletFields
        self.containerd = containerd
        self.gates = gates
    }

    /// When a program's flag was removed, where that was in this minor of Kubernetes or before.
    public func removal(of flag: String, program: String, minor: Int) -> RemovedFlag? {
        removedFlags.first { $0.program == program && $0.since <= minor && $0.name == flag }
    }
}

/// A flag that a program of Kubernetes no longer takes: since a minor release it stops at its start with `unknown flag`
/// (differences of cmd/kubelet/app/options between the releases 1.23 to 1.36, and the release notes of Kubernetes).
public struct RemovedFlag: Sendable, Equatable, Codable {
    /// Whose flags are known.
    public static let programs = ["kubelet", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]

    /// One of `programs`.
    public var program: String
    /// Without dashes.
    public var name: String
    /// The first minor release without it, such as 27 for 1.27.
    public var since: Int
    /// What to do instead, as a phrase.
    public var instead: String

    public init(program: String, name: String, since: Int, instead: String) {
        self.program = program
        self.name = name
        self.since = since
        self.instead = instead
    }
}

/// What a series of containerd, such as 2.3, makes of its configuration.
public struct ContainerdSeries: Sendable, Equatable {
    public var major, minor: Int
    /// The newest version of the configuration's form that it knows.
    public var configVersion: Int
    /// The sandbox image that it takes where nothing is configured.
    public var defaultSandbox: String

    public init(major: Int, minor: Int, configVersion: Int, defaultSandbox: String) {
        self.major = major
        self.minor = minor
        self.configVersion = configVersion
        self.defaultSandbox = defaultSandbox
    }
}
