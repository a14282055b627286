import Facts
import Planning
import YAML

/// Reads one release's file.
enum ReleaseReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (Release, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        if KnowledgeVersion.minor(id) == nil {
            fields.complain(node.line, "The file's name must be a minor release such as 1.36, not \"\(id)\".")
        }
        var release = Release(
            id: id, latestPatch: fields.number("latestPatch"), endOfLife: fields.day("endOfLife"),
            isVerified: fields.flag("isVerified"), configAPI: fields.word("configAPI", default: nil) ?? .v1beta4,
            pause: fields.versionsByPatch("pause"), etcd: fields.versionsByPatch("etcd"),
            coreDNS: fields.versionsByPatch("coreDNS"),
            registry: fields.byPatch("registry"), minimumExternalEtcd: fields.versionsByPatch("minimumExternalEtcd"),
            kubeletSkew: fields.number("kubeletSkew"), removedFlags: removedFlags(fields, id),
            kubeletFields: fields.optional("kubeletFields").map { fields.strings($0, "kubeletFields") },
            removedFeatureGates: fields.texts("removedFeatureGates"), removedKubeadmGates: fields.texts("removedKubeadmGates"),
            kubeadmGates: fields.texts("kubeadmGates"), cniPlugins: fields.optionalVersion("cniPlugins"),
            crictl: fields.optionalVersion("crictl"), checksBridgeCalls: fields.flag("checksBridgeCalls"),
            checkedPrograms: fields.texts("checkedPrograms"), hasPackages: fields.flag("hasPackages"),
            hasDockershim: fields.flag("hasDockershim"), asksRuntimeForDriver: fields.flag("asksRuntimeForDriver"),
            refusesCgroupV1: fields.flag("refusesCgroupV1"), hasSuperAdmin: fields.flag("hasSuperAdmin"),
            controlPlaneTaints: fields.texts("controlPlaneTaints"), kubeletConfigMap: fields.text("kubeletConfigMap"),
            keyAlgorithms: fields.words("keyAlgorithms", among: keyAlgorithms),
            proxyModes: fields.words("proxyModes", among: proxyModes),
            gatedProxyModes: fields.words("gatedProxyModes", among: fields.texts("proxyModes")),
            deprecatedProxyModes: fields.words("deprecatedProxyModes", among: fields.texts("proxyModes")),
            kubespray: fields.optionalText("kubespray"), changes: fields.texts("changes"), sources: fields.texts("sources"))
        release.kubesprayPatch = fields.optionalNumber("kubesprayPatch")
        release.featureGates = fields.optional("featureGates").map { fields.strings($0, "featureGates") }
        release.gatesLockedOn = fields.texts("gatesLockedOn")
        release.gatesLockedOff = fields.texts("gatesLockedOff")
        release.newFlags = newFlags(fields)
        release.asOf = fields.asOf()
        return (release, fields.finish())
    }

    /// kubeadm v1beta4, EncryptionAlgorithmType.
    private static let keyAlgorithms = ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384"]
    private static let proxyModes = KubeProxySettings.Mode.allCases.map(\.rawValue)

    /// `[{program: kubelet, flags: [a, b], instead: "a phrase"}]`: flags are without dashes.
    private static func removedFlags(_ outer: Fields, _ id: String) -> [RemovedFlag] {
        outer.list("removedFlags").flatMap { node in
            let fields = Fields(node, file: outer.file)
            let (program, flags) = flags(fields, RemovedFlag.programs)
            let instead = fields.text("instead")
            outer.complain(fields.finish())
            return flags.map {
                RemovedFlag(program: program, name: $0, since: KnowledgeVersion.minor(id) ?? 0, instead: instead)
            }
        }
    }
}

extension ReleaseReader {
    /// `[{program: kubelet, flags: [a, b]}]`: flags are without dashes.
    private static func newFlags(_ outer: Fields) -> [String: [String]]? {
        guard outer.optional("newFlags") != nil else { return nil }
        var out: [String: [String]] = [:]
        for node in outer.list("newFlags") {
            let fields = Fields(node, file: outer.file)
            let (program, flags) = flags(fields, KnownFlags.programs)
            outer.complain(fields.finish())
            out[program, default: []] += flags
        }
        return out
    }

    /// A program and flags of it.
    private static func flags(_ fields: Fields, _ programs: [String]) -> (program: String, flags: [String]) {
        let program = fields.text("program")
        if !program.isEmpty, !programs.contains(program) {
            fields.complain(
                fields.line("program"),
                "\"\(program)\" is no program whose flags are known: \(Words.or(programs))."
                    + Words.meant(program, among: programs))
        }
        let flags = fields.required("flags").map { fields.strings($0, "flags") } ?? []
        if let dashed = flags.first(where: { $0.hasPrefix("-") }) {
            fields.complain(fields.line("flags"), "Flags are named without dashes, but this is \"\(dashed)\".")
        }
        return (program, flags)
    }
}

/// Versions as knowledge files name them.
enum KnowledgeVersion {
    /// The minor of `1.36`; nil for anything else, with patch or `v`, and for a minor that Kubernetes has not or will not have soon.
    static func minor(_ text: String) -> Int? {
        guard text.hasPrefix("1."), let minor = Int(text.dropFirst(2)), (10...99).contains(minor), text == "1.\(minor)" else {
            return nil
        }
        return minor
    }
}

extension Fields {
    /// A day, `YYYY-MM-DD`.
    func day(_ name: String) -> String {
        let text = text(name)
        checkDay(text, name)
        return text
    }

    func optionalDay(_ name: String) -> String? {
        let text = optionalText(name)
        if let text { checkDay(text, name) }
        return text
    }

    private func checkDay(_ text: String, _ name: String) {
        if Day(text) == nil || text.utf8.count != 10, !text.isEmpty {
            complain(line(name), "\"\(name)\" must be a day as YYYY-MM-DD, but this is \"\(text)\".")
        }
    }

    /// A value, or a mapping of patch numbers to values: `{0: 3.5.1-0, 14: 3.5.5-0}`.
    func byPatch(_ name: String) -> [PatchValue] {
        guard let value = required(name) else { return [] }
        guard let entries = value.entries else { return [PatchValue(from: 0, value: value.text ?? "")] }
        let values = entries.compactMap { entry -> PatchValue? in
            guard let patch = Int(entry.key.name), let text = entry.value.text else {
                complain(entry.key.line, "\"\(name)\" maps numbers of patch releases to texts.")
                return nil
            }
            return PatchValue(from: patch, value: text)
        }
        if values.first?.from != 0 || zip(values, values.dropFirst()).contains(where: { $0.from >= $1.from }) {
            complain(value.line, "The patches of \"\(name)\" must begin with 0 and rise.")
        }
        return values
    }
}
