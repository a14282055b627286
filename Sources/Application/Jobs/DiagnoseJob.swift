import Hosts

/// `drydock diagnose`.
public struct DiagnoseJob: Sendable {
    let settings: Settings
    let from: String?
    let root: String?
    let against: String?
    let format: ReportFormat
    let isLong: Bool

    public init(settings: Settings, from: String?, root: String? = nil, against: String?, format: ReportFormat, isLong: Bool) {
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
        let finished = Waiting.run { await examination.examine(host, against: other, slow: SlowLook.tell) }
        switch format {
        case .text:
            Output.write(
                TextReport(finished, paint: settings.paint, width: Output.isTerminal ? Output.width : 80, isLong: isLong).text())
        case .json: Output.write(try JSONReport(finished).text())
        case .markdown: Output.write(MarkdownReport(finished).text())
        case .junit: Output.write(JUnitReport(finished).text())
        }
        return finished.exitStatus
    }
}
