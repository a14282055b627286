import Addresses
import Planning
import YAML

/// Reads one network add-on's file.
enum AddOnReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (AddOn, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        var addOn = AddOn(
            id: id, title: fields.text("title"), isMaintained: fields.flag("isMaintained"), about: fields.text("about"),
            version: fields.optionalVersion("version") ?? "", fromMinor: fields.minor("from"), toMinor: fields.minor("to"),
            defaultPodSubnet: fields.range("defaultPodSubnet"), ownSubnet: fields.range("ownSubnet"),
            needsNodeRanges: fields.flag("needsNodeRanges"), networkPolicy: fields.flag("networkPolicy"),
            dualStack: fields.flag("dualStack"), ipv6: fields.flag("ipv6"), windows: fields.flag("windows"),
            wireguard: fields.flag("wireguard"), ipsec: fields.flag("ipsec"),
            replacesKubeProxy: fields.flag("replacesKubeProxy"), alwaysReplacesKubeProxy: fields.flag("alwaysReplacesKubeProxy"),
            hostPort: fields.flag("hostPort"), hairpin: fields.flag("hairpin"), architectures: fields.texts("architectures"),
            minimumKernel: fields.optionalVersion("minimumKernel"), ports: fields.ports("ports"),
            overhead: fields.optionalNumber("overhead") ?? 0, usesBridge: fields.flag("usesBridge"),
            namespace: fields.optionalText("namespace") ?? "", cniFile: fields.optionalText("cniFile") ?? "",
            notes: fields.texts("notes"), sources: fields.texts("sources"),
            versions: fields.list("versions").map { version($0, fields) },
            downloads: fields.list("downloads").map { download($0, fields) }, unproved: fields.optionalText("unproved"),
            images: fields.list("images").map { images($0, fields) }, wireguardPorts: fields.ports("wireguardPorts"))
        addOn.asOf = fields.asOf(isNeeded: addOn.isMaintained)
        if !addOn.versions.isEmpty, addOn.versions.last?.version != addOn.version {
            fields.complain(fields.line("versions"), "\"versions\" are oldest first, and the last of them is \"version\".")
        }
        if addOn.isMaintained {
            if !NetworkAddOns.installable.contains(id) {
                fields.complain(
                    node.line,
                    "drydock has no steps that install \"\(id)\"; the file's name must be one of \(Words.or(NetworkAddOns.installable)), or \"isMaintained\" false."
                        + Words.meant(id, among: NetworkAddOns.installable))
            }
            for (name, value) in [("version", addOn.version), ("namespace", addOn.namespace), ("cniFile", addOn.cniFile)]
            where value.isEmpty {
                fields.complain(node.line, "\"\(name)\" is missing, which an add-on that can be installed must have.")
            }
        }
        let known = Set([addOn.version] + addOn.versions.map(\.version))
        if let stray = addOn.downloads.first(where: { !known.contains($0.version) }) {
            fields.complain(
                fields.line("downloads"), "\"downloads\" has a file of \(stray.version), but there is no such version here.")
        }
        if let stray = addOn.images.first(where: { !known.contains($0.version) }) {
            fields.complain(
                fields.line("images"), "\"images\" has those of \(stray.version), but there is no such version here.")
        }
        return (addOn, fields.finish())
    }

    private static func images(_ node: YAMLNode, _ outer: Fields) -> AddOnImages {
        let fields = Fields(node, file: outer.file)
        let images = AddOnImages(version: fields.text("version"), names: fields.texts("names"))
        for name in images.names where name.contains("@") || !name.drop(while: { $0 != "/" }).contains(":") {
            fields.complain(
                fields.line("names"), "\"names\" must be images with a tag and without a digest, but this is \"\(name)\".")
        }
        outer.complain(fields.finish())
        return images
    }

    private static func download(_ node: YAMLNode, _ outer: Fields) -> AddOnDownload {
        let fields = Fields(node, file: outer.file)
        let download = AddOnDownload(
            version: fields.text("version"), file: fields.text("file"), sha256: fields.text("sha256"))
        if download.sha256.count != 64 || !download.sha256.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) {
            fields.complain(
                fields.line("sha256"),
                "\"sha256\" must be 64 hexadecimal digits in lower case, but this is \"\(download.sha256)\".")
        }
        outer.complain(fields.finish())
        return download
    }

    private static func version(_ node: YAMLNode, _ outer: Fields) -> AddOnVersion {
        let fields = Fields(node, file: outer.file)
        let version = AddOnVersion(
            version: fields.version("version"), fromMinor: fields.minor("from"), toMinor: fields.minor("to"),
            needsMinor: fields.minor("needs"))
        if let from = version.fromMinor, let to = version.toMinor, from > to {
            fields.complain(node.line, "\(version.version) goes from 1.\(from) to 1.\(to), which is no release at all.")
        }
        outer.complain(fields.finish())
        return version
    }
}

extension Fields {
    /// A minor release, as its number; nil where it is left out.
    func minor(_ name: String) -> Int? {
        guard let text = optionalText(name) else { return nil }
        if let minor = KnowledgeVersion.minor(text) { return minor }
        complain(line(name), "\"\(name)\" must be a minor release such as \"1.36\", but this is \"\(text)\".")
        return nil
    }

    /// A range of addresses; nil where it is left out.
    func range(_ name: String) -> String? {
        guard let text = optionalText(name) else { return nil }
        if IPRange(text)?.isExact != true {
            complain(line(name), "\"\(name)\" must be a range such as 10.244.0.0/16, but this is \"\(text)\".")
        }
        return text
    }
}
