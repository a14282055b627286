import FoundationEssentials
import Glibc
import Steps
import Testing

/// A folder of a test's own, with the two programs that steps run there, and those that stand in for the machine's.
final class Place: Sendable {
    let folder: String
    /// The step's key: notes of steps lie in one folder of the machine.
    let key: String
    /// Where notes of steps lie.
    let notes: String

    /// What the command prints that makes a token.
    private static let printed =
        "kubeadm join h --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:x"

    init(notes: String = "/var/lib/drydock/unfinished") throws {
        self.notes = notes
        var template = Array("/tmp/drydock-conformance-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        key = "conformance-" + (folder.split(separator: "-").last ?? "")
        try write(
            "act",
            """
            #!/bin/sh
            # Does NAME and notes that it ran; fails where it is told to, and is slow where it is called so.
            echo "$1" >>\(folder)/log
            if [ -e "\(folder)/fails" ] || [ -e "\(folder)/fails-$1" ]; then echo "no room" >&2; exit 7; fi
            case $1 in
            token) echo '\(Self.printed)' ;;
            *) echo "$1" ;;
            esac
            : >"\(folder)/done-$1"

            """, mode: 0o755)
        try write(
            "is",
            """
            #!/bin/sh
            # Succeeds where NAME was done; what is slow, from the third question on.
            [ -e "\(folder)/done-$1" ] || exit 1
            [ "$1" = slow ] || exit 0
            echo >>\(folder)/asked
            [ "$(wc -l <\(folder)/asked)" -gt 2 ]

            """, mode: 0o755)
        for (name, text) in StandIns.texts { try write("bin/\(name)", text.replacing("FOLDER", with: folder), mode: 0o755) }
        for (name, text) in [
            ("tool", "new\n"), ("tool.sha256", "\(Self.sum.uppercased())  tool\n"), ("key.asc", StandIns.key + "\n"),
        ] {
            try write("net/\(name)", text)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        unlink("\(notes)/\(key)")
    }

    /// The SHA-256 of `new` and a line's end, which is what the net holds under `tool`.
    static let sum = "7aa7a5359173d05b63cfd682e3c38487f3cb4f7f1d60659fe59fab1505977d4c"
    /// Where programs are found.
    var search: String { "\(folder)/bin:/usr/sbin:/usr/bin:/sbin:/bin" }

    var path: String { "\(folder)/etc/a.conf" }
    var file: PlannedFile { PlannedFile(path, "new\n") }
    func secret(_ placeholder: Placeholder) -> PlannedFile { PlannedFile(path, mode: 0o600, "word: \(placeholder.mark)\n") }
    func words(_ name: String) -> [String] { ["\(folder)/act", name] }

    func act(_ name: String, unlessExists: String? = nil, unless: String? = nil) -> Action {
        .run(Run(words(name), unlessExists: unlessExists, unless: unless.map { ["\(folder)/is", $0] }))
    }

    func done(_ name: String) -> Check { .succeeds(["\(folder)/is", name]) }

    func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
        let full = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        let parent = String(full[..<(full.lastIndex(of: "/") ?? full.endIndex)])
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: full))
        chmod(full, mode)
    }

    func read(_ path: String) -> String? {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
    }

    func fetch(_ name: String, _ proof: Fetch.Proof) -> Action {
        .fetch(Fetch("https://example.org/\(name)", to: path, proof: proof))
    }

    /// What the stand-in for crictl says, without a process: a wait asks a hundred times.
    var podRuns: Bool {
        func has(_ name: String) -> Bool { access("\(folder)/\(name)", F_OK) == 0 }
        var now = has("etc/a.conf") || has("fails") ? "running" : "gone"
        if has("fails-start"), now == "running" { now = "waiting" }
        if read("\(folder)/told") != "\(now)\n" {
            try? write("told", "\(now)\n")
            try? write("log", (read("\(folder)/log") ?? "") + "\(now)\n")
        }
        return now == "running"
    }

    /// Forgets what ran, before the run that is looked at.
    func forget() { for name in ["log", "told"] { unlink("\(folder)/\(name)") } }

    /// What is to be seen afterwards: what ran, in its order, and what was left.
    var traces: String {
        let log = (read("\(folder)/log") ?? "").split(separator: "\n").joined(separator: " ")
        return "ran: \(log.isEmpty ? "-" : log); \(end)"
    }

    /// What was left: the file with its mode, and whether the step has a note.
    var end: String {
        var status = stat()
        let there = stat(path, &status) == 0
        let text = (read(path) ?? "").replacing(Self.printed, with: "printed").replacing(StandIns.key, with: "key")
        let owner = there && status.st_uid != 0 ? " of \(status.st_uid)" : ""
        let file =
            there
            ? "\(text.split(separator: "\n").joined(separator: "/")) 0\(String(status.st_mode & 0o777, radix: 8))\(owner)" : "-"
        let isNoted = access("\(notes)/\(key)", F_OK) == 0
        return "file: \(file); note: \(isNoted ? "yes" : "no")"
    }

    /// The things that were done, whenever that was.
    var things: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("done-") }.sorted()
    }
}
