import Glibc

/// Finds the lines of a text that may hold a secret, at some hundred MB/s: few lines do, and only those are looked at closely.
struct Prefilter: Sendable {
    /// One of these stands in every line that holds a secret, in letters of either size.
    private static let literals = [
        "private key", "pass", "token", "secret", "cred", "auth", "bearer", "basic ", "eyj", "pwd", "cate-key", "catekey",
        "cate key", "cate_key", "key-data", "keydata", "_key", "apikey", "api-key", "accesskey", "access-key", "shared-key",
        "sharedkey", "accountkey", "signing-key", "storage-key", "ssh-key", "encryption-key", "encryptionkey", "master-key",
        "deploy-key", "license-key", "private-", "privatekey", "://", "--user", " -u", "\0-u", "-user", "key_", "key=", "key =",
        "key:", "pw", "psk", "stats ", "cookie", "sig=", "signature=", "webhook", "hooks", "hc-ping", "@tcp(", "@unix(", "==",
        "mysql", "mariadb", "redis-cli", "mongo", "ldap", "ipmitool", "sqlcmd", "mosquitto", "login",
        "$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$gy$", "$apr1$", "$argon2", "$md5$", "$sha1$", "$scrypt$",
        "$pbkdf2", "%3a", "%3d", "%20", "%2d", "%5f", "{sha}", "{ssha", "{crypt}",
        "akia", "asia", "abia", "acca", "ltai", "aiza", "ya29.", "gocspx-", "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat",
        "glpat-", "glrt-", "gldt-", "glptt-", "glcbt-", "glsoat-", "glsa_", "glc_", "xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-",
        "xoxe-", "xapp-", "dckr_", "npm_", "pypi-", "rubygems_", "sk_live", "sk_test", "rk_live", "rk_test", "whsec_", "sk-",
        "gsk_", "hf_", "nvapi-", "sg.", "dop_v1", "doo_v1", "dor_v1", "hvs.", "hvb.", "hvr.", "tskey-", "shpat_", "shpss_",
        "lin_api", "atatt3", "atctt3", "nrak-", "pmak-", "dapi", "pul-", "sntrys_", "eaacedeose", "dt0c01.", "tfp_", "sbp_",
    ]

    /// Small letters and dashes of equal value where letters' size does not matter.
    private let folded: [UInt8]
    /// For each pair of bytes: which literals may begin with it, as an index into `groups`; 0 for none, 255 for a bootstrap token's dot.
    private let pairs: [UInt8]
    private let groups: [[[UInt8]]]

    init() {
        folded = (0..<256).map { UInt8($0).lowered }
        var pairs = [UInt8](repeating: 0, count: 1 << 16)
        var groups: [[[UInt8]]] = [[]]
        for literal in Self.literals {
            let bytes = Array(literal.utf8)
            let pair = Int(bytes[0]) << 8 | Int(bytes[1])
            if pairs[pair] == 0 {
                pairs[pair] = UInt8(groups.count)
                groups.append([])
            }
            groups[Int(pairs[pair])].append(Array(bytes.dropFirst(2)))
        }
        for byte in UInt8.min ... .max where byte.isDigit || byte.isLower { pairs[Int(UInt8(ascii: ".")) << 8 | Int(byte)] = 255 }
        self.pairs = pairs
        self.groups = groups
    }

    /// The first place from `from` on that makes its line suspicious; nil where the rest is clean.
    func next(in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        let literal = literal(in: bytes, from: from)
        return run(in: bytes, from: from, before: literal ?? bytes.count) ?? literal
    }

    private func literal(in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        let last = bytes.count - 1
        guard from < last else { return nil }
        return folded.withUnsafeBufferPointer { folded in
            pairs.withUnsafeBufferPointer { pairs in
                var at = from
                var high = Int(folded[Int(bytes[at])]) << 8
                while at < last {
                    let low = Int(folded[Int(bytes[at + 1])])
                    let group = pairs[high | low]
                    if group != 0, holds(group, bytes, at) { return at }
                    high = low << 8
                    at += 1
                }
                return nil
            }
        }
    }

    private func holds(_ group: UInt8, _ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        if group == 255 {
            guard place >= 6, place + 16 < bytes.count else { return false }
            for offset in 1...16 where !(bytes[place + offset].isDigit || bytes[place + offset].isLower) { return false }
            return true
        }
        return groups[Int(group)].contains { rest in
            guard place + 2 + rest.count <= bytes.count else { return false }
            for (offset, byte) in rest.enumerated() where bytes[place + 2 + offset].lowered != byte { return false }
            return true
        }
    }

    /// A run of base64 of `EncodedText.shortest` bytes that stands for text. Such a run covers two neighbours of a grid of half
    /// its length.
    private func run(in bytes: UnsafeRawBufferPointer, from: Int, before end: Int) -> Int? {
        let step = EncodedText.shortest / 2
        var at = from
        while at + step < end {
            guard bytes[at].isBase64, bytes[at + step].isBase64 else {
                at += step
                continue
            }
            var start = at
            while start > from, bytes[start - 1].isBase64 { start -= 1 }
            var stop = at
            while stop < bytes.count, bytes[stop].isBase64 { stop += 1 }
            if stop - start >= EncodedText.shortest {
                let head = Array(UnsafeRawBufferPointer(rebasing: bytes[start..<min(stop, start + 49)]))
                if EncodedText.text(head.prefix(48)[...]) != nil || EncodedText.text(head.dropFirst()) != nil { return start }
            }
            at = max(at + step, stop)
        }
        return nil
    }
}
