import FoundationEssentials
import Testing

@testable import CRI

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "[1,-2,0.25]", "\"a\\\"b\\\\c\\n\\t\\r\\u0001\"", "{\"a\":[],\"b\":{\"c\":\"€\"}}", "9223372036854775807",
    ])
    func writesWhatItRead(text: String) throws {
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).json == text)
    }

    @Test func givesATextPlain() throws {
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data("\"a\\\"b\"".utf8)).plain == "a\"b")
    }
}
