import Facts
import TOML

/// What containerd itself objects to in its CRI settings, what it does not read, and what it will soon not read. Sources:
/// ValidatePluginConfig of v1.7.34 pkg/cri/config/config.go, ValidateRuntimeConfig and ValidateImageConfig of v2.3.4
/// internal/cri/config/config.go, and the table of deprecated properties in v2.3.4 RELEASES.md.
extension ContainerdSettings {
    /// A setting that keeps the CRI plugin from loading, in containerd's words, and where it stands.
    var criProblem: (sentence: String, source: Source?)? {
        if hasRegistryConflict {
            return (
                "`mirrors` cannot be set when `config_path` is provided", source(of: ["registry", "mirrors"], inImages: true)
            )
        }
        if hasTLSConflict {
            return (
                "`configs.tls` cannot be set when `config_path` is provided", source(of: ["registry", "configs"], inImages: true)
            )
        }
        if !handlers.contains(where: \.isDefault) {
            return (
                "no corresponding runtime configured in `containerd.runtimes` for `containerd` `default_runtime_name = \"\(defaultRuntime)\"`",
                source(of: ["containerd", "default_runtime_name"])
            )
        }
        if !release.isSecond, runtime["systemd_cgroup"]?.flag == true {
            return ("`systemd_cgroup` only works for runtime io.containerd.runtime.v1.linux", source(of: ["systemd_cgroup"]))
        }
        if release.version >= ComponentVersion(2, 1), runtime["cni", "bin_dir"]?.text ?? "" != "",
            !(runtime["cni", "bin_dirs"]?.texts ?? []).isEmpty
        {
            return ("`cni.bin_dir` and `cni.bin_dirs` cannot be set at the same time", source(of: ["cni", "bin_dir"]))
        }
        return nil
    }

    var hasRegistryConflict: Bool {
        images["registry", "config_path"]?.text ?? "" != "" && !(images["registry", "mirrors"]?.entries ?? [:]).isEmpty
    }

    private var hasTLSConflict: Bool {
        guard !release.isSecond, images["registry", "config_path"]?.text ?? "" != "" else { return false }
        return images["registry", "configs"]?.entries.values.contains { $0["tls"] != nil } ?? false
    }

    /// The settings under CRI tables that this release does not read in a file of that version, at most forty.
    var ignored: [Row<ContainerdFacts.IgnoredSetting>] {
        var rows: [Row<ContainerdFacts.IgnoredSetting>] = []
        for file in files.files {
            let read = tablesRead(in: file)
            for table in ["cri", ContainerdRelease.cri, ContainerdRelease.runtime, ContainerdRelease.images]
            where !read.contains(table) {
                for leaf in file.tree["plugins", table]?.leaves() ?? [] {
                    guard let key = leaf.path.first,
                        !(release.isSecond && table == ContainerdRelease.cri && ContainerdMigration.serverKeys.contains(key))
                    else { continue }
                    rows.append(row(leaf, in: table, of: file, because: because(table, file.version)))
                }
            }
            for table in read { rows += misplaced(in: table, of: file) }
        }
        return Array(rows.prefix(40))
    }

    /// SystemdCgroup that stands in a table that is read, but not under a runtime's options.
    private func misplaced(in table: String, of file: TOMLFile) -> [Row<ContainerdFacts.IgnoredSetting>] {
        (file.tree["plugins", table]?.leaves() ?? []).filter { leaf in
            guard leaf.path.last == "SystemdCgroup" else { return false }
            let isOption =
                leaf.path.count == 5 && leaf.path[0] == "containerd" && leaf.path[1] == "runtimes" && leaf.path[3] == "options"
            return !isOption
        }.map {
            row(
                $0, in: table, of: file,
                because: "it is an option of a runtime and stands outside of containerd.runtimes.NAME.options")
        }
    }

    private func because(_ table: String, _ declared: Int) -> String {
        let file = declared == 0 ? "a file that declares no version" : "a file of version \(declared)"
        return "containerd \(release.version.text) does not read this table in \(file)"
    }

    private func row(_ leaf: (path: [String], value: TOMLTree), in table: String, of file: TOMLFile, because: String) -> Row<
        ContainerdFacts.IgnoredSetting
    > {
        let path = ["plugins", table] + leaf.path
        let name = leaf.path.last ?? table
        let isImage = ["sandbox_image", "sandbox", "snapshotter"].contains(name) || leaf.path.first == "registry"
        var place = [isImage ? release.imageTable(version) : release.runtimeTable(version)]
        if name == "SystemdCgroup" { place += ["containerd", "runtimes", "runc", "options"] }
        return Row(
            [
                .setting: .text(name), .value: .text(leaf.value.written), .table: .text(Self.header(Array(path.dropLast()))),
                .readFrom: .text(Self.header(["plugins"] + place)), .because: .text(because),
            ], from: file.source(of: path))
    }

    /// `[plugins."io.containerd.grpc.v1.cri".containerd]`.
    static func header(_ path: [String]) -> String {
        "[" + path.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".") + "]"
    }

    /// Settings that a coming release does not have.
    var deprecated: [Row<ContainerdFacts.DeprecatedSetting>] {
        var rows: [Row<ContainerdFacts.DeprecatedSetting>] = []
        func note(_ path: [String], _ instead: String, inImages: Bool) {
            let table = inImages ? images : runtime
            guard let value = table[path], value != .table([:]), value != .text("") else { return }
            let name = path.joined(separator: ".")
            let source = source(of: path, inImages: inImages) ?? Source(files.main)
            rows.append(Row([.setting: .text(name), .goneIn: "2.4", .instead: .text(instead)], from: source))
        }
        note(["registry", "mirrors"], "registry.config_path and hosts.toml files", inImages: true)
        note(["registry", "configs"], "registry.config_path and hosts.toml files", inImages: true)
        note(["registry", "auths"], "image pull secrets", inImages: true)
        if release.version >= ComponentVersion(2, 1) { note(["cni", "bin_dir"], "cni.bin_dirs", inImages: false) }
        return rows
    }
}
