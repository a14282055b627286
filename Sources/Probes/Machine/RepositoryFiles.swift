import Facts
import Hosts
import Text

/// The three forms in which repositories are written down: sources.list(5) in one line and in paragraphs, and yum.conf(5).
enum RepositoryFiles {
    /// `deb [signed-by=…] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /`.
    static func list(_ text: String, file: String) -> [Row<PackageFacts.Repository>] {
        SmallFile.text(text).settings.compactMap { number, line in
            var words = line.split { $0 == " " || $0 == "\t" }
            guard words.first == "deb" else { return nil }
            words.removeFirst()
            var key: String?
            if words.first?.hasPrefix("[") == true {
                while let word = words.first {
                    words.removeFirst()
                    let option = word.drop { $0 == "[" }.prefix { $0 != "]" }
                    if option.hasPrefix("signed-by=") { key = String(option.dropFirst("signed-by=".count)) }
                    if word.hasSuffix("]") { break }
                }
            }
            guard let url = words.first else { return nil }
            return row("apt", String(url), words.dropFirst().joined(separator: " "), file, number, isEnabled: true, key: key)
        }
    }

    /// Paragraphs with `Types`, `URIs`, `Suites` and perhaps `Enabled`.
    static func sources(_ text: String, file: String) -> [Row<PackageFacts.Repository>] {
        paragraphs(text).flatMap { fields -> [Row<PackageFacts.Repository>] in
            guard let urls = fields["uris"], fields["types"]?.value.split(separator: " ").contains("deb") ?? false else {
                return []
            }
            let isEnabled = !["no", "false", "0"].contains(fields["enabled"]?.value.lowercased() ?? "yes")
            return urls.value.split(separator: " ").map {
                row(
                    "apt", String($0), fields["suites"]?.value ?? "", file, urls.line, isEnabled: isEnabled,
                    key: fields["signed-by"]?.value)
            }
        }
    }

    private static func paragraphs(_ text: String) -> [[String: (value: String, line: Int)]] {
        var all: [[String: (value: String, line: Int)]] = [[:]]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.allSatisfy(\.isWhitespace) { all.append([:]) }
            guard line.first != "#", line.first != " ", let colon = line.firstIndex(of: ":") else { continue }
            all[all.count - 1][line[..<colon].lowercased()] = (line[line.index(after: colon)...].trimmed, index + 1)
        }
        return all.filter { !$0.isEmpty }
    }

    /// Sections with `baseurl` and perhaps `enabled=0`.
    static func repo(_ text: String, file: String) -> [Row<PackageFacts.Repository>] {
        var rows: [Row<PackageFacts.Repository>] = []
        var section = ""
        var url: (String, Int)?
        var isEnabled = true
        var key: String?
        func close() {
            if let url { rows.append(row("yum", url.0, section, file, url.1, isEnabled: isEnabled, key: key)) }
            url = nil
            key = nil
            isEnabled = true
        }
        for (number, line) in SmallFile.text(text).settings {
            let line = line.trimmed
            if line.hasPrefix("[") {
                close()
                section = String(line.dropFirst().prefix { $0 != "]" })
            } else if let equals = line.firstIndex(of: "=") {
                let value = line[line.index(after: equals)...].trimmed
                switch line[..<equals].trimmed {
                case "baseurl": url = (value, number)
                case "enabled": isEnabled = value != "0"
                // Of another scheme it is fetched, and rpm keeps it.
                case "gpgkey" where value.hasPrefix("file:///"): key = String(value.dropFirst("file://".count))
                default: break
                }
            }
        }
        close()
        return rows
    }

    private static func row(
        _ kind: String, _ url: String, _ suite: String, _ file: String, _ line: Int, isEnabled: Bool, key: String?
    ) -> Row<PackageFacts.Repository> {
        let bare = withoutUser(url)
        return Row(
            [
                .kind: .text(kind), .url: .text(bare), .suite: .text(suite), .file: .text(file), .line: .integer(line),
                .isEnabled: .flag(isEnabled), .minor: .integer(ifAny: minor(of: bare)),
                // A key that stands in the file itself, or is named by its fingerprint, is no file.
                .keyFile: .text(ifAny: key.flatMap { $0.hasPrefix("/") && !$0.contains(" ") && !$0.contains(",") ? $0 : nil }),
            ], from: .file(file, line: line, suite.isEmpty ? bare : "\(bare) \(suite)"))
    }

    /// Passwords stand before the @ of an address.
    static func withoutUser(_ url: String) -> String {
        guard let scheme = url.range(of: "://") else { return url }
        let host = url[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return url }
        return String(url[..<scheme.upperBound] + url[url.index(after: at)...])
    }

    /// 36 of `https://pkgs.k8s.io/core:/stable:/v1.36/deb/`.
    static func minor(of url: String) -> Int? {
        guard url.range(of: "pkgs.k8s.io/") != nil, let start = url.range(of: "/v1.")?.upperBound else { return nil }
        return Int(url[start...].prefix { $0.isNumber })
    }
}
