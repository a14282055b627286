import Testing

@testable import Probes

@Suite struct PathGlobTests {
    @Test(arguments: [
        ("*.toml", "a.toml", true), ("*.toml", "a.tom", false), ("*", "", true), ("a*b*c", "aXbYc", true),
        ("a*b*c", "aXbY", false),
        ("a", "a", true), ("a*", "ba", false),
    ])
    func starsAreAnyRun(pattern: String, name: String, fits: Bool) {
        #expect(PathGlob.matches(Array(pattern.utf8), Array(name.utf8)) == fits)
    }
}
