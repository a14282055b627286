import Hosts
import Redaction
import YAML

/// A kubeconfig's current context, as client-go reads it. Tokens and keys are seen, never kept.
struct KubeconfigContents: Sendable, Equatable {
    var server: String?
    var tlsServerName: String?
    var skipsVerification = false
    /// PEM of certificate-authority-data.
    var authorityData: [UInt8]?
    var authorityFile: String?
    var user: String?
    /// PEM of client-certificate-data.
    var clientData: [UInt8]?
    var clientFile: String?
    /// SHA-256 of the public half of client-key-data, where it is there and can be computed.
    var embeddedKey: String?
    var hasEmbeddedKey = false
    var keyFile: String?
    var hasToken = false
    var hasPlugin = false
    var contextIsWhole = false
    /// Lines of the fields, for sources.
    var authorityLine: Int?
    var clientLine: Int?
    var serverLine: Int?

    /// The sentence that says what is wrong with the file.
    struct Unreadable: Error, Equatable { var sentence: String }

    /// Reads a kubeconfig. Relative paths are taken from the file's folder.
    init(_ bytes: [UInt8], path: String) throws(Unreadable) {
        let document: YAMLNode
        do {
            guard let first = try YAMLDocument.read(bytes, file: path, duplicateKeys: .recorded).documents.first,
                first.entries != nil
            else {
                throw Unreadable(sentence: "\(path) is empty.")
            }
            document = first
        } catch let error as YAMLError {
            throw Unreadable(sentence: "\(path) line \(error.line) is not YAML: \(error.sentence)")
        } catch let error as Unreadable {
            throw error
        } catch {
            throw Unreadable(sentence: "\(path) cannot be read.")
        }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        func file(_ node: YAMLNode?) -> String? {
            guard let name = node?.text, !name.isEmpty else { return nil }
            return name.hasPrefix("/") ? name : folder + "/" + name
        }
        let context = Self.named(document["current-context"]?.text, in: document["contexts"])?["context"]
        let cluster = Self.named(context["cluster"]?.text, in: document["clusters"])?["cluster"]
        let entry = Self.named(context["user"]?.text, in: document["users"])
        let client = entry["user"]
        server = cluster["server"]?.text
        serverLine = cluster["server"]?.line
        tlsServerName = cluster["tls-server-name"]?.text
        skipsVerification = cluster["insecure-skip-tls-verify"]?.bool ?? false
        authorityData = Self.decoded(cluster["certificate-authority-data"])
        authorityFile = authorityData == nil ? file(cluster["certificate-authority"]) : nil
        authorityLine = (cluster["certificate-authority-data"] ?? cluster["certificate-authority"])?.line
        user = entry["name"]?.text
        clientData = Self.decoded(client["client-certificate-data"])
        clientFile = clientData == nil ? file(client["client-certificate"]) : nil
        clientLine = (client["client-certificate-data"] ?? client["client-certificate"])?.line
        if let key = Self.decoded(client["client-key-data"]) {
            hasEmbeddedKey = PrivateKeyIdentity.hasKey(pem: key)
            embeddedKey = PrivateKeyIdentity.spkiSHA256(pem: key)
        }
        keyFile = hasEmbeddedKey ? nil : file(client["client-key"])
        hasToken = client["token"] != nil || client["tokenFile"] != nil
        hasPlugin = client["exec"] != nil || client["auth-provider"] != nil
        contextIsWhole = cluster != nil && entry != nil
    }

    /// What the client shows itself with.
    var clientSource: String? {
        if clientData != nil { return "embedded" }
        if clientFile != nil { return "file" }
        if hasToken { return "token" }
        return hasPlugin ? "exec" : nil
    }

    private static func named(_ name: String?, in list: YAMLNode?) -> YAMLNode? {
        guard let name else { return nil }
        return list?.array?.first { $0["name"]?.text == name }
    }

    /// A …-data field: base64 of PEM, or the placeholder that a capture writes in a key's place, encoded or plain.
    private static func decoded(_ node: YAMLNode?) -> [UInt8]? {
        guard let text = node?.text, !text.isEmpty else { return nil }
        let bytes = Array(text.utf8)
        if !PEMBlock.all(in: bytes).isEmpty { return bytes }
        return Base64Text.decode(bytes) ?? bytes
    }
}
