import Text

/// What another program left of a node or a cluster, as its marks tell.
package enum BundleKind: String, Sendable, CaseIterable {
    /// Of sos: `sos_commands/`, `sos_logs/`, `version.txt`, and below them the node's own files.
    case sosreport = "sosreport"
    /// Of troubleshoot.sh: `cluster-resources/`, `host-collectors/`.
    case supportBundle = "support bundle"
    /// Of `kubectl cluster-info dump --output-directory`: `nodes.json`, and a folder a namespace.
    case clusterDump = "cluster-info dump"
    /// Outputs of kubectl, crictl and journalctl in files that are named like the commands.
    case outputs = "folder of outputs"

    /// What is read, as a refusal names it.
    package static let known =
        "a sosreport, a support bundle of troubleshoot.sh, a folder of kubectl cluster-info dump, or a folder with outputs of kubectl, crictl and journalctl"

    /// The kind that the names of files show, and the folder in which it lies, with a slash at its end or empty.
    static func recognised(_ names: some Collection<String>) -> (kind: BundleKind, root: String)? {
        if let root = root(of: "sos_commands/", in: names) ?? root(of: "sos_reports/", in: names) { return (.sosreport, root) }
        if let root = root(of: "cluster-resources/", in: names) ?? root(of: "host-collectors/", in: names) {
            return (.supportBundle, root)
        }
        if let nodes = names.filter({ $0 == "nodes.json" || $0.hasSuffix("/nodes.json") }).min(by: { $0.count < $1.count }) {
            let root = String(nodes.dropLast("nodes.json".count))
            let isDump = names.contains { name in
                name.hasPrefix(root) && ["/pods.json", "/events.json"].contains { name.hasSuffix($0) }
            }
            if isDump { return (.clusterDump, root) }
        }
        guard names.contains(where: { BundleFileName($0).isOutput }) else { return nil }
        return (.outputs, commonFolder(names))
    }

    /// The folder that holds a folder, at most one below the top.
    private static func root(of mark: String, in names: some Collection<String>) -> String? {
        for name in names {
            if name.hasPrefix(mark) { return "" }
            guard let slash = name.firstIndex(of: "/") else { continue }
            let rest = name[name.index(after: slash)...]
            if rest.hasPrefix(mark) { return String(name[...slash]) }
        }
        return nil
    }

    private static func commonFolder(_ names: some Collection<String>) -> String {
        guard let first = names.first, let slash = first.firstIndex(of: "/") else { return "" }
        let folder = String(first[...slash])
        let isNodes = BundleFileName.nodeFolders.contains(String(folder.dropLast()))
        return !isNodes && names.allSatisfy { $0.hasPrefix(folder) } ? folder : ""
    }
}
