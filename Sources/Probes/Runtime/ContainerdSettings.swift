import Facts
import TOML

/// containerd's settings as a daemon of a given release sees them in its files.
struct ContainerdSettings: Sendable {
    let files: ContainerdFiles
    let release: ContainerdRelease
    /// The version that counts: the last one that a file declares, for 1.x; the main file's for 2.x; 1 where none is declared.
    let version: Int
    let merged: TOMLTree
    /// The tables that the CRI plugin reads.
    let runtime: TOMLTree
    let images: TOMLTree

    init(_ files: ContainerdFiles, for release: ContainerdRelease) {
        self.files = files
        self.release = release
        let declared = release.isSecond ? files.files.first?.version ?? 0 : files.files.map(\.version).last { $0 != 0 } ?? 0
        version = files.isAbsent ? release.newestConfig : max(declared, 1)
        var merged = TOMLTree.table([:])
        for file in files.files {
            var tree = release.isSecond && file.version < 2 ? ContainerdMigration.renamed(file.tree) : file.tree
            if release.migratesEachFile, file.version < release.newestConfig {
                tree = ContainerdMigration.moved(tree, for: release)
            }
            merged = Self.lay(tree, over: merged, release)
        }
        if Self.movesMerged(files, release) { merged = ContainerdMigration.moved(merged, for: release) }
        self.merged = merged
        runtime = merged["plugins", release.runtimeTable(version)] ?? .table([:])
        images = merged["plugins", release.imageTable(version)] ?? .table([:])
    }

    /// Whether 2.0 to 2.2 take the old table over: by the version of the last file.
    private static func movesMerged(_ files: ContainerdFiles, _ release: ContainerdRelease) -> Bool {
        guard release.isSecond, !release.migratesEachFile, let last = files.files.last else { return false }
        return last.version >= 2 && last.version < release.newestConfig
    }

    /// The names of the tables from which this release takes CRI settings of a file.
    func tablesRead(in file: TOMLFile) -> [String] {
        if !release.isSecond { return [version < 2 ? "cri" : ContainerdRelease.cri] }
        let tables = [ContainerdRelease.runtime, ContainerdRelease.images]
        let isMoved = release.migratesEachFile ? file.version < release.newestConfig : Self.movesMerged(files, release)
        guard isMoved else { return tables }
        return tables + (file.version < 2 ? [ContainerdRelease.cri, "cri"] : [ContainerdRelease.cri])
    }

    /// Lists are joined, and plugins merged: by 1.x table by table as a whole, by 2.x key by key.
    private static func lay(_ new: TOMLTree, over old: TOMLTree, _ release: ContainerdRelease) -> TOMLTree {
        var out = old.entries
        for (key, value) in new.entries {
            if key == "plugins", !release.isSecond {
                out[key] = .table((out[key]?.entries ?? [:]).merging(value.entries) { _, new in new })
            } else if case .list(let members) = value, case .list(let earlier)? = out[key] {
                out[key] = .list(earlier + members.filter { !earlier.contains($0) })
            } else {
                out[key] = out[key]?.overlaid(with: value) ?? value
            }
        }
        return .table(out)
    }

    /// Where a setting of the CRI stands: in the last file that has it in a table that is read.
    func source(of path: [String], inImages: Bool = false) -> Source? {
        let others = inImages ? ContainerdRelease.runtime : ContainerdRelease.images
        for file in files.files.reversed() {
            for name in tablesRead(in: file) where name != others && file.tree[["plugins", name] + path] != nil {
                return file.source(of: ["plugins", name] + path)
            }
        }
        return nil
    }

    /// Where a setting of the daemon itself stands.
    func source(of key: String) -> Source? {
        files.files.last { $0.tree[key] != nil }?.source(of: [key])
    }

    // MARK: Plugins

    var disabledPlugins: [String] { merged["disabled_plugins"]?.texts ?? [] }

    var criIsDisabled: Bool {
        let names: Set<String>
        if release.isSecond {
            names = [ContainerdRelease.cri, ContainerdRelease.runtime, ContainerdRelease.images]
        } else {
            names = [version < 2 ? "cri" : ContainerdRelease.cri]
        }
        return disabledPlugins.contains { names.contains($0) }
    }

    /// Names that this release refuses, so that it does not start: in a file of version 2 or newer a plugin's name is a URI.
    var refusedPlugins: [String] {
        let lists = ["disabled_plugins", "required_plugins"].flatMap { merged[$0]?.texts ?? [] }
        if release.isSecond { return lists.filter { !$0.contains(".") } }
        guard version >= 2 else { return [] }
        let tables = merged["plugins"]?.entries.keys.sorted() ?? []
        return (lists + tables).filter { $0.split(separator: ".", omittingEmptySubsequences: false).count < 4 }
    }

    // MARK: Runtimes

    struct Handler: Sendable, Equatable {
        var name: String
        var type: String
        var isDefault: Bool
        var systemdCgroup: TOMLTree?
        /// The option BinaryName: the program in place of runc.
        var binaryName: String?
        var source: Source?

        var isRunc: Bool { type.hasPrefix("io.containerd.runc.") }
    }

    var defaultRuntime: String { runtime["containerd", "default_runtime_name"]?.text ?? "runc" }

    /// The handlers, the default one first, as RuntimeConfig goes through them.
    var handlers: [Handler] {
        var tables = runtime["containerd", "runtimes"]?.entries ?? [:]
        if tables.isEmpty || release.isSecond && tables["runc"] == nil {
            tables["runc"] = .table(["runtime_type": .text("io.containerd.runc.v2")])
        }
        return tables.map { name, table in
            let usual = name == "runc" && release.isSecond ? "io.containerd.runc.v2" : ""
            let path = ["containerd", "runtimes", name]
            return Handler(
                name: name, type: table["runtime_type"]?.text ?? usual, isDefault: name == defaultRuntime,
                systemdCgroup: table["options", "SystemdCgroup"],
                binaryName: table["options", "BinaryName"]?.text.flatMap { $0.isEmpty ? nil : $0 },
                source: source(of: path + ["options", "SystemdCgroup"]) ?? source(of: path))
        }.sorted { ($0.isDefault ? 0 : 1, $0.name) < ($1.isDefault ? 0 : 1, $1.name) }
    }

    /// The handler whose setting decides the cgroup driver: the default one, or for 2.x the first that is runc.
    var deciding: Handler? {
        release.isSecond ? handlers.first { $0.isRunc } : handlers.first { $0.isDefault && ($0.isRunc || $0.type.isEmpty) }
    }

    // MARK: Images and network

    var sandboxImage: String? {
        release.isSecond ? images["pinned_images", "sandbox"]?.text : images["sandbox_image"]?.text
    }

    var snapshotter: String? {
        release.isSecond ? images["snapshotter"]?.text : runtime["containerd", "snapshotter"]?.text
    }

    /// The directories in use; `/opt/cni/bin` where nothing is set.
    var cniBinDirs: [String] {
        if let folders = runtime["cni", "bin_dirs"]?.texts, !folders.isEmpty { return folders }
        if let folder = runtime["cni", "bin_dir"]?.text, !folder.isEmpty { return [folder] }
        return ["/opt/cni/bin"]
    }
}
