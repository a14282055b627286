import Planning
import Steps
import Testing

struct PlaceholderTests {
    @Test(arguments: [
        ("token: \"@@JOIN_TOKEN@@\"", [Placeholder.joinToken]), ("@@@CA_CERT_HASH@@@", [.caCertHash]),
        ("@@JOIN_TOKEN@@@@JOIN_TOKEN@@ @@ENCRYPTION_KEY@@", [.joinToken, .encryptionKey]), ("@@JOIN_TOKEN@", []), ("@@", []),
        ("a@@b.example @JOIN_TOKEN@", []), ("@@UNKNOWN@@", []), ("", []), ("@@JOIN@@TOKEN@@IPSEC_KEY@@", [.ipsecKey]),
    ])
    func marksAreFoundInAText(_ text: String, _ wanted: [Placeholder]) {
        #expect(Placeholder.standing(in: text) == wanted)
        #expect(Placeholder.allCases.filter { text.contains($0.mark) } == wanted)
    }

    @Test func aFileKnowsItsMarksAlsoWhenItsTextChanges() {
        var file = PlannedFile("/a", "x: @@JOIN_TOKEN@@")
        #expect(file.placeholders == [.joinToken])
        file.content = "x: 1"
        #expect(file.placeholders == [])
    }
}
