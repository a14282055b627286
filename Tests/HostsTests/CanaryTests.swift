import CRI
import FoundationEssentials
import Testing

@testable import Hosts
@testable import SecretKinds

/// Plants secrets of every kind in every answer a host can give, records it, and looks for them in what was written.
@Suite struct CanaryTests {
    typealias Canary = (name: String, text: String, secret: String)

    let ground = Playground()

    /// What is planted (`%` is the secret's place) and the secret; the text stands alone and within JSON, YAML and logs.
    private func canaries() throws -> [Canary] {
        let key = "f8902e114ef118304e561c3ecd4d0b543adc226b7a07f675f56564185ffe0c07"
        func body(_ pem: String) -> String { pem.split(separator: "\n").dropFirst().first.map(String.init) ?? pem }
        let rsa = try TestKeys.rsa(pkcs8: false).pem
        let pkcs8 = try TestKeys.rsa(pkcs8: true).pem
        let sec1 = TestKeys.sec1().pem
        let ssh =
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmVDYW5hcnkx\nQUFBQUFBQUFB\n-----END OPENSSH PRIVATE KEY-----"
        let all: [Canary] = [
            ("rsa key", rsa, body(rsa)), ("pkcs8 key", pkcs8, body(pkcs8)), ("ec key", sec1, body(sec1)),
            ("ssh key", ssh, "b3BlbnNzaC1rZXktdjEAAAAABG5vbmVDYW5hcnkx"),
            ("client key data", "client-key-data: \(rsa.base64)", String(rsa.base64.prefix(120).suffix(60))),
            (
                "encrypted key",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIFHDBOBgkqhkiG9w0BBQ0wQTApCanary\n-----END ENCRYPTED PRIVATE KEY-----",
                "MIIFHDBOBgkqhkiG9w0BBQ0wQTApCanary"
            ),
            ("bootstrap token", "bootstrap with abc123.canary0123456789 here", "abc123.canary0123456789"),
            ("token flag", "kubeadm join 10.0.0.1:6443 --token=cnary1.plaincanary123456", "plaincanary123456"),
            (
                "service account token", "eyJhbGciOiJSUzI1NiIsImtpZCI6IkNhbmFyeTIifQ.eyJpc3MiOiJjYW5hcnkyIn0.c2lnY2FuYXJ5Mg",
                "eyJpc3MiOiJjYW5hcnkyIn0"
            ),
            ("kubeconfig token", "token: canary-Token-3", "canary-Token-3"),
            ("kubeconfig password", "password: canary-Pass-4", "canary-Pass-4"),
            ("bearer header", "Authorization: Bearer canaryBearer5", "canaryBearer5"),
            ("basic header", "Authorization: Basic Y2FuYXJ5OmNhbmFyeTY=", "Y2FuYXJ5OmNhbmFyeTY="),
            ("docker auth", "\"auth\": \"Y2FuYXJ5OmNhbmFyeTc=\"", "Y2FuYXJ5OmNhbmFyeTc="),
            ("docker identity", "\"identitytoken\": \"canary-identity-8\"", "canary-identity-8"),
            ("containerd auth", "password = \"canary-toml-9\"", "canary-toml-9"),
            ("password flag", "etcdctl --password canary-flag-10 get", "canary-flag-10"),
            ("certificate key", "--certificate-key \(key)", key),
            ("unit variable", "Environment=\"DB_PASSWORD=canary unit 11\"", "canary unit 11"),
            ("manifest variable", "{\"name\":\"API_SECRET\",\"value\":\"canary-env-12\"}", "canary-env-12"),
            ("shell variable", "export VAULT_TOKEN=canary-env-13", "canary-env-13"),
            ("etcd user", "etcdctl --user root:canary14 get", "canary14"),
            ("proxy", "HTTPS_PROXY=http://me:canary15@proxy:3128/", "canary15"),
            (
                "encryption secret", "secret: Y2FuYXJ5MTZjYW5hcnkxNmNhbmFyeTE2Y2FuYXJ5MTY=",
                "Y2FuYXJ5MTZjYW5hcnkxNmNhbmFyeTE2Y2FuYXJ5MTY="
            ),
            ("aws id", "AKIACANARY1701234567", "AKIACANARY1701234567"),
            ("aws secret", "aws_secret_access_key = canary/18+Canary", "canary/18+Canary"),
            ("secret's data", "users: \("user:\n  token: canary-in-base64-19 and more\n".base64)", "canary-in-base64-19"),
            ("github", "ghp_canary20canary20canary20canary20canary", "ghp_canary20canary20canary20canary20canary"),
        ]
        return all
    }

