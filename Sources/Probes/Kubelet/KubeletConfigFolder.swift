import Facts
import Hosts
import YAML

/// The kubelet's configuration file and its drop-ins.
enum KubeletConfigFolder {
    /// Why the configuration could not be read.
    enum Problem: Error {
        case host(HostError)
        case yaml(YAMLError)
    }

    /// The file, and the `*.conf` files of the drop-in folder by name; empty where there is no such file.
    static func read(_ path: String, dropIns folder: String?, _ host: any Host) async throws(Problem) -> [KubeletConfigFile] {
        guard let first = try await file(path, host) else { return [] }
        var files = [first]
        for name in try await names(folder, host) {
            if let more = try await file(name, host) { files.append(more) }
        }
        return files
    }

    private static func names(_ folder: String?, _ host: any Host) async throws(Problem) -> [String] {
        guard let folder else { return [] }
        do {
            return try await host.list(folder).filter { $0.name.hasSuffix(".conf") && $0.kind != .directory }.map {
                "\(folder)/\($0.name)"
            }
        } catch {
            if error.isAbsence { return [] }
            throw .host(error)
        }
    }

    private static func file(_ path: String, _ host: any Host) async throws(Problem) -> KubeletConfigFile? {
        let content: FileContent
        do { content = try await host.read(path) } catch {
            if error.isAbsence { return nil }
            throw .host(error)
        }
        do { return try KubeletConfigFile(content.bytes, path: path) } catch { throw .yaml(error) }
    }

    /// The fields that this version does not know, and those that stand twice.
    static func write(fieldsOf files: [KubeletConfigFile], minor: Int?, known: KubeletFields, to facts: inout FactSet) {
        let sources = files.map { Source($0.path) }
        if let minor, minor > known.newest {
            facts.miss(
                KubeletFacts.unknownFields,
                "drydock knows the kubelet's fields up to 1.\(known.newest), but this kubelet is 1.\(minor).")
        } else {
            let rows = files.flatMap { file in
                file.unknownFields(minor: minor, known).map { field in
                    Row<KubeletFacts.UnknownField>(
                        [
                            .field: .text(field.field), .file: .text(file.path), .line: .integer(field.line),
                            .hint: .text(field.hint), .key: .text(field.key), .meant: .text(ifAny: field.meant),
                            .since: .text(ifAny: field.since.map { "1.\($0)" }),
                        ], from: file.source(line: field.line))
                }
            }
            facts.set(KubeletFacts.unknownFields, rows, from: sources)
        }
        facts.set(KubeletFacts.invalidValues, files.flatMap(KubeletValues.invalid), from: sources)
        let twice = files.flatMap { file in
            file.duplicates.map { key in
                Row<KubeletFacts.DuplicateField>(
                    [
                        .field: .text(key.name), .file: .text(file.path), .line: .integer(key.secondLine),
                        .firstLine: .integer(key.firstLine),
                    ], from: file.source(line: key.secondLine))
            }
        }
        facts.set(KubeletFacts.duplicateFields, twice, from: sources)
    }
}
