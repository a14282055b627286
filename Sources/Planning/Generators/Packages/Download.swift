import Steps

/// A file from a project's releases and how its published checksum is compared.
struct Download {
    var url: String
    /// The file that holds its SHA-256, alone or among others; nil where none is published.
    var sumURL: String?

    static let folder = "/var/lib/drydock/downloads"

    /// Its name, which for programs of a release must carry the version, so that another version is another file.
    var name: String
    var path: String { "\(Self.folder)/\(name)" }

    init(_ url: String, sum: String?, as name: String? = nil) {
        self.url = url
        sumURL = sum
        self.name = name ?? String(url.split(separator: "/").last ?? "")
    }

    /// Fetches it, and stops where the checksum is another.
    var actions: [Step.Action] {
        var out: [Step.Action] = [.fetch(url: url, to: path, mode: 0o644)]
        guard let sumURL else { return out }
        let published = String(url.split(separator: "/").last ?? "")
        out.append(.fetch(url: sumURL, to: "\(path).published", mode: 0o644))
        // Some projects publish the sum alone, some with the file's name, some all files' sums together.
        let program = "NF == 1 || $2 == name || $2 == \"*\" name || $2 == \"./\" name { print $1 \"  \" path }"
        let isRight = ["sha256sum", "--check", "--status", "\(path).sha256"]
        out.append(
            .run(
                Step.Run(
                    ["awk", "-v", "name=\(published)", "-v", "path=\(path)", program, "\(path).published"], unless: isRight,
                    output: Step.PlannedOutput(path: "\(path).sha256", mode: 0o644))))
        return out + [.run(Step.Run(isRight))]
    }

    /// Notes which version was installed, when all of it was; by this one sees that a file of an older release is still there.
    static func note(_ what: String, _ version: String) -> Step.Action {
        .run(Step.Run(["echo", version], output: Step.PlannedOutput(path: "/var/lib/drydock/versions/\(what)", mode: 0o644)))
    }

    /// Ends 0 where that version was noted.
    static func isNoted(_ what: String, _ version: String) -> [String] {
        ["grep", "--quiet", "--line-regexp", "--fixed-strings", "--", version, "/var/lib/drydock/versions/\(what)"]
    }

    /// Puts it in place as a program.
    func install(to program: String) -> [Step.Action] {
        actions + [.run(Step.Run(["install", "--mode=0755", "-D", path, program], unless: ["cmp", "--silent", path, program]))]
    }

    /// Unpacks it into a folder.
    func unpack(into folder: String, _ options: [String] = []) -> [Step.Action] {
        let same = ["tar", "--compare", "--gzip", "--file", path, "--directory", folder] + options
        return actions + [
            .run(Step.Run(["mkdir", "--parents", folder])),
            .run(Step.Run(["tar", "--extract", "--gzip", "--file", path, "--directory", folder] + options, unless: same)),
        ]
    }
}
