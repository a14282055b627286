import Steps
import Text
import YAML

/// Installs what a project publishes as a manifest: downloaded at a pinned version, changed by patches of kubectl's own
/// kustomize, applied in one go. The download itself stays as it is, so that its hash can be compared.
struct ManifestInstallation {
    var site: AddOnSite
    /// What is downloaded: a URL and a file name.
    var manifests: [(url: String, name: String)]
    /// Resources of ours beside it, by file name.
    var resources: [(name: String, documents: [[ConfigEntry]])] = []
    /// Changes of resources in the manifest: strategic merges, which name the resource themselves.
    var patches: [(name: String, why: String, document: [ConfigEntry])] = []
    /// Flags added to a container's list: `kind`, its name, and the flags.
    var addedArguments: (kind: String, name: String, arguments: [String])?
    /// Images whose tag the manifest leaves open, by name.
    var imageTags: [String: String] = [:]
    /// Images that come from elsewhere than the manifest says, by name.
    var imageNames: [String: String] = [:]
    /// What must run at the end: kind and name.
    var waitsFor: (kind: String, name: String)
    var namespace: String?

    /// The step and its key.
    func step(_ key: String = "install-network-add-on", why: String) -> Step {
        Step(
            key, on: site.machine.name, phase: .network, title: "Install \(site.addOn.title) \(site.version).",
            why: why + site.facts, risk: .edits,
            actions: manifests.map { site.download($0.url, as: $0.name) } + files.map { .write($0) } + [
                .run(.init(AdminKubectl.words("apply", "--server-side", "--kustomize", site.folder))),
                .run(.init(site.rollout(waitsFor.kind, waitsFor.name, in: namespace, seconds: 300))),
            ],
            check: .succeeds(site.rollout(waitsFor.kind, waitsFor.name, in: namespace, seconds: 5)),
            undo: .commands([AdminKubectl.words("delete", "--ignore-not-found", "--kustomize", site.folder)]), seconds: 120)
    }

    var files: [PlannedFile] {
        let own = resources.map { PlannedFile("\(site.folder)/\($0.name)", YAMLText.documents($0.documents)) }
        let changes = patches.map { PlannedFile("\(site.folder)/\($0.name)", YAMLText.document($0.document)) }
        return own + changes + [PlannedFile("\(site.folder)/kustomization.yaml", YAMLText.document(kustomization))]
    }

    private var kustomization: [ConfigEntry] {
        var out: [ConfigEntry] = [
            ConfigEntry("apiVersion", "kustomize.config.k8s.io/v1beta1"), ConfigEntry("kind", "Kustomization"),
            ConfigEntry(
                "resources", .texts(manifests.map(\.name) + resources.map(\.name)),
                comment: "The project's manifest is left as it was downloaded; what differs for this cluster stands below."),
        ]
        if !images.isEmpty {
            out.append(
                ConfigEntry(
                    "images", .list(images.map(ConfigValue.map)),
                    comment: [
                        imageTags.isEmpty ? nil : "The manifest names no tag, which would be whatever is newest on the day.",
                        imageNames.isEmpty ? nil : "Machines cannot reach the project's own registry.",
                    ].compactMap { $0 }.joined(separator: " ")))
        }
        let changes = patches.map { ConfigValue.map([ConfigEntry("path", .text($0.name), comment: $0.why)]) } + argumentPatch
        if !changes.isEmpty { out.append(ConfigEntry("patches", .list(changes))) }
        return out
    }

    /// kustomize takes one entry an image.
    private var images: [[ConfigEntry]] {
        Set(imageTags.keys).union(imageNames.keys).sorted().map { name in
            [ConfigEntry("name", .text(name))]
                + (imageNames[name].map { [ConfigEntry("newName", .text($0))] } ?? [])
                + (imageTags[name].map { [ConfigEntry("newTag", .text($0))] } ?? [])
        }
    }

    private var argumentPatch: [ConfigValue] {
        guard let added = addedArguments, !added.arguments.isEmpty else { return [] }
        let lines = added.arguments.map {
            "- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: \(ShellLine.of([$0]))\n"
        }
        return [
            .map([
                ConfigEntry(
                    "target", .map([ConfigEntry("kind", .text(added.kind)), ConfigEntry("name", .text(added.name))]),
                    comment: "Flags for this cluster's ranges."), ConfigEntry("patch", .block(lines.joined())),
            ])
        ]
    }
}
