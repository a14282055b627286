import Diagnosis
import KnowledgeFormat
import Planning
import Testing

@Suite struct PackedTests {
    private func unpacked<Value: Packable>(_ bytes: [UInt8], as type: Value.Type) throws -> Value {
        try bytes.withUnsafeBufferPointer { bytes in
            var reader = PackedReader(bytes)
            let value = try Value(from: &reader)
            #expect(reader.isAtEnd)
            return value
        }
    }

    private let rule = Rule(
        id: "a-b", area: "host", catalogue: ["SD-1"], title: "Ä \"title\" \\ with\nmuch", severity: .notice, kind: .expected,
        rung: .dns, applies: .not(.test("a.b", .present(false))),
        versions: VersionRange(from: nil, to: MinorVersion(minor: 36)),
        when: .all([
            .any([
                .test("a", .equals(.literal(.flag(true)))), .test("a", .differs(.literal(.integer(-1)))),
                .test("a", .below(.literal(.number(0.25)))), .test("a", .above(.literal(.text("")))),
            ]),
            .each(
                "t",
                where: .all([
                    .test("c", .before(.fact("time.now", plus: -2_592_000))),
                    .test("c", .oneOf([.integer(1 << 40), .text("x")])),
                    .test("c", .contains(.fact("d", plus: 0))), .test("c", .matches("*z?")),
                ])),
            .logged(Logged(logs: ["kubelet"], patterns: ["x %s"], window: .start, atLeast: 3)),
            .logged(Logged(logs: [], patterns: [], window: .boot, atLeast: 1)),
            .logged(Logged(logs: [], patterns: [], window: .seconds(600), atLeast: 1)),
        ]), says: "s", why: "w", leadsTo: ["c"], wrongWhen: "", recipes: [], sources: [Reference(source: "k", date: "2026-01-01")]
    )

    @Test func everyConditionComesBackAsItWas() throws {
        #expect(try unpacked(PackedWriter.bytes([rule]), as: [Rule].self) == [rule])
    }

    @Test func numbersOfAnySizeComeBack() throws {
        for number in [0, 1, -1, 31, 32, -32, 1 << 20, .max, .min] {
            #expect(try unpacked(PackedWriter.bytes(number), as: Int.self) == number)
        }
    }

    @Test func textThatWasCutOrIsNoneOfOursIsRefused() throws {
        let bytes = PackedWriter.bytes([rule])
        for length in bytes.indices {
            #expect(throws: PackedError.self) { try unpacked(Array(bytes.prefix(length)), as: [Rule].self) }
        }
        #expect(throws: PackedError.self) { try unpacked(Array("!".utf8), as: Int.self) }
        #expect(throws: PackedError.self) { try unpacked(Array("oooooooo0".utf8), as: String.self) }
    }
}
