/// Which names promise a secret value.
enum SecretNames {
    /// How sure a name is.
    enum Smell {
        case none
        /// What stands there is a secret.
        case strong
        /// It may also be a secret's name (`secret="kube-system/regcred"`): only what looks made by a machine is one.
        case weak
    }

    private static let endings = ["password", "passwd", "passphrase", "token", "credential", "credentials", "pwd"]
    private static let keyOwners: Set<String> = [
        "api", "access", "secret", "private", "encryption", "signing", "master", "shared", "account", "storage", "certificate",
        "ssh", "deploy", "license", "preshared", "client-secret",
    ]
    private static let exact: Set<String> = [
        "authtoken", "client-key-data", "clientkeydata", "apikey", "accesskey", "secretkey", "privatekey",
        "certificatekey", "sharedkey", "accountkey", "registry-auth", "sslpassword", "presharedkey", "psk",
        "bindpw", "rootpw", "userpw", "adminpw", "requirepass", "masterauth", "secretaccesskey",
    ]

    static func smell(_ name: ArraySlice<UInt8>) -> Smell {
        guard name.count >= 3, name.count <= 80, isCandidate(name) else { return .none }
        let words = words(of: name)
        guard let last = words.last else { return .none }
        let whole = String(decoding: name.map(\.lowered), as: UTF8.self)
        if whole == "secret" { return .weak }
        if whole == "auth" || whole == "_auth" { return .strong }
        let isVariable = !name.contains { $0.isLower } && name.contains { $0.isUpper }
        if isVariable, !["file", "path", "dir", "ttl", "url", "name"].contains(last) {
            let smells = ["password", "passwd", "secret", "token", "credential", "passphrase"].contains { whole.contains($0) }
            if smells || words.contains("key") || words.contains("auth") || last == "pwd" && words.count > 1 || last == "pass" {
                return .strong
            }
        }
        // The shell's working folder; in a connection string (`Server=db;Pwd=x`) a password.
        if whole == "pwd" { return isVariable ? .none : .strong }
        if exact.contains(whole) || exact.contains(last) { return .strong }
        if endings.contains(where: { last == $0 || whole.hasSuffix($0) }) { return .strong }
        if last == "secret" || whole.hasSuffix("secret") { return .strong }
        if last == "pass" || last == "pw" || last == "psk", words.count > 1 { return .strong }
        if last == "key", words.count > 1, keyOwners.contains(words[words.count - 2]) { return .strong }
        return .none
    }

    /// What each name that promises a secret has in it, in small letters. Most words of a line do not.
    private static let marks = ["pass", "pwd", "pw", "psk", "token", "secret", "cred", "auth", "key"].map { Array($0.utf8) }

    private static func isCandidate(_ name: ArraySlice<UInt8>) -> Bool {
        name.withUnsafeBufferPointer { name in
            for place in name.indices {
                switch name[place].lowered {
                case UInt8(ascii: "p"), UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "c"), UInt8(ascii: "a"),
                    UInt8(ascii: "k"):
                    let holds = marks.contains { mark in
                        guard place + mark.count <= name.count else { return false }
                        for (offset, byte) in mark.enumerated() where name[place + offset].lowered != byte { return false }
                        return true
                    }
                    if holds { return true }
                default: continue
                }
            }
            return false
        }
    }

    /// The words of a name: `aws_secret_access_key`, `clientKeyData`, `--certificate-key`.
    private static func words(of name: ArraySlice<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var before: UInt8 = 0
        func end() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        for byte in name {
            if !byte.isAlphanumeric {
                end()
            } else {
                if byte.isUpper && before.isLower { end() }
                word.append(byte.lowered)
            }
            before = byte
        }
        end()
        return words
    }
}
