import Application
import FoundationEssentials
import Hosts
import Knowledge
import Testing

/// A disk, a clock or a stranger's capture can tell any number: each gets a report, in every form.
@Suite struct StrangeNumbersTests {
    static let numbers: [(text: String, number: Int)] = [
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("1e23", .max), ("-1", -1),
        ("18446744073709551616", 0), ("0", 0),
    ]
    private static let parts = 4

    private static var nodes: String {
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/") + "/Nodes/"
    }

    @Test(arguments: numbers.indices, ["control-plane-1.36", "worker-1.36-crio"])
    func everyNumberIsSurvived(_ index: Int, _ node: String) async throws {
        let examination = Examination(knowledge: Knowledge.base)
        let (text, number) = Self.numbers[index]
        let base = try RecordedHost(capture: Self.nodes + node)
        for part in 0..<Self.parts {
            let host = StrangeNumbersHost(base: base, text: text, number: number, part: part, parts: Self.parts)
            let finished = await examination.examine(host)
            let forms = [
                TextReport(finished, paint: Paint(isOn: false, isUnicode: true), width: 80, isLong: true).text(),
                try JSONReport(finished).text(), MarkdownReport(finished).text(), JUnitReport(finished).text(),
            ]
            #expect(forms.allSatisfy { !$0.isEmpty })
        }
    }
}
