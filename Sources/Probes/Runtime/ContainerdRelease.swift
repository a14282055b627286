import Facts

/// What a version of containerd does with its configuration. Sources: services/server/config/config.go of v1.6.39 and v1.7.34,
/// cmd/containerd/server/config/config.go and plugins/cri of v2.0.0, v2.1.9, v2.2.7, v2.3.4, read 2026-11.
struct ContainerdRelease: Sendable, Equatable {
    var version: ComponentVersion
    /// The newest configuration version that it knows.
    var newestConfig: Int
    var defaultSandboxImage: String

    /// - Parameter known: the series that the knowledge has; a newer one is taken for the newest of them.
    init(_ version: ComponentVersion, _ known: [ContainerdSeries]) {
        self.version = version
        let series = known.last { ($0.major, $0.minor) <= (version.major, version.minor) }
        newestConfig = series?.configVersion ?? 2
        defaultSandboxImage = series?.defaultSandbox ?? "k8s.gcr.io/pause:3.5"
    }

    /// containerd 2.x splits the CRI plugin into io.containerd.cri.v1.runtime and io.containerd.cri.v1.images.
    var isSecond: Bool { version.major >= 2 }

    /// 1.6 before 1.6.32 and 1.7 before 1.7.17 read a newer file as version 2, without a word.
    var refusesNewer: Bool {
        if isSecond { return true }
        if version.minor == 6 { return version.patch >= 32 }
        return version >= ComponentVersion(1, 7, 17)
    }

    /// Where the settings of a runtime are read from in a file of that version.
    func runtimeTable(_ configVersion: Int) -> String {
        if isSecond { return Self.runtime }
        return configVersion < 2 ? "cri" : Self.cri
    }

    /// Where the settings of images are read from in a file of that version.
    func imageTable(_ configVersion: Int) -> String {
        if isSecond { return Self.images }
        return configVersion < 2 ? "cri" : Self.cri
    }

    /// 2.3 and later carry over each file by itself, from its own version. 2.0 to 2.2 lay the files over one another first and
    /// then look only at the version of the last; a file without a version counts as new there, though its names are old.
    var migratesEachFile: Bool { version >= ComponentVersion(2, 3) }

    static let cri = "io.containerd.grpc.v1.cri"
    static let runtime = "io.containerd.cri.v1.runtime"
    static let images = "io.containerd.cri.v1.images"
}
