import FoundationEssentials
import Glibc
import Knowledge
import Planning
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import Rendering

/// A project of a plan in which each cell of the table is a machine, which is this one: Ansible carries drydock there and has it do the
/// machine's one step. What it keeps of its own lies in a folder of the test's.
struct AnsibleColumn {
    /// One cell, where it is tried.
    struct Cell {
        let shape: Shape
        let world: World
        let host: String
        let place: Place
    }

    /// What Ansible says of a machine.
    struct Recap {
        var changed = 0
        var failed = 0
    }

    let folder: String
    let cells: [Cell]
    private let program: String

    init(_ cells: [(Shape, World)], program: String) throws {
        var template = Array("/tmp/drydock-column-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        self.folder = folder
        self.program = program
        self.cells = try cells.enumerated().map { index, cell in
            Cell(
                shape: cell.0, world: cell.1, host: "c\(index + 1)", place: try Place(notes: "\(folder)/state/unfinished"))
        }
        try FileManager.default.createDirectory(atPath: "\(folder)/state", withIntermediateDirectories: true)
        try writeProject()
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private func writeProject() throws {
        var plan = PlanExample.plan(.single, release: KubernetesVersion(minor: 36)).0
        plan.machines = cells.map { Machine(name: $0.host, addresses: [], roles: [.worker]) }
        plan.machines[0].roles = [.controlPlane]
        let context = try #require(PlanContext(plan, knowledge: Knowledge.planning, facts: [:], now: nil))
        let steps = cells.map { cell in
            var step = cell.shape.step(cell.place)
            step.machine = cell.host
            return step
        }
        for file in AnsibleProject().documents(Plan(steps: steps), context) { try write(file.path, file.content) }
        for cell in cells {
            let values = cell.world.values.map { "\($0.key.rawValue)=\($0.value)\\n" }.joined()
            try write(
                "ansible/inventory/host_vars/\(cell.host).yml",
                """
                ---
                ansible_connection: local
                ansible_become: false
                drydock_folder: \(cell.place.folder)/carried
                drydock_secrets: "\(values)"

                """)
            // So that the same bytes need not be carried a hundred times.
            mkdir("\(cell.place.folder)/carried", 0o700)
            link(program, "\(cell.place.folder)/carried/drydock")
        }
    }

    private func write(_ path: String, _ text: String) throws {
        let full = "\(folder)/\(path)"
        let parent = String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)])
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: full))
    }

    /// Plays for some of the cells; gives what is said of each machine.
    func play(_ some: [Cell], isCheck: Bool = false) async throws -> [String: Recap] {
        if some.isEmpty { return [:] }
        try write("limit", some.map { $0.host + "\n" }.joined())
        // One after the other: they are one machine, and drydock changes a machine once at a time.
        let line =
            "mkdir -p /var/lib/drydock && mount --bind \(folder)/state /var/lib/drydock && exec ansible-playbook --forks 1 site.yml "
            + "--limit @\(folder)/limit -e drydock_program=\(program)\(isCheck ? " --check" : "")"
        let result = try await Subprocess.run(
            .name("unshare"), arguments: ["--mount", "--propagation", "private", "sh", "-c", line],
            environment: .inherit.updating([
                "ANSIBLE_NOCOLOR": "1", "ANSIBLE_LOCALHOST_WARNING": "False", "HOME": folder, "LC_ALL": "C.UTF-8",
            ]), workingDirectory: FilePath("\(folder)/ansible"), output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
        let output = result.standardOutput
        let recaps = Self.recaps(output)
        try #require(recaps.count == some.count, "\(output.suffix(4000))\(result.standardError)")
        return recaps
    }

    /// `c1 : ok=6 changed=1 unreachable=0 failed=0 skipped=2 rescued=0 ignored=0`, a line a machine.
    private static func recaps(_ output: String) -> [String: Recap] {
        var out: [String: Recap] = [:]
        for line in output.split(separator: "\n").drop(while: { !$0.hasPrefix("PLAY RECAP") }).dropFirst() {
            let words = line.split(separator: " ")
            guard words.count > 3, words[1] == ":" else { continue }
            var recap = Recap()
            for word in words {
                let parts = word.split(separator: "=")
                guard parts.count == 2, let count = Int(parts[1]) else { continue }
                switch parts[0] {
                case "changed": recap.changed = count
                case "failed", "unreachable": recap.failed += count
                default: break
                }
            }
            out[String(words[0])] = recap
        }
        return out
    }
}
