import Diagnosis
import Hosts
import Testing

/// What a capture was not asked for hides nothing: the report knows it by the words of the host's error.
@Suite struct UnrecordedTests {
    @Test func theReportKnowsTheHostsWords() {
        #expect(HostError.notRecorded("a file").description.hasPrefix(Report.unrecorded))
    }
}
