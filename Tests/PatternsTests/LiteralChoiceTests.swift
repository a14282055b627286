import Testing

@testable import Patterns

@Suite struct LiteralChoiceTests {
    /// A window that moves finds what weighing each window by itself finds.
    @Test(arguments: [
        "failed to pull and unpack image", "rpc error: code = Unavailable desc = ", "aaaaaaaaaaaaaaaa", "kubelet ",
        "x509: certificate signed by unknown authority", "=====kube-system/QZ",
    ])
    func theRarestWindowIsFound(_ text: String) {
        let bytes = Array(text.utf8)
        let count = Pattern.shortestLiteral
        let weights = (0...bytes.count - count).map {
            LiteralChoice.window(of: Array(bytes[$0..<$0 + count]), count: count).weight
        }
        let found = LiteralChoice.window(of: bytes, count: count)
        #expect(found.weight == weights.max() && weights.firstIndex(of: found.weight) == found.offset, "\(found) of \(weights)")
    }
}
