import Facts
import Text

/// One series of a container runtime: containerd 2.3, CRI-O 1.36. Data: `Knowledge/runtimes/<runtime>-<series>.yaml`.
public struct RuntimeSeries: Sendable, Equatable, Codable, Identifiable {
    public var id: String
    /// `containerd`, `cri-o`, `docker` or `mcr`, as a plan file has it.
    public var kind: String
    /// `2.3`.
    public var series: String
    /// The newest version that drydock knows.
    public var latest: String
    /// The day support ends, `YYYY-MM-DD`; nil where it is not known.
    public var endOfLife: String?
    /// The version of containerd's configuration form that the series writes and understands at most; nil for others.
    public var configVersion: Int?
    /// Whether its default configuration imports /etc/containerd/conf.d or its like.
    public var importsDropIns: Bool
    /// Whether it tells the kubelet its cgroup driver.
    public var hasRuntimeConfig: Bool
    /// Whether containerd takes a list of folders of CNI plugins; else one.
    public var takesBinDirs: Bool
    /// The runc that goes with containerd's own archives; nil for others.
    public var runc: String?
    /// Who has packages of the series: a system and its version (`debian-13`), `docker` (download.docker.com), `opensuse`
    /// (the Open Build Service), `github` (an archive beside the release). Empty: only containerd's own archives.
    public var packages: [String]
    /// The sandbox image that it takes where nothing is configured.
    public var defaultSandbox: String
    /// For which minors of Kubernetes it may be taken, and which version at least.
    public var supports: [Support]
    /// The day on which somebody last looked it up.
    public var asOf: Day?
    public var notes: [String]
    public var sources: [String]

    public struct Support: Sendable, Equatable, Codable {
        public var minor: Int
        public var atLeast: String

        public init(minor: Int, atLeast: String) {
            self.minor = minor
            self.atLeast = atLeast
        }
    }

    public init(
        id: String, kind: String, series: String, latest: String, endOfLife: String?, configVersion: Int?, importsDropIns: Bool,
        hasRuntimeConfig: Bool, takesBinDirs: Bool = false, runc: String? = nil, packages: [String] = [], defaultSandbox: String,
        supports: [Support], notes: [String], sources: [String]
    ) {
        self.id = id
        self.kind = kind
        self.series = series
        self.latest = latest
        self.endOfLife = endOfLife
        self.configVersion = configVersion
        self.importsDropIns = importsDropIns
        self.hasRuntimeConfig = hasRuntimeConfig
        self.takesBinDirs = takesBinDirs
        self.runc = runc
        self.packages = packages
        self.defaultSandbox = defaultSandbox
        self.supports = supports
        self.notes = notes
        self.sources = sources
    }

    /// Its numbers, for finding the newest.
    public var order: [Int] { VersionOrder.numbers(series) ?? [] }
}
