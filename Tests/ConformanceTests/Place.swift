import FoundationEssentials
import Glibc
import Steps
import Testing

/// A folder of a test's own, with the two programs that steps run there.
final class Place: Sendable {
    let folder: String
    /// The step's key: notes of steps lie in one folder of the machine.
    let key: String

    /// What the command prints that makes a token.
    private static let printed =
        "kubeadm join h --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash sha256:x"

    init() throws {
        var template = Array("/tmp/drydock-conformance-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        key = "conformance-" + (folder.split(separator: "-").last ?? "")
        try write(
            "act",
            """
            #!/bin/sh
            # Does NAME and notes that it ran; fails where it is told to, and is slow where it is called so.
            echo "$1" >>\(folder)/log
            if [ -e "\(folder)/fails-$1" ]; then echo "no room" >&2; exit 7; fi
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
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        unlink("/var/lib/drydock/unfinished/\(key)")
    }

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

    /// What is to be seen afterwards: what ran, in its order, the file with its mode, and whether the step has a note.
    var traces: String {
        let log = (read("\(folder)/log") ?? "").split(separator: "\n").joined(separator: " ")
        var status = stat()
        let there = stat(path, &status) == 0
        let text = (read(path) ?? "").replacing(Self.printed, with: "printed")
        let file =
            there ? "\(text.split(separator: "\n").joined(separator: "/")) 0\(String(status.st_mode & 0o777, radix: 8))" : "-"
        let isNoted = access("/var/lib/drydock/unfinished/\(key)", F_OK) == 0
        return "ran: \(log.isEmpty ? "-" : log); file: \(file); note: \(isNoted ? "yes" : "no")"
    }
}
