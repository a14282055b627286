import Facts

/// Package managers' logs: when which package was installed, upgraded or removed.
enum PackageLogs {
    /// `2026-08-14 10:11:12 upgrade kubelet:amd64 1.35.1-1.1 1.36.2-1.1`, in local time (dpkg(1)).
    static func dpkg(_ text: String, file: String, zone: Int) -> [Row<ChangeFacts.Change>] {
        var rows: [Row<ChangeFacts.Change>] = []
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            // "status" lines are nine of ten; the action stands after 20 bytes of date and time.
            guard line.count > 24, let action = line.dropFirst(20).first, action != UInt8(ascii: "s") else { continue }
            let words = Substring(line).split(separator: " ")
            guard words.count >= 6, let local = Instant(rfc3339: "\(words[0]) \(words[1])") else { continue }
            let package = words[3].prefix { $0 != ":" }
            let what: String
            switch words[2] {
            case "install": what = "\(package) \(words[5]) was installed"
            case "upgrade": what = "\(package) was upgraded from \(words[4]) to \(words[5])"
            case "remove", "purge": what = "\(package) \(words[4]) was removed"
            default: continue
            }
            rows.append(ChangesProbe.row(what, local + -zone, "package", .file(file, line: number, String(Substring(line)))))
        }
        return rows
    }

    /// `2026-08-14T10:11:12+0000 SUBDEBUG Upgrade: kubelet-1.36.2-150500.1.1.x86_64` of dnf 4.
    static func dnf(_ text: String, file: String) -> [Row<ChangeFacts.Change>] {
        let words = [
            "Installed": "was installed", "Upgrade": "was upgraded", "Upgraded": "was replaced by a newer one",
            "Erase": "was removed",
        ]
        return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let fields = line.split(separator: " ")
            guard fields.count >= 4, let when = Instant(rfc3339: fields[0]), fields[2].hasSuffix(":"),
                let done = words[String(fields[2].dropLast())]
            else {
                return nil
            }
            return ChangesProbe.row("\(fields[3]) \(done)", when, "package", .file(file, line: index + 1, String(line)))
        }
    }
}
