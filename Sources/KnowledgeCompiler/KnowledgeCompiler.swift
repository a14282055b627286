import CArchive
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
        \(literal("rules", encoder.encode(knowledge.rules)))
        \(literal("recipes", encoder.encode(knowledge.recipes)))
        \(literal("ladder", encoder.encode(knowledge.ladder)))
        \(literal("catalogue", encoder.encode(entries)))
        \(literal("planning", encoder.encode([knowledge.planning])))
        }

        """
        try Data(source.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// A part of the knowledge as `length:base64` of a zlib stream: a fifth of the JSON's size in the program.
    private static func literal(_ name: String, _ json: Data) -> String {
        var packed = [UInt8](repeating: 0, count: Int(compressBound(uLong(json.count))))
        var count = uLongf(packed.count)
        let status = json.withUnsafeBytes {
            compress2(&packed, &count, $0.bindMemory(to: UInt8.self).baseAddress, uLong($0.count), 9)
        }
        guard status == Z_OK else { fail(["error: zlib could not pack \(name): \(status)"]) }
        let text = Data(packed.prefix(Int(count))).base64EncodedString()
        return "    static let \(name): StaticString = \"\(json.count):\(text)\""
    }

    private static func knowledgeFiles(in folder: String) throws -> [KnowledgeFile] {
        var files: [KnowledgeFile] = []
        for part in KnowledgeFolder.parts {
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