    /// The ways in which a text is planted.
    private func forms(_ text: String) -> [(String, String)] {
        let lines = text.split(separator: "\n").map(String.init)
        let indented = lines.map { "    " + $0 + "\n" }.joined()
        let logged = lines.map { "1764000000.123456 cp1 kubelet[71]: " + $0 + "\n" }.joined()
        let object = "{\"message\":\"" + text.escaped + "\",\"n\":1}"
        var forms = [("alone", text + "\n"), ("among lines", "first: 1\n" + text + "\nlast: 2\n")]
        forms.append(("indented", "data:\n" + indented + "end: 1\n"))
        forms.append(("log", logged))
        forms.append(("json", object))
        forms.append(("json in json", "{\"a\":\"" + object.escaped + "\"}"))
        forms.append(("base64", "data: " + (text + "\nsome more text around it all\n").base64 + "\n"))
        forms.append(("crlf", lines.joined(separator: "\r\n") + "\r\n"))
        if lines.count == 1 { forms.append(("list", "- " + text + "\n")) }
        return forms
    }

    @Test func noneIsFoundAfterwards() async throws {
        let canaries = try canaries()
        #expect(canaries.count >= 25)
        ground.write("base/capture.json", "{\"schemaVersion\":1,\"taken\":1764000000,\"hostname\":\"cp1\"}")
        var base = try RecordedHost(capture: ground.path + "/base")
        var looks: [@Sendable (any Host) async -> Void] = []
        let socket = "/run/containerd/containerd.sock"
        for (number, canary) in canaries.enumerated() {
            for (form, text) in forms(canary.text) {
                let name = "\(number)-\(form.filter { $0 != " " })"
                let bytes = Array(text.utf8)
                base.write("/etc/canary/\(name)", bytes)
                base.setOutput(of: "show \(name)", CommandOutput(status: 0, out: bytes, err: bytes))
                base.setAnswer(of: "http://127.0.0.1:10248/\(name)", HTTPAnswer(status: 200, body: bytes))
                base.setLog("journal \(name) 0", bytes)
                base.fail(command: "fail \(name)", .whole(.failed(path: "fail", because: text)))
                looks.append { host in
                    _ = try? await host.read("/etc/canary/\(name)")
                    _ = try? await host.run("show", name)
                    _ = try? await host.run("fail", name)
                    _ = try? await host.get("http://127.0.0.1:10248/\(name)")
                    _ = try? await host.scan(.journal(unit: name, boot: 0, limit: 1 << 20)) { _ in }
                }
            }
            let reply =
                "{\"status\":{\"conditions\":[{\"type\":\"RuntimeReady\",\"status\":true,\"reason\":\"x\",\"message\":\"\(canary.text.escaped)\"}]}}"
            base.setLine(ofCall: "\(socket)\(number) Status verbose", Array("{\"cri\":\"x\",\"json\":\(reply)}".utf8))
            base.setStatus("/etc/link/\(number)", CapturedStatus(kind: .link, modified: 1, target: canary.text))
            looks.append { host in
                _ = try? await host.ask(StatusRequest(verbose: true), at: socket + "\(number)")
                _ = try? await host.status("/etc/link/\(number)")
                _ = try? await host.run("echo", canary.text)
            }
        }
        let head = CaptureHead(program: nil, taken: 1_764_000_000, hostname: "cp1")
        let writer = try CaptureWriter(ground.path + "/out.tar.gz", head: head)
        let recording = RecordingHost(base, into: writer)
        for look in looks { await look(recording) }
        try await writer.finish()
        let written = try await LocalHost().run(
            Command("tar", ["-xOzf", ground.path + "/out.tar.gz"], deadline: .seconds(60), limit: 64 << 20)
        ).text
        #expect(written.utf8.count > 100_000)
        for canary in canaries {
            let isPlain = written.contains(canary.secret)
            #expect(!isPlain, "\(canary.name) is written plainly: \(around(canary.secret, in: written))")
            // In base64 a text shows in three ways, as it begins at the first, second or third byte of a group.
            for shift in 0..<3 {
                let encoded = Data(repeating: 65, count: shift) + Data(canary.secret.utf8)
                let inner = encoded.base64EncodedString().dropFirst(4).dropLast(4)
                guard inner.count >= 8 else { continue }
                let isEncoded = written.contains(inner)
                #expect(!isEncoded, "\(canary.name) is written in base64: \(around(String(inner), in: written))")
            }
        }
    }

    private func around(_ text: String, in all: String) -> String {
        guard let range = all.firstRange(of: text) else { return "" }
        return String(all[..<range.lowerBound].suffix(120)) + "»" + String(all[range.lowerBound...].prefix(120))
    }
}
