import Applying
import Facts
import Hosts

/// `drydock diagnose`.
public struct DiagnoseJob: Sendable {
    let settings: Settings
    let from: String?
    let root: String?
    let against: String?
    let format: ReportFormat
    let isLong: Bool
    let output: String?

    /// - Parameter output: the file that the report is written to; nil for stdout.
    public init(
        settings: Settings, from: String?, root: String? = nil, against: String?, format: ReportFormat, isLong: Bool,
        output: String? = nil
    ) {
        self.output = output
        self.settings = settings
        self.from = from
        self.root = root
        self.against = against
        self.format = format
        self.isLong = isLong
    }

    /// Makes the report, prints it, and gives the exit status.
    public func run() throws -> Int32 {
        let knowledge = try KnowledgeLoading.load(settings.knowledgeFolders)
        let host = try root.map { try HostLoading.host(root: $0) } ?? HostLoading.host(from)
        let other = try against.map { try HostLoading.host($0) }
        let examination = Examination(knowledge: knowledge)
        let (finished, facts) = Waiting.run {
            await examination.examineKeepingFacts(host, against: other, slow: SlowLook.tell)
        }
        let text = try text(finished, facts)
        guard let output else {
            Output.write(text)
            return finished.exitStatus
        }
        if let reason = WholeFile.write(Array(text.utf8), to: output) {
            throw Refusal(
                "The report could not be written to \(output): \(reason). What stood there stands there still.",
                status: Output.lost)
        }
        return finished.exitStatus
    }

    private func text(_ finished: FinishedReport, _ facts: FactSet) throws -> String {
        switch format {
        case .text:
            let isShown = output == nil && Output.isTerminal
            let paint = output == nil ? settings.paint : Paint(isOn: false, isUnicode: !settings.isASCII)
            return TextReport(finished, paint: paint, width: isShown ? Output.width : 80, isLong: isLong).text()
        case .json: return try JSONReport(finished).text()
        case .markdown: return MarkdownReport(finished).text()
        case .junit: return JUnitReport(finished).text()
        case .prometheus: return PrometheusReport(finished, facts: facts).text()
        }
    }
}
