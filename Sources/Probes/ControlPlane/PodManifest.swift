import Hosts
import YAML

/// A static pod's manifest, read as far as rules need it.
struct PodManifest: Sendable {
    /// Namespace and name, with the kubelet's default for the namespace.
    var pod: String
    var container: String
    var image: String
    var flags: [CommandFlag]

    /// Why a file is no pod: a sentence, with the line where there is one.
    struct Problem: Error, Equatable {
        var line: Int
        var sentence: String
    }

    /// Reads a manifest.
    ///
    /// - Throws: `Problem` where the kubelet would not take it for a pod.
    init(_ bytes: [UInt8], file: String) throws(Problem) {
        let root: YAMLNode
        do {
            guard let first = try YAMLDocument.read(bytes, file: file, duplicateKeys: .recorded).documents.first, !first.isNull
            else {
                throw Problem(line: 1, sentence: "The file is empty.")
            }
            root = first
        } catch let error as YAMLError {
            throw Problem(line: error.line, sentence: error.sentence)
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(line: 1, sentence: "\(error)")
        }
        guard root["kind"]?.text == "Pod" else {
            let kind = root["kind"]?.text.map { "its kind is \($0)" } ?? "it has no kind"
            throw Problem(line: root["kind"]?.line ?? 1, sentence: "The file does not describe a Pod: \(kind).")
        }
        guard let name = root["metadata"]["name"]?.text else {
            throw Problem(line: root["metadata"]?.line ?? 1, sentence: "The pod has no metadata.name.")
        }
        guard let first = root["spec"]["containers"]?[0] else {
            throw Problem(line: root["spec"]?.line ?? 1, sentence: "The pod has no container.")
        }
        pod = (root["metadata"]["namespace"]?.text ?? "default") + "/" + name
        container = first["name"]?.text ?? ""
        image = first["image"]?.text ?? ""
        let words = ((first["command"]?.array ?? []) + (first["args"]?.array ?? [])).compactMap { node in
            node.text.map { ServiceCommand.Word(text: $0, file: file, line: node.line) }
        }
        flags = CommandFlag.parse(words)
    }

    /// The program of the control plane that it runs, by its container's name.
    var component: String? { Self.components.contains(container) ? container : nil }

    static let components = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"]

    /// The image's tag: `v1.36.2` of `registry.k8s.io/kube-apiserver:v1.36.2@sha256:…`.
    var version: String? {
        let named = image.prefix { $0 != "@" }
        guard let last = named.split(separator: "/").last, let colon = last.firstIndex(of: ":") else { return nil }
        return String(last[last.index(after: colon)...])
    }
}
