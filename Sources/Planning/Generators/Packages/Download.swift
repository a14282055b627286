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
    var actions: [Action] { [.fetch(Fetch(url, to: path, proof: proof))] }

    private var proof: Fetch.Proof {
        guard let sumURL else { return .onlyTLS(because: "The project publishes no checksum of it.") }
        return .published(url: sumURL, name: String(url.split(separator: "/").last ?? ""))
    }

    /// Notes which version was installed, when all of it was; by this one sees that a file of an older release is still there.
    static func note(_ what: String, _ version: String) -> Action {
        .run(Run(["echo", version], output: Run.OutputFile(path: "/var/lib/drydock/versions/\(what)", mode: 0o644)))
    }

    /// Ends 0 where that version was noted.
    static func isNoted(_ what: String, _ version: String) -> Check {
        .succeeds(["grep", "--quiet", "--line-regexp", "--fixed-strings", "--", version, "/var/lib/drydock/versions/\(what)"])
    }

    /// Puts it in place as a program.
    func install(to program: String) -> [Action] {
        actions + [.run(Run(["install", "--mode=0755", "-D", path, program], unless: ["cmp", "--silent", path, program]))]
    }

    /// Unpacks it into a folder.
    func unpack(into folder: String, _ options: [String] = []) -> [Action] {
        let same = ["tar", "--compare", "--gzip", "--file", path, "--directory", folder] + options
        return actions + [
            .run(Run(["mkdir", "--parents", folder])),
            .run(Run(["tar", "--extract", "--gzip", "--file", path, "--directory", folder] + options, unless: same)),
        ]
    }
}
