import Testing

@testable import Redaction
@testable import SecretKinds

@Suite struct ScrubberTests {
    let scrubber = Scrubber(hidingAddresses: false)

    private func scrub(_ text: String) -> String { String(decoding: scrubber.text(text.bytes), as: UTF8.self) }

    /// What must go, within a text that must stay but for it.
    @Test(arguments: [
        (
            "kubeadm join 10.0.0.1:6443 --token <abcdef.0123456789abcdef> --discovery-token-ca-cert-hash sha256:5f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            ""
        ),
        ("  token: <abcdefghij>\n", "a token without a digit"), ("token: \"<with space>\"\n", ""),
        ("password: <two words here>\n", ""),
        ("- password: '<it''s>'\n", ""), ("{\"token\":\"<x1>\",\"n\":1}", ""),
        ("{\\\"password\\\":\\\"<se,cr}et>\\\",\\\"a\\\":1}", ""),
        ("auth = \"<dXNlcjpwYXNz>\"", "TOML"), ("DB_PASSWORD=<hunter>", ""),
        ("Environment=\"DB_PASSWORD=<two words>\" \"HOME=/root\"", ""),
        ("[\"PATH=/bin\",\"API_KEY=<a b c>\",\"N=1\"]", ""), ("{\"name\":\"DB_PASSWORD\",\"value\":\"<x y>\"}", ""),
        ("{\"key\":\"MY_SECRET\",\"value\":\"<xyz>\"}", ""),
        ("- name: DB_PASSWORD\n  value: <hunter>\n- name: A\n  value: b\n", ""),
        ("\"name\": \"DB_TOKEN\",\n    \"value\": \"<hunter>\"\n", ""),
        ("password: |\n  <line one>\n  <line two>\nother: x\n", ""),
        ("Authorization: Bearer <abc>", ""), ("curl -H 'Authorization: Basic <dXNlcjpwYXNz>' http://x", ""),
        ("auth by Bearer <a1b2c3d4e5f6> now", ""),
        ("HTTPS_PROXY=http://user:<pa/ss>@proxy:3128", ""), ("https://user:<pAss>@registry.local/v2/", ""),
        ("etcdctl --user root:<pw> get /", ""),
        ("curl -u admin:<pw> http://127.0.0.1", ""), ("\"--password\",\"<x>\"", ""), ("--password <x> --other y", ""),
        ("--password=<x> --other=y", ""),
        ("key <AKIAIOSFODNN7EXAMPLE> used", ""), ("aws_secret_access_key = <wJalrXUtnFEMI/K7MDENG>", ""),
        ("--certificate-key <f8902e114ef118304e561c3ecd4d0b543adc226b7a07f675f56564185ffe0c07>", ""),
        ("Using certificate key:\n<f8902e114ef118304e561c3ecd4d0b543adc226b7a07f675f56564185ffe0c07>\n", ""),
        ("certificateKey: <f8902e114ef118304e561c3ecd4d0b543adc226b7a07f675f56564185ffe0c07>", ""),
        ("      secret: <c2VjcmV0IGlzIHNlY3VyZSBpcyBpdCB5ZXM=>", "encryption"),
        ("jwt <eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlIn0.c2lnbmF0dXJl> end", ""),
        ("identitytoken\": \"<abc>\"", ""), ("msg=\"login\" password=<x>, user=y", ""), ("log: password: <Sup3r> failed", ""),
    ])
    func takesOutTheSecret(_ marked: String, _ what: String) {
        let secrets = marked.split(separator: "<").dropFirst().compactMap { $0.split(separator: ">").first.map(String.init) }
        let text = marked.filter { $0 != "<" && $0 != ">" }
        let clean = scrub(text)
        for secret in secrets { #expect(!clean.contains(secret), "\(secret) in \(clean)") }
        // All around them stays.
        var rest = clean[...]
        for (index, part) in marked.split(separator: ">", omittingEmptySubsequences: false).enumerated() {
            let kept = part.split(separator: "<", omittingEmptySubsequences: false)[0]
            guard index > 0 || !kept.isEmpty else { continue }
            if index == 0 {
                #expect(clean.hasPrefix(kept), "\(clean)")
            } else {
                #expect(rest.contains(kept), "\(kept) in \(clean)")
            }
            if !kept.isEmpty, let found = rest.firstRange(of: kept) { rest = rest[found.upperBound...] }
        }
        #expect(scrub(clean) == clean)
        #expect(clean.filter { $0 == "\n" }.count == text.filter { $0 == "\n" }.count)
    }

    @Test(arguments: [
        "token: \"\"\n", "tokenTTL: 24h0m0s\n", "automountServiceAccountToken: true\n", "secretName: regcred\n",
        "Unable to retrieve pull secret secret=\"default/regcred\" err=\"secret \\\"regcred\\\" not found\"",
        "kubeconfig: /etc/kubernetes/kubelet.conf",
        "--service-account-key-file=/etc/kubernetes/pki/sa.pub", "ETCDCTL_KEY=/etc/kubernetes/pki/etcd/server.key",
        "- key: node-role.kubernetes.io/control-plane\n",
        "  topologyKey: kubernetes.io/hostname\n", "sha256:5f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "the certificate key sha256:5f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "--authentication-token-webhook=true",
        "Failed to get token: connection refused", "use a bearer token or basic authentication", "http://127.0.0.1:10248/healthz",
        "see https://kubernetes.io/docs/@v1",
        "reflector.go:569] k8s.io/client-go/informers/factory.go:160: failed to list *v1.Node", "spki-sha256: abc",
        "password: ${DB_PASSWORD}\n",
        "-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIbm9uZW9mdGhlYWJvdmV0aGluZ3NtYXR0ZXIwDQYJKoZI\n-----END CERTIFICATE-----\n",
        "aes: k8s:enc:aescbc:v1:key1", "credentialProviderConfig: /etc/x.yaml",
        "serviceAccountToken:\n  expirationSeconds: 3607\n  path: token\n",
    ])
    func leavesAloneWhatIsNone(_ text: String) { #expect(scrub(text) == text) }

    @Test func equalSecretsStayEqualWithinOneCaptureOnly() {
        let twice = scrub("a --token abcdef.0123456789abcdef\nb abcdef.0123456789abcdef\nc abcdef.0123456789abcdee\n").split(
            separator: "\n")
        let tokens = twice.compactMap { $0.split(separator: " ").last }
        #expect(tokens[0] == tokens[1] && tokens[0] != tokens[2])
        #expect(tokens[0].hasPrefix("redact.ed") && tokens[0].count == 23)
        let other = String(decoding: Scrubber(hidingAddresses: false).text("abcdef.0123456789abcdef".bytes), as: UTF8.self)
        #expect(other != tokens[0])
    }

    @Test func readsBase64WithinBase64() {
        let inner = "users:\n- user:\n    token: very-secret-token-1\n"
        let text = scrub("{\"data\":{\"config\":\"\(inner.base64)\",\"again\":\"\(inner.base64.base64)\"}}")
        #expect(!text.contains(inner.base64) && !text.contains(inner.base64.base64))
        #expect(!text.contains("very-secret-token-1".base64))
    }

    @Test func neverTrapsOnAnyBytes() {
        var random = SeededRandom(seed: 7)
        let seed =
            "token: x\n-----BEGIN PRIVATE KEY-----\nMIIE\\n\"password\\\": \\\"a\\\"\nabcdef.0123456789abcdef eyJhbGciOiJS.eyJhbGciOiJS.a http://a:b@c/ AKIAIOSFODNN7EXAMPLE\n-----END PRIVATE KEY-----\n10.0.0.1/24 fe80::1 name: A_KEY\nvalue: |\n x\n"
            .bytes
        let replaced = Scrubber(hidingAddresses: true)
        for _ in 0..<2_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[at] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: at)
                case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 20)], at: at)
                default: bytes = Array(bytes.prefix(max(1, at)))
                }
                if bytes.isEmpty { bytes = [0] }
            }
            let clean = replaced.text(bytes)
            #expect(clean.filter { $0 == 10 }.count >= bytes.filter { $0 == 10 }.count)
        }
    }
}
