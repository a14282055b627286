import Facts

/// The data base of dpkg: paragraphs of `Field: value` lines (dpkg 1.21, /var/lib/dpkg/status).
enum DpkgStatus {
    /// A row for each package that is asked for and that is more than removed.
    static func rows(_ bytes: [UInt8], names: Set<String>) -> [Row<PackageFacts.Package>] {
        var rows: [Row<PackageFacts.Package>] = []
        var fields: [String: (value: String, line: Int)] = [:]
        var isWanted = false
        func close() {
            if isWanted, let row = row(fields) { rows.append(row) }
            fields = [:]
            isWanted = false
        }
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty {
                close()
            } else if line.starts(with: "Package: ".utf8) {
                let name = String(decoding: line.dropFirst(9), as: UTF8.self)
                isWanted = names.contains(name)
                fields["Package"] = (name, number)
            } else if isWanted, line.starts(with: "Status: ".utf8) {
                fields["Status"] = (String(decoding: line.dropFirst(8), as: UTF8.self), number)
            } else if isWanted, line.starts(with: "Version: ".utf8) {
                fields["Version"] = (String(decoding: line.dropFirst(9), as: UTF8.self), number)
            }
        }
        close()
        return rows
    }

    private static func row(_ fields: [String: (value: String, line: Int)]) -> Row<PackageFacts.Package>? {
        guard let name = fields["Package"], let status = fields["Status"] else { return nil }
        // What is wanted, a flag of errors, and the state: `hold ok installed`.
        let words = status.value.split(separator: " ").map(String.init)
        guard words.count == 3, words[2] != "not-installed", words[2] != "config-files" else { return nil }
        let version = fields["Version"]?.value
        return Row(
            [
                .name: .text(name.value), .version: .text(ifAny: version), .state: .text(words[2]),
                .isHeld: .flag(words[0] == "hold"),
            ],
            from: .file("/var/lib/dpkg/status", line: status.line, "\(name.value) \(version ?? "") \(status.value)"))
    }
}
