import Editing
import FoundationEssentials
import Testing

@Suite struct FileEditTests {
    private let edit = FileEdit(
        .yaml, kind: "KubeletConfiguration",
        [
            .set("a.\"b.c\"[name=x]", ["t": "true", "f": true, "i": 1, "d": 0.5, "n": .null, "l": ["x", [1]]]), .remove("a"),
            .comment("[type=swap]"), .append(["x", "y"]), .replace("one", with: "other"),
        ])

    @Test func codesBothWays() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(edit)
        #expect(try JSONDecoder().decode(FileEdit.self, from: bytes) == edit)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"changes":[{"set":"a.\\"b.c\\"[name=x]","to":{"d":0.5,"f":true,"i":1,"l":["x",[1]],"n":null,"t":"true"}},{"remove":"a"},\
                {"comment":"[type=swap]"},{"append":["x","y"]},{"replace":"one","with":"other"}],"form":"yaml","kind":"KubeletConfiguration"}
                """)
    }

    @Test(arguments: [
        "{\"form\":\"yaml\",\"changes\":[{\"set\":\"a..b\",\"to\":1}]}", "{\"form\":\"yaml\",\"changes\":[{\"set\":\"a\"}]}",
        "{\"form\":\"yaml\",\"changes\":[{}]}", "{\"form\":\"xml\",\"changes\":[]}",
        "{\"form\":\"yaml\",\"changes\":[{\"set\":\"a\",\"to\":1,\"remove\":\"b\"}]}",
    ])
    func refusesOtherJSON(_ text: String) {
        #expect(throws: (any Error).self) { try JSONDecoder().decode(FileEdit.self, from: Data(text.utf8)) }
    }

    @Test func tooLarge() {
        #expect(throws: EditError.self) {
            try FileEdit(.text, [.append(["x"])]).apply(to: [UInt8](repeating: 10, count: 5 << 20))
        }
    }

    /// No change made before one that fails is kept: there is an error and no text.
    @Test func allOrNothing() {
        #expect(throws: EditError.self) {
            try FileEdit(.yaml, [.set("a", 2), .set("a.b", 1)]).apply(to: Array("a: 1\n".utf8))
        }
    }

    /// An empty list of changes, for every form and any bytes.
    @Test(arguments: FileEdit.Form.allCases) func nothingToDo(_ form: FileEdit.Form) throws {
        #expect(try FileEdit(form, []).apply(to: [0xFF, 0]) == [0xFF, 0])
    }

    @Test func errorsAreSentences() {
        let path = EditPath(keys: "a", "b.c")
        let errors: [EditError] = [
            .tooLarge(bytes: 5, limit: 4), .missing(path, "the list has no item 3"),
            .ambiguous(path, lines: [1, 2, 3], "one is expected"),
            .shared(path, line: 4), .matches(of: "x", lines: []), .broken(line: 3, "It is wrong."),
        ]
        for error in errors {
            #expect(error.description.hasSuffix("."))
            #expect(
                error.description.first?.isUppercase == true || error.description.hasPrefix("a.\"b.c\"")
                    || error.description.hasPrefix("\""))
        }
        #expect(errors[2].description == "a.\"b.c\" can mean lines 1, 2 and 3: one is expected.")
    }
}
