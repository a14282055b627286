import Planning
import YAML

/// Reads the file of one series of a container runtime.
enum RuntimeSeriesReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (RuntimeSeries, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let kind = fields.word("kind", default: nil) as RuntimeChoice.Kind?
        let series = fields.text("series")
        if let kind, id != "\(kind.rawValue)-\(series)" {
            fields.complain(fields.line("series"), "The file's name must be \(kind.rawValue)-\(series).yaml.")
        }
        let runtime = RuntimeSeries(
            id: id, kind: kind?.rawValue ?? "", series: series, latest: fields.text("latest"),
            endOfLife: fields.optionalDay("endOfLife"), configVersion: fields.optionalNumber("configVersion"),
            importsDropIns: fields.flag("importsDropIns"), hasRuntimeConfig: fields.flag("hasRuntimeConfig"),
            takesBinDirs: fields.flag("takesBinDirs"), runc: fields.optionalText("runc"), packages: fields.texts("packages"),
            defaultSandbox: fields.text("defaultSandbox"), supports: supports(fields), notes: fields.texts("notes"),
            sources: fields.texts("sources"))
        return (runtime, fields.finish())
    }

    /// `supports: {"1.36": 2.3.0}`: for which minors, and from which version.
    private static func supports(_ fields: Fields) -> [RuntimeSeries.Support] {
        (fields.required("supports")?.entries ?? []).compactMap { entry in
            guard let minor = KnowledgeVersion.minor(entry.key.name), let version = entry.value.text else {
                fields.complain(entry.key.line, "\"supports\" maps minor releases, quoted, to versions of the runtime.")
                return nil
            }
            return RuntimeSeries.Support(minor: minor, atLeast: version)
        }
    }
}
