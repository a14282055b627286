/// What is made when a plan is applied and never stands in a plan file: it lives hours or is secret.
public enum Placeholder: String, Sendable, CaseIterable, Codable {
    /// A bootstrap token, valid 24 hours.
    case joinToken = "JOIN_TOKEN"
    /// `sha256:` and the hash of the cluster authority's public key.
    case caCertHash = "CA_CERT_HASH"
    /// The key under which the authorities were uploaded, valid two hours.
    case certificateKey = "CERTIFICATE_KEY"
    /// 32 random bytes in base64, for Secrets at rest.
    case encryptionKey = "ENCRYPTION_KEY"
    /// keepalived's shared word, at most eight characters.
    case keepalivedPassword = "KEEPALIVED_PASSWORD"
    /// 20 random bytes in hexadecimal, under which nodes encrypt packets to each other with IPsec.
    case ipsecKey = "IPSEC_KEY"

    /// Whether it is made once and then stays: a file with it can be written again, and a change of the file shows. The others live
    /// hours.
    public var stays: Bool {
        switch self {
        case .encryptionKey, .keepalivedPassword, .ipsecKey: true
        case .joinToken, .caCertHash, .certificateKey: false
        }
    }

    /// How it stands in a file.
    public var mark: String { "@@\(rawValue)@@" }

    /// Those whose marks stand in a text, in the order of the cases.
    ///
    /// Every file of a plan is searched, and most have none: one pass over the bytes, for two at signs.
    public static func standing(in text: String) -> [Placeholder] {
        let sign = UInt8(ascii: "@")
        var names: Set<String> = []
        var bytes = text.utf8[...]
        while let at = bytes.firstIndex(of: sign) {
            bytes = bytes[at...].dropFirst()
            guard bytes.first == sign else { continue }
            let name = bytes.dropFirst().prefix { $0 == UInt8(ascii: "_") || (65...90).contains($0) }
            if bytes[name.endIndex...].starts(with: [sign, sign]) { names.insert(String(name) ?? "") }
        }
        return names.isEmpty ? [] : allCases.filter { names.contains($0.rawValue) }
    }

    /// What it is, for the person who has to supply it.
    public var about: String {
        switch self {
        case .joinToken: "A bootstrap token; make one on a control plane with: kubeadm token create"
        case .caCertHash: "The hash of the cluster authority's public key; kubeadm token create --print-join-command shows it"
        case .certificateKey:
            "The key of the uploaded authorities; make one on a control plane with: kubeadm init phase upload-certs --upload-certs"
        case .encryptionKey: "32 random bytes in base64, the same on all control planes: head -c 32 /dev/urandom | base64"
        case .keepalivedPassword: "A word of at most eight characters, the same on all machines with keepalived"
        case .ipsecKey: "20 random bytes in hexadecimal; make them with: openssl rand -hex 20"
        }
    }

    /// The value in what the command that makes it printed; nil where it is not there, or is not made by a command.
    ///
    /// `kubeadm token create --print-join-command` prints the token and the hash, `kubeadm init phase upload-certs` the key on
    /// its last line (kubeadm 1.23 to 1.36).
    public func value(in output: String) -> String? {
        let words = output.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
        let flag: Substring
        switch self {
        case .joinToken: flag = "--token"
        case .caCertHash: flag = "--discovery-token-ca-cert-hash"
        case .certificateKey:
            return words.last.flatMap { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) ? String($0) : nil }
        case .encryptionKey, .keepalivedPassword, .ipsecKey: return nil
        }
        guard let at = words.firstIndex(of: flag), at + 1 < words.count else { return nil }
        return String(words[at + 1])
    }
}
