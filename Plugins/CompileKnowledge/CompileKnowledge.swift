import Foundation
import PackagePlugin

/// Checks the knowledge files and compiles them into the Knowledge target. Any file that is added, changed or removed runs it
/// again; any error in one fails the build with file and line.
@main
struct CompileKnowledge: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let folder = target.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "CompiledKnowledge.swift")
        let list = context.pluginWorkDirectoryURL.appending(path: "files.txt")
        let files = try knowledgeFiles(in: folder)
        // The list is an input too, so that a removed file counts as a change; it is written only when it differs.
        let names = files.map(\.path).joined(separator: "\n")
        if (try? String(contentsOf: list, encoding: .utf8)) != names {
            try names.write(to: list, atomically: true, encoding: .utf8)
        }
        return [
            .buildCommand(
                displayName: "Compiling \(files.count) knowledge files",
                executable: try context.tool(named: "KnowledgeCompiler").url,
                arguments: [folder.path, output.path],
                inputFiles: files + [list], outputFiles: [output])
        ]
    }

    private func knowledgeFiles(in folder: URL) throws -> [URL] {
        var files = [folder.appending(path: "catalogue.json")]
        // Whatever kind it is of: one that is not listed here would be compiled in once and never again.
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = found?.nextObject() as? URL { if file.pathExtension == "yaml" { files.append(file) } }
        return files.sorted { $0.path < $1.path }
    }
}
