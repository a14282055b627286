import TOML
import Testing

/// Each kind of value as TOML 1.0 has it.
@Suite struct TOMLValueTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("+17", 17), ("1_000", 1000), ("0xDEAD_beef", 0xDEAD_BEEF), ("0o755", 0o755), ("0b1_0", 2),
            ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min),
        ])
    func wholeNumbers(text: String, number: Int) throws {
        #expect(try tree("a = \(text)")["a"] == .integer(number))
    }

    @Test(
        arguments: [
            ("1.5", 1.5), ("-0.0", -0.0), ("1e3", 1000), ("1E+0_3", 1000), ("6.26e-2", 0.0626), ("9_0.1_5", 90.15), ("0e0", 0),
            ("inf", .infinity), ("-inf", -.infinity), ("1e999", .infinity),
        ] as [(String, Double)])
    func numbers(text: String, number: Double) throws {
        #expect(try tree("a = \(text)")["a"] == .number(number))
    }

    @Test(arguments: [
        "01", "1_", "_1", "1__0", "+0x1", "0x", "0x_1", "0o8", "0b2", "0X1", "1.", ".5", "1.e1", "1e", "1e1.5", "1._5", "++1",
        "- 1",
        "9223372036854775808", "-9223372036854775809", "0xFFFFFFFFFFFFFFFF", "Inf", "+nan1", "True", "TRUE", "truefalse", "yes",
        "null",
        "10.0.0.1", "registry.k8s.io/pause:3.8", "5m", "/run/x.sock", "1 2", "'a' 'b'", "é", "",
    ]) func whatIsNoValueIsRefused(_ text: String) {
        #expect(problem("\na = \(text)\n")?.kind == .syntax)
        #expect(problem("\na = \(text)\n")?.line == 2)
        #expect(problem("a = [\(text.isEmpty ? "," : text)]")?.kind == .syntax)
    }

    @Test(arguments: [
        "1979-05-27T07:32:00Z", "1979-05-27t07:32:00.999999999z", "1979-05-27 07:32:00-07:00", "1979-05-27T23:59:60",
        "1979-05-27",
        "2000-02-29", "07:32:00", "00:00:00.1",
    ]) func timesAreKeptAsWritten(_ text: String) throws {
        #expect(try tree("a = \(text) # x")["a"] == .time(text))
        #expect(try tree("a = [\(text),\(text)]")["a"] == .list([.time(text), .time(text)]))
    }

    @Test(arguments: [
        "1979-13-01", "1979-00-01", "1979-02-29", "1900-02-29", "1979-04-31", "1979-05-00", "1979-5-27", "1979-05-27T",
        "1979-05-27T7:32:00",
        "1979-05-27T24:00:00", "1979-05-27T07:60:00", "1979-05-27T07:32:61", "1979-05-27T07:32:00.", "1979-05-27T07:32:00+7:00",
        "1979-05-27T07:32:00+25:00", "1979-05-27  07:32:00", "07:32:00Z", "7:32:00", "07:32", "1979-05-27T07:32", "+1979-05-27",
    ]) func whatIsNoTimeIsRefused(_ text: String) {
        #expect(problem("a = \(text)\n")?.kind == .syntax)
    }

    @Test(
        arguments: [
            (#""a\tb\"\\\u00e9\U0001F6A2""#, "a\tb\"\\é🚢"), (#"'a\tb'"#, #"a\tb"#), ("\"\"\"\na\\\n   \n  b\"\"\"", "ab"),
            ("'''\r\na\r\n'''", "a\r\n"), ("\"\"\"\"\"a\"\"\"\"\"", "\"\"a\"\""), ("\"\"\"\"\"\"", ""), ("''''a''''", "'a'"),
            ("\"\"\"a\\\"\"\"\"", "a\""),
            ("\"\t\"", "\t"), ("\"\\e\"", "\u{1B}"), ("''", ""),
        ])
    func texts(text: String, value: String) throws {
        #expect(try tree("a = \(text)")["a"] == .text(value))
    }

    @Test(arguments: [
        #""\a""#, #""\x41""#, #""\u12""#, #""\uD800""#, #""\U00110000""#, #""\UFFFFFFFF""#, "\"\u{1}\"", "'\u{7F}'",
        "\"a\nb\"", "'a\n'",
        "\"\"\"a\"\"", "\"\"\"\"\"\"\"\"\"", "\"\\ \"", "\"\"\"\\ x\"\"\"", "'''a\r'''",
    ]) func whatIsNoTextIsRefused(_ text: String) {
        #expect(problem("a = \(text)\n")?.kind == .syntax)
    }

    @Test(arguments: [
        "a", "a =", "= 1", "a = 1 b = 2", "a == 1", "a.= 1", ".a = 1", "a..b = 1", "a b = 1", "é = 1", "\"\"\"a\"\"\" = 1", "[a",
        "[[a]", "[a]]",
        "[]", "[a.]", "[a] b = 1", "[a]\n]", "[[a] ]", "[ [a]]", "a = [1 2]", "a = [1,,2]", "a = [1", "a = {b = 1",
        "a = {b = 1,}", "a = {,}",
        "a = {b = 1\n}", "a = {\nb = 1}", "a = {b}", "a = [{b = 1]", "{a = 1}", "[plugins\n", "\u{A0}a = 1",
    ]) func whatIsNoTOMLIsRefused(_ text: String) {
        #expect(problem(text)?.kind == .syntax)
    }

    /// What TOML 1.1 added, and a list that is defined again.
    @Test(
        arguments: [
            ("a = {\n  b = 1, # one\n  c = 2,\n}\n", "{a = {b = 1, c = 2}}"), ("a = \"\\x41\"\n", "{a = \"A\"}"),
            ("a = 07:32\n", "{a = 07:32}"), ("a = 1979-05-27 07:32Z\n", "{a = 1979-05-27 07:32Z}"),
            ("a = [1]\na = [2]\n", "{a = [2]}"), ("a = [1]\na = 'b'\n", "{a = \"b\"}"),
        ])
    func whatOnlyTheReaderOfCRIOTakes(text: String, written: String) throws {
        #expect(try toml(text, as: .burntSushi).root.tree.written == written)
        #expect(problem(text) != nil)
    }

    /// What a person reads: the place, what stands there and what is expected; never a value, which can be a secret.
    @Test(
        arguments: [
            ("[plugins\n", "x.toml:1:9: After the name of a table a closing bracket is expected, but the line ends."),
            (
                "é = 1\n",
                "x.toml:1:1: A key is expected here, but é stands here. A key with characters other than A to Z, a to z, digits, - and _ belongs in quotes."
            ),
            (
                "\u{A0}a = 1\n",
                "x.toml:1:1: A key is expected here, but a character that cannot be seen stands here. A key with characters other than A to Z, a to z, digits, - and _ belongs in quotes."
            ),
            ("a = \n", "x.toml:1:5: A value is expected here, but the line ends."),
            (
                "a = hunter2\n",
                "x.toml:1:5: A value is expected here, and this is not one: text belongs in quotes, and true and false are in lower case."
            ),
            ("a: 1\n", "x.toml:1:2: After a key \"=\" and a value are expected, but : stands here."),
            (
                "x = [\n  1,\n[a]\nb = 1\n",
                "x.toml:3:2: A value is expected here, and this is not one: text belongs in quotes, and true and false are in lower case. The list that begins on line 1 is not closed yet."
            ),
            (
                "x = [\n  1\n[a]\n",
                "x.toml:3:1: In the list that begins on line 1 a comma or \"]\" is expected here, but [ stands here."
            ),
            ("a = 1\na = 2\n", "x.toml:2:1: \"a\" is defined twice, first on line 1: only one definition is allowed."),
            ("a = 1\n[a.b]\n", "x.toml:2:2: \"a\" is used as a table here, but line 1 gives it a value."),
        ])
    func theSentenceSaysWhatWasExpected(text: String, description: String) {
        #expect(problem(text)?.description == description)
    }
}
