import Applying
import FoundationEssentials
import Glibc
import Planning
import Steps

/// The folder that `plan --out` writes.
struct PlanFolder {
    let path: String

    init(_ path: String) { self.path = path }

    /// Writes all files of a plan, each whole and with its mode. Nothing is written where one would go over a file that
    /// differs, unless that was asked for. Gives how many are new and how many were there with the same content.
    func write(_ plan: Plan, _ context: PlanContext, overwrites: Bool) throws(Refusal) -> (new: Int, same: Int) {
        let files = PlanFolder.files(plan, context)
        var todo: [PlannedFile] = []
        var differing: [String] = []
        for file in files {
            let full = "\(path)/\(file.path)"
            guard FileManager.default.fileExists(atPath: full) else {
                todo.append(file)
                continue
            }
            if (try? Data(contentsOf: URL(filePath: full))) == Data(file.content.utf8) { continue }
            differing.append(full)
            todo.append(file)
        }
        guard differing.isEmpty || overwrites else {
            throw Refusal(
                "\(differing.count) files already exist and differ, so nothing was written; choose another folder, or use --overwrite:\n"
                    + differing.prefix(20).map { "  \($0)" }.joined(separator: "\n"))
        }
        for file in todo { try write(file) }
        return (todo.count, files.count - todo.count)
    }

    /// Everything that a plan writes, with paths in the folder.
    static func files(_ plan: Plan, _ context: PlanContext) -> [PlannedFile] {
        var out = plan.documents
        for machine in context.plan.machines {
            for file in plan.files(on: machine.name) {
                out.append(PlannedFile("machines/\(machine.name)/root/\(inRoot(file.path))", mode: file.mode, file.content))
            }
        }
        return out
    }

    /// A machine's path below `root`: a Windows drive becomes a folder.
    private static func inRoot(_ path: String) -> String {
        var path = path[...].drop { $0 == "/" }
        if path.dropFirst().first == ":" { path = path.prefix(1) + path.dropFirst(2) }
        return path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).joined(separator: "/")
    }

    private func write(_ file: PlannedFile) throws(Refusal) {
        let full = "\(path)/\(file.path)"
        let folder = String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)])
        var problem = WholeFile.makeFolder(folder)
        if problem == nil { problem = WholeFile.write(Array(file.content.utf8), to: full, mode: 0o600) }
        if problem == nil, chmod(full, mode_t(file.mode)) != 0 { problem = WholeFile.reason() }
        if let problem {
            throw Refusal(
                """
                \(full) could not be written: \(problem). The plan's folder is incomplete; make room or choose another folder, and write \
                it again: files that are already there and the same are left as they are.
                """)
        }
    }
}
