extension RecordedHost {
    public func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        let plain = CaptureIndex.plain(path)
        let line = try index.line(.read, plain)
        if let error = line?.error { throw error.error(about: path) }
        let stored = line?.file ?? .file("files" + plain)
        if case .file(let name) = stored, store.sizes[name] == nil {
            if line != nil { throw .badCapture("\(name), which index.jsonl names, is missing from it") }
            if let error = absence(of: plain) { throw error.told(of: path) }
            if tree.names(in: plain) != nil { throw .wrongKind(path: path) }
            throw unrecorded(path)
        }
        let bytes = try await bytes(stored)
        let status = (line?.captured ?? known(plain) ?? CapturedStatus())
            .status(name: path, size: bytes.count, modified: head.taken, mode: Self.usualMode(plain))
        guard status.kind == .file || status.kind == .link else { throw .wrongKind(path: path) }
        return FileContent(bytes: Array(bytes.prefix(limit)), status: status, isCut: line?.cut ?? false || bytes.count > limit)
    }

    public func list(_ path: String) async throws(HostError) -> [FileStatus] {
        let plain = CaptureIndex.plain(path)
        if let line = try index.line(.list, plain) {
            if let error = line.error { throw error.error(about: path) }
            return (line.entries ?? []).map { $0.status(name: $0.name ?? "", size: 0, modified: head.taken) }.sorted {
                $0.name < $1.name
            }
        }
        if store.sizes["files" + plain] != nil { throw .wrongKind(path: path) }
        if isWhole || foreign != nil, let names = tree.names(in: plain),
            tree.isWhole(plain) || plain == "/" || Self.isKernels(plain)
        {
            return names.sorted().compactMap { derived(plain == "/" ? "/" + $0 : plain + "/" + $0, name: $0) }
        }
        throw absence(of: plain)?.told(of: path) ?? unrecorded(path)
    }

    public func status(_ path: String) async throws(HostError) -> FileStatus {
        let plain = CaptureIndex.plain(path)
        if let line = try index.line(.status, plain) {
            if let error = line.error { throw error.error(about: path) }
            return line.captured.status(name: path, size: store.sizes["files" + plain] ?? 0, modified: head.taken)
        }
        if let known = known(plain) { return known.status(name: path, size: 0, modified: head.taken) }
        if let line = try index.line(.read, plain), line.error == nil {
            let size = store.sizes["files" + plain] ?? 0
            return line.captured.status(name: path, size: size, modified: head.taken, mode: Self.usualMode(plain))
        }
        if let status = derived(plain, name: path) { return status }
        throw absence(of: plain)?.told(of: path) ?? unrecorded(path)
    }

    public func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        let plain = CaptureIndex.plain(path)
        guard let line = try index.line(.space, plain) else {
            if let space = space(inBundle: plain) { return space }
            throw absence(of: plain)?.told(of: path) ?? unrecorded(path)
        }
        if let error = line.error { throw error.error(about: path) }
        guard let room = line.room else { throw .badCapture("the answer to space \(path)") }
        return room.plausible
    }

    private var isWhole: Bool { head.coverage != .asked }

    private static func isKernels(_ path: String) -> Bool {
        path.hasPrefix("/proc/") || path.hasPrefix("/sys/") || path.hasPrefix("/dev/")
    }

    /// What the listing of the directory above says of a path.
    private func known(_ path: String) -> CapturedStatus? {
        let (parent, name) = Self.split(path)
        guard let entries = try? index.line(.list, parent)?.entries else { return nil }
        return entries.first { $0.name == name }
    }

    /// The status of what lies under `files/`, where nothing more is told of it.
    private func derived(_ path: String, name: String) -> FileStatus? {
        if let size = store.sizes["files" + path] {
            let line = try? index.line(.read, path)
            return (line?.captured ?? CapturedStatus()).status(
                name: name, size: size, modified: head.taken, mode: Self.usualMode(path))
        }
        guard tree.names(in: path) != nil else { return nil }
        return CapturedStatus(kind: .directory).status(name: name, size: 4096, modified: head.taken)
    }

    /// `notThere` where the capture proves that a path does not exist: it was asked, or the directory above is known whole
    /// and has no such name, or does not exist itself.
    func absence(of path: String) -> HostError? {
        for kind in [CaptureLine.Kind.read, .status, .list] {
            guard let error = try? index.line(kind, path)?.error else { continue }
            if case .notThere = error.error(about: path) { return .notThere(path: path) }
        }
        guard path != "/", path.hasPrefix("/"), store.sizes["files" + path] == nil, tree.names(in: path) == nil else {
            return nil
        }
        let (parent, name) = Self.split(path)
        if let line = try? index.line(.list, parent) {
            guard let entries = line.entries else { return absence(of: parent).map { _ in .notThere(path: path) } }
            let isMissing = entries.count < LocalHost.mostEntries && !entries.contains { $0.name == name }
            return isMissing ? .notThere(path: path) : nil
        }
        if isWhole, tree.isWhole(parent) { return .notThere(path: path) }
        if let foreign, foreign.provesAbsence(of: path) { return .notThere(path: path) }
        return provenAbsence(of: parent) ? .notThere(path: path) : nil
    }

    /// Whether a directory is known not to exist; a directory that only seems absent because no file of the capture lies in
    /// it does not prove that what it should hold is absent.
    private func provenAbsence(of path: String) -> Bool {
        guard path != "/" else { return false }
        for kind in [CaptureLine.Kind.read, .status, .list] {
            guard let error = try? index.line(kind, path)?.error else { continue }
            if case .notThere = error.error(about: path) { return true }
        }
        let (parent, name) = Self.split(path)
        if let entries = try? index.line(.list, parent)?.entries {
            return entries.count < LocalHost.mostEntries && !entries.contains { $0.name == name }
        }
        return provenAbsence(of: parent)
    }

    static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// The mode that kubeadm and the kubelet give a file of this name: keys and kubeconfigs are root's alone.
    static func usualMode(_ path: String) -> Int? {
        let isKey = path.hasSuffix(".key") || path.hasSuffix("-key.pem")
        let isKubeconfig = path.hasPrefix("/etc/kubernetes/") && path.hasSuffix(".conf") || path.hasSuffix("/.kube/config")
        let isClient = path.hasPrefix("/var/lib/kubelet/pki/") && path.hasSuffix(".pem")
        return isKey || isKubeconfig || isClient ? 0o600 : nil
    }
}

extension HostError {
    /// The same absence, told of the path as it was asked.
    func told(of path: String) -> HostError {
        if case .notThere = self { return .notThere(path: path) }
        return self
    }
}
