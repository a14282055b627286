import Facts

extension KnownReleases: Packable {
    public func pack(into out: inout PackedWriter) {
        removedFlags.pack(into: &out)
        kubeletFields.pack(into: &out)
        containerd.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            removedFlags: try [RemovedFlag](from: &packed), kubeletFields: try KubeletFields(from: &packed),
            containerd: try [ContainerdSeries](from: &packed))
    }
}

extension RemovedFlag: Packable {
    public func pack(into out: inout PackedWriter) {
        program.pack(into: &out)
        name.pack(into: &out)
        since.pack(into: &out)
        instead.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            program: try packed.text(), name: try packed.text(), since: try packed.number(), instead: try packed.text())
    }
}

extension KubeletFields: Packable {
    public func pack(into out: inout PackedWriter) {
        let later = since.filter { $0.value > Self.oldest }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        later.map(\.key).pack(into: &out)
        later.map(\.value).pack(into: &out)
        newest.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        let names = try [String](from: &packed)
        let minors = try [Int](from: &packed)
        self.init(since: Dictionary(zip(names, minors)) { _, last in last }, newest: try packed.number())
    }
}

extension ContainerdSeries: Packable {
    public func pack(into out: inout PackedWriter) {
        major.pack(into: &out)
        minor.pack(into: &out)
        configVersion.pack(into: &out)
        defaultSandbox.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            major: try packed.number(), minor: try packed.number(), configVersion: try packed.number(),
            defaultSandbox: try packed.text())
    }
}
