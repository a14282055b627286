import Testing
import Text

@Suite struct GlobTests {
    @Test(arguments: [
        ("*.toml", "a.toml", true), ("*.toml", "a.tom", false), ("*", "", true), ("a*b*c", "aXbYc", true),
        ("a*b*c", "aXbY", false), ("a", "a", true), ("a*", "ba", false), ("a?c", "abc", true), ("a?c", "ac", false),
        ("container/kube-system/etcd*", "container/kube-system/etcd-cp1/etcd", true), ("", "", true), ("", "a", false),
        ("**a", "bba", true),
    ])
    func starsAreAnyRunAndMarksOneCharacter(pattern: String, text: String, fits: Bool) {
        #expect(Glob.matches(pattern, text) == fits)
    }

    @Test func manyStarsEnd() {
        #expect(!Glob.matches(String(repeating: "a*", count: 40) + "b", String(repeating: "a", count: 4000)))
    }
}
