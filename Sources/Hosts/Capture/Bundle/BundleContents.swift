/// The files of a bundle by their names below its root, links that stay inside followed, packed members unpacked.
struct BundleContents: Sendable {
    let kind: BundleKind
    /// The name in the store of each file, by its name below the bundle's root. Links to files and folders are among them.
    private(set) var files: [String: String] = [:]
    /// Where each link points, as it is written, by the link's name.
    private(set) var links: [String: String] = [:]
    let store: any CaptureStore

    /// So many files may be reached through links to folders.
    private static let mostLinked = 20_000
    /// A file of more bytes, unpacked, is not searched for answers.
    static let longest = 64 << 20

    init?(_ store: any CaptureStore) {
        guard let (kind, root) = BundleKind.recognised(store.sizes.keys) else { return nil }
        self.kind = kind
        self.store = store
        for name in store.sizes.keys where name.hasPrefix(root) { files[String(name.dropFirst(root.count))] = name }
        for (name, target) in store.links where name.hasPrefix(root) { links[String(name.dropFirst(root.count))] = target }
        follow()
    }

    /// The names below a folder, sorted; all where it is empty.
    func names(below folder: String = "") -> [String] {
        files.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }.sorted()
    }

    /// A file's bytes, unpacked where it is a .gz or .xz; nil where there is none, or it is damaged or too long.
    func bytes(_ name: String) -> [UInt8]? {
        guard let stored = files[name], (store.sizes[stored] ?? 0) <= Self.longest,
            case .success(let packed) = store.bytes(stored)
        else { return nil }
        let raw = packed.bytes
        guard name.hasSuffix(".gz") || name.hasSuffix(".xz") else { return raw }
        var out: [UInt8] = []
        let decompressor = Decompressor()
        let sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool = { (piece) throws(ArchiveError) in
            out.append(contentsOf: piece)
            return out.count <= Self.longest
        }
        do throws(ArchiveError) {
            try decompressor.take(raw, sink)
            try decompressor.finish(sink)
        } catch {
            return nil
        }
        return out.count <= Self.longest ? out : nil
    }

    /// A file's text; nil where there is none.
    func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The text that a command wrote, wherever a bundle of this kind keeps it: under sos_commands, or as a file named like it.
    func output(of command: String) -> String? {
        for name in outputs where BundleFileName(name).words == BundleFileName(command).words {
            if let text = text(name) { return text }
        }
        return nil
    }

    /// The first output of a command line that begins so.
    func output(beginning command: String) -> String? {
        for name in outputs where BundleFileName(name).isOf(command) {
            if let text = text(name) { return text }
        }
        return nil
    }

    /// The files that hold outputs: not those of the node's own file system.
    var outputs: [String] {
        names().filter { name in
            if kind == .sosreport { return name.hasPrefix("sos_commands/") }
            return !isNodes(name)
        }
    }

    /// Whether a name is one of the node's own file system.
    func isNodes(_ name: String) -> Bool {
        guard kind == .sosreport || kind == .outputs, let slash = name.firstIndex(of: "/") else { return false }
        return BundleFileName.nodeFolders.contains(String(name[..<slash]))
    }

    /// Makes what is reached through links part of the files.
    private mutating func follow() {
        let all = files.keys.sorted()
        var linked = 0
        for link in links.keys.sorted() {
            guard let target = resolved(link) else { continue }
            if let stored = files[target] {
                files[link] = stored
                continue
            }
            let folder = target + "/"
            for name in all where name.hasPrefix(folder) && linked < Self.mostLinked {
                files[link + "/" + name.dropFirst(folder.count)] = files[name]
                linked += 1
            }
        }
    }

    /// The name that a link stands for, all links on the way followed; nil where it leaves the bundle or goes in a circle.
    private func resolved(_ link: String) -> String? {
        var waiting = link.split(separator: "/").map(String.init)
        var done: [String] = []
        var followed = 0
        while !waiting.isEmpty {
            let part = waiting.removeFirst()
            if part == "." { continue }
            if part == ".." {
                guard done.popLast() != nil else { return nil }
                continue
            }
            guard let target = links[(done + [part]).joined(separator: "/")] else {
                done.append(part)
                continue
            }
            followed += 1
            guard followed <= 40 else { return nil }
            // An absolute link means the node's root, which is the bundle's.
            if target.hasPrefix("/") { done = [] }
            waiting = target.split(separator: "/").map(String.init) + waiting
        }
        return done.joined(separator: "/")
    }
}
