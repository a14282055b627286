import Testing
import YAML

@Suite struct YAMLValueTests {
    @Test(arguments: [
        ("true", YAMLValue.bool(true)), ("True", .bool(true)), ("yes", .bool(true)), ("On", .bool(true)), ("y", .bool(true)),
        ("no", .bool(false)), ("OFF", .bool(false)), ("n", .bool(false)), ("tRue", .string("tRue")), ("yEs", .string("yEs")),
        ("0", .int(0)), ("-17", .int(-17)), ("+5", .int(5)), ("0644", .int(420)), ("0o644", .int(420)), ("0x1F", .int(31)),
        ("-0b101", .int(-5)), ("1_000", .int(1000)), ("08", .float(8)), ("1.5", .float(1.5)), (".5", .float(0.5)),
        ("1e3", .float(1000)), ("-2.", .float(-2)), ("1.2.3", .string("1.2.3")), ("10.96.0.10", .string("10.96.0.10")),
        ("12:30:45", .string("12:30:45")), ("2026-11-24", .string("2026-11-24")), ("1e999", .string("1e999")),
        ("18446744073709551615", .float(18_446_744_073_709_551_616)), ("10%", .string("10%")), ("-", .string("-")),
        (".", .string(".")), ("+-1", .string("+-1")), ("0x", .string("0x")), (".inf", .float(.infinity)), ("1Gi", .string("1Gi")),
        ("0x-1", .string("0x-1")), ("<<", .string("<<")), ("v1.30", .string("v1.30")),
    ])
    func plainScalarsReadAsKubernetesReadsThem(text: String, value: YAMLValue) throws {
        #expect(YAMLScalar.resolved(text) == value)
    }

    @Test func wordsForNothingAreNull() throws {
        for text in ["a:", "a: ~", "a: null", "a: Null", "a: NULL"] {
            #expect(try yaml(text)["a"]?.isNull == true, "\(text)")
        }
        #expect(try yaml("a: nUll")["a"]?.string == "nUll")
        #expect(try yaml("a: ''")["a"]?.string == "")
    }

    @Test func quotedScalarsAreTexts() throws {
        let node = try yaml("a: 'true'\nb: \"1\"\nc: 1\nd: |\n  1\n")
        #expect(node["a"]?.bool == nil)
        #expect(node["a"]?.string == "true")
        #expect(node["b"]?.int == nil)
        #expect(node["c"]?.string == nil)
        #expect(node["c"]?.text == "1")
        #expect(node["d"]?.string == "1\n")
    }

    @Test func numbersComeAsWholeAndAsDouble() throws {
        let node = try yaml("a: 1e3\nb: 2.5\nc: 7\nd: 1.30\ne: 1e300")
        #expect(node["a"]?.int == 1000)
        #expect(node["b"]?.int == nil)
        #expect(node["b"]?.double == 2.5)
        #expect(node["c"]?.double == 7)
        #expect(node["d"]?.text == "1.30")
        #expect(node["e"]?.int == nil)
    }

    @Test func tagsDecide() throws {
        let node = try yaml("a: !!str 1\nb: !!int '5'\nc: !vault x\nd: ! 7\ne: !!str\n")
        #expect(node["a"]?.string == "1")
        #expect(node["b"]?.int == 5)
        #expect(node["c"]?.tag == "!vault")
        #expect(node["d"]?.string == "7")
        #expect(node["e"]?.string == "")
    }

    @Test func keysAreNamedAsJSONNamesThem() throws {
        let node = try yaml("on: 1\n0x10: 2\n1.30: 3\n'yes': 4")
        #expect(node.entries?.map(\.key.name) == ["true", "16", "1.30", "yes"])
    }
}
