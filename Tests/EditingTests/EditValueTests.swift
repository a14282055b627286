import Editing
import Testing
import YAML

@Suite struct EditValueTests {
    /// As a recipe's YAML says it, with its types.
    @Test func fromYAML() throws {
        let text = "{t: \"true\", f: true, i: 0x10, d: 1.5, x: ~, l: [a, 'b'], m: {k: 0123}, v: 1.30.1}"
        let node = try #require(try YAMLDocument.parse(Array(text.utf8), file: "f").first)
        #expect(
            EditValue(node) == [
                "t": "true", "f": true, "i": 16, "d": 1.5, "x": .null, "l": ["a", "b"], "m": ["k": 83], "v": "1.30.1",
            ])
    }
}
