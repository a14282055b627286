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
        \(literal("rules", PackedWriter.bytes(knowledge.rules)))
        \(literal("recipes", PackedWriter.bytes(knowledge.recipes)))
        \(literal("ladder", PackedWriter.bytes(knowledge.ladder)))
        \(literal("texts", PackedWriter.bytes(knowledge.texts)))
        \(literal("states", PackedWriter.bytes(knowledge.states)))
        \(literal("needs", PackedWriter.bytes(knowledge.readiness.needs)))
        \(literal("subjects", PackedWriter.bytes(knowledge.readiness.subjects)))
        \(literal("next", PackedWriter.bytes(knowledge.readiness.next)))
        \(literal("releases", PackedWriter.bytes(knowledge.releases)))
            static let day: StaticString = "\(knowledge.day?.description ?? "")"
        \(literal("catalogue", PackedWriter.bytes(entries)))
        \(literal("planning", [UInt8](encoder.encode(knowledge.planning))))
        }

        """
        try Data(source.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// A part of the knowledge as a Swift string.
    private static func literal(_ name: String, _ bytes: [UInt8]) -> String {
        "    static let \(name): StaticString = \"\(DeflatedText.text(for: bytes))\""
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
