import FoundationEssentials
import Testing

@testable import Redaction
@testable import SecretKinds

/// Every known kind of secret goes, in the forms in which nodes hold text, and what is none stays byte for byte.
@Suite struct SecretKindsTests {
    private static let scrubber = Scrubber(hidingAddresses: false)

    private static func scrub(_ text: String) -> String { String(decoding: scrubber.text(text.bytes), as: UTF8.self) }

    /// The ways in which a text stands in an answer.
    private static func forms(_ text: String) -> [(String, String)] {
        var forms = [
            ("alone", text), ("among lines", "first: 1\n\(text)\nlast: 2\n"),
            ("json", "{\"message\":\"\(text.escaped)\",\"n\":1}"),
        ]
        forms.append(
            (
                "indented",
                text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
            ))
        guard !text.contains("\n"), !text.contains("\0") else { return forms }
        forms.append(("log", "1764000000.123456 cp1 kubelet[71]: \(text)\n"))
        forms.append(("container log", "2026-11-24T08:01:29.1Z stderr F \(text)\n"))
        forms.append(("klog", "E1124 08:01:29.123456    1451 run.go:72] \"command failed\" err=\"\(text.escaped)\"\n"))
        return forms
    }

    @Test func thereAreKinds() { #expect(SecretKinds.all.count > 100 && SecretKinds.harmless.count > 60) }

    @Test(arguments: SecretKinds.all)
    func aSecretGoes(_ kind: SecretKinds.Kind) {
        for (form, text) in Self.forms(kind.text) {
            let clean = Self.scrub(text)
            for secret in kind.secrets {
                let isThere = clean.contains(secret) || clean.contains(secret.escaped)
                #expect(!isThere, "\(kind.name), \(form): \(clean)")
            }
            #expect(Self.scrub(clean) == clean, "\(kind.name), \(form): a clean text is left alone")
            #expect(clean.filter { $0 == "\n" }.count == text.filter { $0 == "\n" }.count)
        }
    }

    /// What lies around a secret is worth as much as the secret's absence: arguments behind a password, the rest of a manifest.
    /// A key's own lines are its placeholder's.
    @Test(arguments: SecretKinds.all.filter { !$0.name.contains("openssh") })
    func whatStandsAroundASecretStays(_ kind: SecretKinds.Kind) {
        var rest = Self.scrub(kind.text)[...]
        var kept = kind.text[...]
        for secret in kind.secrets {
            guard let range = kept.firstRange(of: secret) else { continue }
            let before = kept[..<range.lowerBound]
            kept = kept[range.upperBound...]
            guard !before.isEmpty else { continue }
            let found = rest.firstRange(of: before)
            #expect(found != nil, "\(before) in \(rest)")
            if let found { rest = rest[found.upperBound...] }
        }
        #expect(rest.hasSuffix(kept), "\(kept) at the end of \(rest)")
    }

    @Test(arguments: SecretKinds.harmless)
    func whatIsNoneStays(_ text: String) {
        #expect(Self.scrub(text) == text)
        #expect(Self.scrub("first: 1\n\(text)\nlast: 2\n") == "first: 1\n\(text)\nlast: 2\n")
        guard !text.contains("\n") else { return }
        let logged = "1764000000.123456 cp1 kubelet[71]: \(text)\n"
        #expect(Self.scrub(logged) == logged)
    }

    /// Recorded nodes hold no secrets any more: every file, output, reply and log of theirs stays as it is.
    @Test func recordedNodesStay() throws {
        let nodes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Nodes")
        var count = 0
        for path in try FileManager.default.subpathsOfDirectory(atPath: nodes.path).sorted() where !path.hasSuffix(".yaml") {
            guard let bytes = try? [UInt8](Data(contentsOf: nodes.appending(path: path))) else { continue }
            count += 1
            let clean = Self.scrubber.text(bytes)
            guard clean != bytes else { continue }
            let pairs = zip(
                clean.split(separator: 10, omittingEmptySubsequences: false),
                bytes.split(separator: 10, omittingEmptySubsequences: false))
            for (one, other) in pairs where one != other { Issue.record("\(path): \(Self.difference(one, other))") }
        }
        #expect(count > 100)
    }

    private static func difference(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> String {
        let same = zip(one, other).prefix { $0 == $1 }.count
        func part(_ bytes: ArraySlice<UInt8>) -> String {
            String(decoding: bytes.dropFirst(max(0, same - 60)).prefix(140), as: UTF8.self)
        }
        return "\(part(other)) became \(part(one))"
    }
}
