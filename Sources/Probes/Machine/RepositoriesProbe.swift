import Facts
import Hosts

/// The repositories that apt and yum take packages from, by their files. None is asked.
struct RepositoriesProbe: Probe {
    let name = "repositories"
    let subject = "the package repositories"
    let gives = [PackageFacts.repositories]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        do throws(HostError) {
            var rows: [Row] = []
            for path in ["/etc/apt/sources.list"] + (try await files("/etc/apt/sources.list.d", ".list", host)) {
                rows += try await parsed(path, host) { RepositoryFiles.list($0, file: path) }
            }
            for path in try await files("/etc/apt/sources.list.d", ".sources", host) {
                rows += try await parsed(path, host) { RepositoryFiles.sources($0, file: path) }
            }
            for path in try await files("/etc/yum.repos.d", ".repo", host) {
                rows += try await parsed(path, host) { RepositoryFiles.repo($0, file: path) }
            }
            facts.set(PackageFacts.repositories, .rows(rows), from: Source("/etc/apt and /etc/yum.repos.d"))
        } catch {
            facts.miss(PackageFacts.repositories, error.description)
        }
        return facts
    }

    private func files(_ folder: String, _ ending: String, _ host: any Host) async throws(HostError) -> [String] {
        do { return try await host.list(folder).filter { $0.name.hasSuffix(ending) }.map { "\(folder)/\($0.name)" } } catch where error.isAbsence { return [] }
    }

    private func parsed(_ path: String, _ host: any Host, _ parse: (String) -> [Row]) async throws(HostError) -> [Row] {
        do { return parse(try await host.read(path).text) } catch where error.isAbsence { return [] }
    }
}

/// The three forms in which repositories are written down: sources.list(5) in one line and in paragraphs, and yum.conf(5).
enum RepositoryFiles {
    /// `deb [signed-by=…] https://pkgs.k8s.io/core:/stable:/v1.36/deb/ /`.
    static func list(_ text: String, file: String) -> [Row] {
        SmallFile.text(text).settings.compactMap { number, line in
            var words = line.split { $0 == " " || $0 == "\t" }
            guard words.first == "deb" else { return nil }
            words.removeFirst()
            if words.first?.hasPrefix("[") == true {
                while let word = words.first {
                    words.removeFirst()
                    if word.hasSuffix("]") { break }
                }
            }
            guard let url = words.first else { return nil }
            return row("apt", String(url), words.dropFirst().joined(separator: " "), file, number, isEnabled: true)
        }
    }

    /// Paragraphs with `Types`, `URIs`, `Suites` and perhaps `Enabled`.
    static func sources(_ text: String, file: String) -> [Row] {
        paragraphs(text).flatMap { fields -> [Row] in
            guard let urls = fields["uris"], fields["types"]?.value.split(separator: " ").contains("deb") ?? false else { return [] }
            let isEnabled = !["no", "false", "0"].contains(fields["enabled"]?.value.lowercased() ?? "yes")
            return urls.value.split(separator: " ").map {
                row("apt", String($0), fields["suites"]?.value ?? "", file, urls.line, isEnabled: isEnabled)
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
    static func repo(_ text: String, file: String) -> [Row] {
        var rows: [Row] = []
        var section = ""
        var url: (String, Int)?
        var isEnabled = true
        func close() {
            if let url { rows.append(row("yum", url.0, section, file, url.1, isEnabled: isEnabled)) }
            url = nil
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
                default: break
                }
            }
        }
        close()
        return rows
    }

    private static func row(_ kind: String, _ url: String, _ suite: String, _ file: String, _ line: Int, isEnabled: Bool) -> Row {
        let bare = withoutUser(url)
        return Row(
            [
                "kind": .text(kind), "url": .text(bare), "suite": .text(suite), "file": .text(file), "line": .integer(line),
                "isEnabled": .flag(isEnabled), "minor": .integer(ifAny: minor(of: bare)),
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
