import Diagnosis
import Facts
import FoundationEssentials
import Glibc
import KnowledgeFormat
import YAML

/// `KnowledgeCompiler FOLDER OUTPUT`: checks the knowledge files and writes them as one Swift file. Run by the build.
@main
struct KnowledgeCompiler {
    static func main() {
        guard CommandLine.arguments.count == 3 else {
            fail(["usage: KnowledgeCompiler FOLDER OUTPUT"])
        }
        do {
            try compile(folder: CommandLine.arguments[1], output: CommandLine.arguments[2])
        } catch {
            fail(["error: \(error)"])
        }
    }

    private static func compile(folder: String, output: String) throws {
        let files = try knowledgeFiles(in: folder)
        let entries = try JSONDecoder().decode(
            [CatalogueEntry].self, from: try Data(contentsOf: URL(filePath: folder + "/catalogue.json")))
        let (knowledge, problems) = KnowledgeFolder.read(files, catalogue: Set(entries.map(\.id)))
        guard problems.isEmpty else { fail(problems.map(\.description)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let source = try """
        // Compiled from the YAML files of Knowledge/ by KnowledgeCompiler.
        enum CompiledKnowledge {
        \(literal("rules", PackedWriter.text(knowledge.rules)))
        \(literal("recipes", PackedWriter.text(knowledge.recipes)))
        \(literal("ladder", PackedWriter.text(knowledge.ladder)))
        \(literal("texts", PackedWriter.text(knowledge.texts)))
        \(literal("needs", PackedWriter.text(knowledge.readiness.needs)))
        \(literal("subjects", PackedWriter.text(knowledge.readiness.subjects)))
        \(literal("next", PackedWriter.text(knowledge.readiness.next)))
        \(literal("releases", PackedWriter.text(knowledge.releases)))
        \(literal("day", knowledge.day?.description ?? ""))
        \(literal("catalogue", PackedWriter.text(entries)))
        \(literal("planning", String(decoding: encoder.encode(knowledge.planning), as: UTF8.self)))
        }

        """
        try Data(source.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// A part of the knowledge as a Swift string, which the program reads where it lies.
    private static func literal(_ name: String, _ packed: String) -> String {
        let text = packed.unicodeScalars.reduce(into: "") { out, scalar in
            switch scalar {
            case "\\", "\"": out += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return "    static let \(name): StaticString = \"\(text)\""
    }

    private static func knowledgeFiles(in folder: String) throws -> [KnowledgeFile] {
        var files: [KnowledgeFile] = []
        // Git keeps no empty folder, so a part without a file yet may not be there.
        for part in KnowledgeFolder.parts where FileManager.default.fileExists(atPath: "\(folder)/\(part)") {
            for path in try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(part)") where path.hasSuffix(".yaml") {
                let full = "\(folder)/\(part)/\(path)"
                files.append(
                    KnowledgeFile(
                        path: "\(part)/\(path)", shownAs: full, bytes: [UInt8](try Data(contentsOf: URL(filePath: full)))))
            }
        }
        return files
    }

    private static func fail(_ lines: [String]) -> Never {
        for line in lines { print(line) }
        exit(1)
    }
}
