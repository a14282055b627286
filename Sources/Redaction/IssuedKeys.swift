/// Keys whose beginning says who issued them: clouds, code hosts, package registries, chats, payment, AI, vaults.
struct IssuedKeys: Redaction {
    private struct Form: Sendable {
        var start: [UInt8]
        /// How many characters must follow at least.
        var least: Int
        /// Words of a language may begin so, too: what follows is letters and digits only, and looks made by a machine.
        var isPlain: Bool
    }

    private static let forms: [(String, Int)] = [
        ("ya29.", 16), ("GOCSPX-", 20), ("ghp_", 30), ("gho_", 30), ("ghs_", 30), ("ghu_", 30), ("ghr_", 30), ("github_pat_", 20),
        ("glpat-", 16), ("glrt-", 16), ("gldt-", 16), ("glptt-", 16), ("glcbt-", 16), ("glsoat-", 16), ("glsa_", 20),
        ("glc_", 30),
        ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10), ("xoxe-", 10), ("xapp-", 10),
        ("dckr_pat_", 16), ("dckr_oat_", 16), ("pypi-AgE", 10), ("rubygems_", 20), ("sk_live_", 10), ("sk_test_", 10),
        ("rk_live_", 10), ("rk_test_", 10), ("whsec_", 16), ("sk-ant-", 10), ("sk-proj-", 16), ("sk-svcacct-", 16),
        ("nvapi-", 20), ("dop_v1_", 16), ("doo_v1_", 16), ("dor_v1_", 16), ("hvs.", 10), ("hvb.", 10), ("hvr.", 10),
        ("tskey-", 12), ("shpat_", 20), ("shpss_", 20), ("lin_api_", 20), ("ATATT3", 20), ("ATCTT3", 20), ("NRAK-", 20),
        ("PMAK-", 20), ("sntrys_", 20), ("AGE-SECRET-KEY-1", 40), ("EAACEdEose0cBA", 10), ("dt0c01.", 20), ("sbp_", 30),
    ]
    private static let plainForms: [(String, Int)] = [
        ("AKIA", 16), ("ASIA", 16), ("ABIA", 16), ("ACCA", 16), ("LTAI", 16), ("AIza", 20), ("npm_", 20), ("gsk_", 30),
        ("hf_", 30),
        ("sk-", 32), ("dapi", 32), ("pul-", 40), ("tfp_", 40), ("pypi-", 24), ("SG.", 20),
    ]

    /// For each first byte the forms that begin with it.
    private static let byFirst: [[Form]] = {
        var all = [[Form]](repeating: [], count: 256)
        for (list, isPlain) in [(forms, false), (plainForms, true)] {
            for (start, least) in list {
                let bytes = Array(start.utf8)
                all[Int(bytes[0])].append(Form(start: bytes, least: least, isPlain: isPlain))
            }
        }
        return all
    }()

    func matches(in line: [UInt8]) -> [SecretMatch] {
        let byFirst = Self.byFirst
        var matches: [SecretMatch] = []
        var isWord = false
        for place in line.indices {
            defer { isWord = line[place].isAlphanumeric }
            guard !isWord else { continue }
            for form in byFirst[Int(line[place])] where line[place...].starts(with: form.start) {
                let body = place + form.start.count
                let end = line.end(from: body) { $0.isAlphanumeric || "_-.".utf8.contains($0) }
                let plain = form.isPlain ? line.end(from: body, while: \.isAlphanumeric) : end
                guard plain - body >= form.least, !form.isPlain || looksMade(line[body..<end]) else { continue }
                // A sentence's full stop is none of it.
                matches.append(SecretMatch(place..<(line[end - 1] == UInt8(ascii: ".") ? end - 1 : end), .word("key")))
            }
        }
        return matches + Self.ceph(line)
    }

    /// cephx keys: 28 bytes in base64, of which the first says AES: `key = AQBx…==`.
    private static func ceph(_ line: [UInt8]) -> [SecretMatch] {
        line.places(of: "==").compactMap { end in
            let start = end - 38
            guard start >= 0, line[start] == UInt8(ascii: "A"), line[start + 1] == UInt8(ascii: "Q"),
                line[start..<end].allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }),
                start == 0 || !line[start - 1].isBase64
            else { return nil }
            return SecretMatch(start..<(end + 2), .word("key"))
        }
    }
}
