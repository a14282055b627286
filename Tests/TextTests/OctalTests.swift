import Testing

@testable import Text

@Suite struct OctalTests {
    @Test func modesAreWrittenAndRead() {
        #expect(Octal.mode(0o644) == "0644" && Octal.mode(0o1777) == "01777" && Octal.digits(0o44, atLeast: 4) == "0044")
        #expect(Octal.number("0644") == 0o644 && Octal.number("644") == 0o644)
        for text in ["", "0o644", "+644", "-1", "888", " 644", "7777777777777777777777777"] { #expect(Octal.number(text) == nil) }
    }

    @Test(arguments: [
        ("/mnt/a\\040b", "/mnt/a b"), ("a\\134b", "a\\b"), ("a\\04", "a\\04"), ("a\\999", "a\\999"), ("a\\+12", "a\\+12"),
        ("\\303\\266", "ö"), ("plain", "plain"), ("a\\777", "a\\777"), ("end\\", "end\\"), ("a\\040", "a "),
    ])
    func escapesOfMountsAreRead(text: String, meant: String) { #expect(Octal.unescaped(text) == meant) }
}
