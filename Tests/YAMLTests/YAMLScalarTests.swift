import Testing
import YAML

@Suite struct YAMLScalarTests {
    static let texts = [
        "", " ", "a", "yes", "true", "null", "~", "1", "1.30", "0x1", "1e3", "12:30", "2026-11-24", "a: b", "a:", ":", "- a", "-",
        "#x", "a #b", "a\nb", "a\tb", "a\rb", "\u{0}", "\u{7}", "\u{85}", "\u{2028}", "\u{FEFF}", "é 中 🚢", "\"q\"", "it's", "\\",
        "[a]", "{a}", "a, b", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "?", "=", "<<", "10.96.0.10", "10.244.0.0/16",
        "fd00::/64",
        "/var/lib/kubelet", "registry.k8s.io/pause:3.10", " lead", "trail ", "---", "...", "100Mi", "a  b", ".5", "+1", "1_0",
        "0b1",
        "systemd", "node-1", "--- a", "y", "Off", ".inf", "\u{FFFF}", "e3",
    ]

    @Test(arguments: texts)
    func textsReadBackAsTheyWere(text: String) throws {
        let written = YAMLScalar.quoted(text)
        #expect(!written.contains("\n"))
        #expect(try yaml(written).string == text)
        #expect(try yaml("k: \(written)")["k"]?.string == text)
        #expect(try yaml("[\(written), {\(written): 1}]")[0]?.string == text)
        #expect(try yaml("- \(written)\n- x")[0]?.string == text)
    }

    @Test func safeTextsStayPlain() {
        for text in ["systemd", "/var/lib/kubelet", "10.96.0.10", "10.244.0.0/16", "registry.k8s.io/pause:3.10", "v1.36.2"] {
            #expect(YAMLScalar.quoted(text) == text)
        }
        for text in ["yes", "1.30", "", "a: b", "x #y", "12:30:45", "2026-11-24"] {
            #expect(YAMLScalar.quoted(text) == "\"\(text)\"")
        }
    }

    @Test func randomTextsReadBack() throws {
        var random = SystemRandomNumberGenerator()
        let letters = Array(" \t\n:-#'\"\\[]{},&*!|>%@`?0123456789.eExyYnN~abü中\u{1}".unicodeScalars)
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                text.unicodeScalars.append(letters[Int.random(in: 0..<letters.count, using: &random)])
            }
            #expect(try yaml("k: \(YAMLScalar.quoted(text))")["k"]?.string == text)
        }
    }
}
