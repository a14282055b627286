import Planning
import YAML

/// Reads the file of one series of a container runtime.
enum RuntimeSeriesReader {
    static func read(_ node: YAMLNode, id: String, file: String) -> (RuntimeSeries, [KnowledgeProblem]) {
        let fields = Fields(node, file: file)
        let kind = fields.word("kind", default: nil) as RuntimeChoice.Kind?
        let series = fields.version("series")
        let isNamed = kind.map { id == "\($0.rawValue)-\(series)" } ?? true
        if let kind, !isNamed {
            fields.complain(fields.line("series"), "The file's name must be \(kind.rawValue)-\(series).yaml.")
        }
        // Which of the two is wrong is not known, so its versions are not held against either.
        let prefix = isNamed ? series + "." : ""
        var runtime = RuntimeSeries(
            id: id, kind: kind?.rawValue ?? "", series: series, latest: latest(prefix, fields),
            endOfLife: fields.optionalDay("endOfLife"), configVersion: fields.optionalNumber("configVersion"),
            importsDropIns: fields.flag("importsDropIns"), hasRuntimeConfig: fields.flag("hasRuntimeConfig"),
            takesBinDirs: fields.flag("takesBinDirs"), runc: fields.optionalVersion("runc"), packages: fields.texts("packages"),
            defaultSandbox: fields.text("defaultSandbox"), supports: supports(prefix, fields), notes: fields.texts("notes"),
            sources: fields.texts("sources"))
        runtime.asOf = fields.asOf()
        return (runtime, fields.finish())
    }

    private static func latest(_ prefix: String, _ fields: Fields) -> String {
        let latest = fields.version("latest")
        if !latest.isEmpty, !latest.hasPrefix(prefix) {
            fields.complain(fields.line("latest"), "\"latest\" must begin with \(prefix), but this is \"\(latest)\".")
        }
        return latest
    }

    /// `supports: {"1.36": 2.3.0}`: for which minors, and from which version.
    private static func supports(_ prefix: String, _ fields: Fields) -> [RuntimeSeries.Support] {
        (fields.required("supports")?.entries ?? []).compactMap { entry in
            guard let minor = KnowledgeVersion.minor(entry.key.name), let version = entry.value.text else {
                fields.complain(entry.key.line, "\"supports\" maps minor releases, quoted, to versions of the runtime.")
                return nil
            }
            if !version.hasPrefix(prefix) {
                fields.complain(
                    entry.value.line, "What supports 1.\(minor) must begin with \(prefix), but this is \"\(version)\".")
            }
            return RuntimeSeries.Support(minor: minor, atLeast: version)
        }
    }
}
