import TOML

/// How containerd 2.x carries older configuration over into its own tables when it starts: `v1Migrate` of
/// cmd/containerd/server/config/config.go and `migrateConfig` of plugins/cri/runtime/plugin.go and plugins/cri/images/plugin.go,
/// v2.1.9 and v2.3.4.
enum ContainerdMigration {
    /// A file of version 1, or of none, with the plugins' short names written in full.
    static func renamed(_ tree: TOMLTree) -> TOMLTree {
        guard case .table(var entries) = tree else { return tree }
        if let plugins = entries["plugins"]?.entries {
            entries["plugins"] = .table(Dictionary(plugins.map { (fullName($0.key), $0.value) }) { first, _ in first })
        }
        for list in ["disabled_plugins", "required_plugins"] {
            guard let names = entries[list]?.texts else { continue }
            entries[list] = .list(names.map { .text(fullName($0)) })
        }
        return .table(entries)
    }

    /// With the settings of the CRI's table of 1.x taken over into those of 2.x.
    static func moved(_ tree: TOMLTree, for release: ContainerdRelease) -> TOMLTree {
        guard case .table(var entries) = tree, var plugins = entries["plugins"]?.entries, let old = plugins[ContainerdRelease.cri]
        else { return tree }
        plugins[ContainerdRelease.runtime] = runtime(plugins[ContainerdRelease.runtime] ?? .table([:]), old, release)
        plugins[ContainerdRelease.images] = images(plugins[ContainerdRelease.images] ?? .table([:]), old)
        entries["plugins"] = .table(plugins)
        return .table(entries)
    }

    /// The full name of a plugin of a file of version 1.
    static func fullName(_ name: String) -> String {
        if name.contains(".") { return name }
        if let full = core[name] { return full }
        return name.hasSuffix("-service") ? "io.containerd.service.v1.\(name)" : "io.containerd.grpc.v1.\(name)"
    }

    private static let core = [
        "cri": ContainerdRelease.cri, "cgroups": "io.containerd.monitor.v1.cgroups", "linux": "io.containerd.runtime.v1.linux",
        "scheduler": "io.containerd.gc.v1.scheduler", "bolt": "io.containerd.metadata.v1.bolt",
        "task": "io.containerd.runtime.v2.task",
        "opt": "io.containerd.internal.v1.opt", "restart": "io.containerd.internal.v1.restart",
        "aufs": "io.containerd.snapshotter.v1.aufs", "btrfs": "io.containerd.snapshotter.v1.btrfs",
        "devmapper": "io.containerd.snapshotter.v1.devmapper", "native": "io.containerd.snapshotter.v1.native",
        "overlayfs": "io.containerd.snapshotter.v1.overlayfs", "zfs": "io.containerd.snapshotter.v1.zfs",
    ]

    static let serverKeys: Set<String> = [
        "disable_tcp_service", "stream_server_address", "stream_server_port", "stream_idle_timeout", "enable_tls_streaming",
        "x509_key_pair_streaming",
    ]
    private static let imageKeys: Set<String> = [
        "registry", "image_decryption", "max_concurrent_downloads", "image_pull_progress_timeout", "image_pull_with_sync_fs",
        "stats_collect_period",
    ]
    private static let imageContainerdKeys: Set<String> = [
        "snapshotter", "disable_snapshot_annotations", "discard_unpacked_layers",
    ]

    /// What stands in the new table wins.
    private static func runtime(_ new: TOMLTree, _ old: TOMLTree, _ release: ContainerdRelease) -> TOMLTree {
        var out = old.entries.filter { !serverKeys.contains($0.key) && !imageKeys.contains($0.key) && $0.key != "sandbox_image" }
        out["containerd"] = old["containerd"].map { .table($0.entries.filter { !imageContainerdKeys.contains($0.key) }) }
        if var cni = old["cni"]?.entries {
            if release.version >= ComponentVersion(2, 1), let folder = cni.removeValue(forKey: "bin_dir") {
                cni["bin_dirs"] = .list([folder])
            }
            out["cni"] = .table(cni)
        }
        for (key, value) in new.entries {
            if key == "cni" || key == "containerd", case .table(let old)? = out[key], case .table(let new) = value {
                out[key] = .table(old.merging(new) { _, new in new })
            } else {
                out[key] = value
            }
        }
        return .table(out)
    }

    /// What stands in the old table wins.
    private static func images(_ new: TOMLTree, _ old: TOMLTree) -> TOMLTree {
        var out = new.entries
        if let image = old["sandbox_image"] {
            var pinned = out["pinned_images"]?.entries ?? [:]
            pinned["sandbox"] = image
            out["pinned_images"] = .table(pinned)
        }
        for key in imageKeys { if let value = old[key] { out[key] = value } }
        for key in imageContainerdKeys { if let value = old["containerd", key] { out[key] = value } }
        return .table(out)
    }
}
