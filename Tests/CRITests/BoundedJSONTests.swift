import CRI
import Testing

struct BoundedJSONTests {
    private struct Whatever: Decodable, Equatable {
        init(from decoder: any Decoder) throws {}
    }

    private func nested(_ count: Int, closed: Bool = true) -> [UInt8] {
        Array((String(repeating: "[", count: count) + (closed ? String(repeating: "]", count: count) : "")).utf8)
    }

    /// The fuzz found 513 open brackets, on which Foundation's reader traps.
    @Test(arguments: [BoundedJSON.depth + 1, 512, 513, 514, 100_000]) func aDeepTextIsRefused(_ count: Int) {
        for closed in [true, false] {
            #expect(throws: BoundedJSON.TooDeep.self) {
                try BoundedJSON.decode(Whatever.self, from: nested(count, closed: closed))
            }
        }
    }

    /// Foundation's reader takes it, and Go's, which is that of whoever wrote the files, does not.
    @Test(arguments: ["[1,]", "{\"a\": {\"b\": 1,\n}}", "[{}, \n ]"]) func aCommaBeforeAClosingBracketIsRefused(_ text: String) {
        #expect(throws: BoundedJSON.StrayComma.self) { try BoundedJSON.decode(Whatever.self, from: Array(text.utf8)) }
    }

    @Test func commasWithinStringsAreNone() throws {
        #expect(try BoundedJSON.decode([String].self, from: Array("[\",]\", \",}\"]".utf8)) == [",]", ",}"])
    }

    @Test func whatIsWithinTheDepthIsRead() throws {
        _ = try BoundedJSON.decode(Whatever.self, from: nested(BoundedJSON.depth))
        let brackets = String(repeating: "[", count: 1000)
        let text = try BoundedJSON.decode([String].self, from: Array("[\"\(brackets) \\\" \(brackets)\", \"\\\\\"]".utf8))
        #expect(text == ["\(brackets) \" \(brackets)", "\\"])
        let flat = "[" + Array(repeating: "[]", count: 1000).joined(separator: ",") + "]"
        #expect(try BoundedJSON.decode([[Int]].self, from: Array(flat.utf8)).count == 1000)
    }
}
