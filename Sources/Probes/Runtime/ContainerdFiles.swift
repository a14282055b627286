import Facts
import Hosts
import TOML

/// The configuration files that containerd reads: the main one, then what each imports, in the order in which they are laid
/// over one another.
struct ContainerdFiles: Sendable {
    var main: String
    var files: [TOMLFile] = []
    /// The main file is not there.
    var isAbsent = false
    var missingImports: [(file: String, line: Int?, path: String)] = []
    /// A file that is not TOML.
    var problem: (file: String, line: Int, sentence: String)?
    /// A file that could not be looked at.
    var unseen: HostError?

    /// Reads them all. An import by name must exist; one with a `*` may match nothing.
    ///
    /// - Parameter takesAnyBytes: the release reads files that are no UTF-8.
    static func read(_ main: String, on host: any Host, takesAnyBytes: Bool) async -> ContainerdFiles {
        var out = ContainerdFiles(main: main)
        var pending: [(path: String, by: TOMLFile?)] = [(main, nil)]
        var loaded: Set<String> = []
        while !pending.isEmpty {
            let (path, importer) = pending.removeFirst()
            guard loaded.insert(path).inserted, loaded.count <= 200 else { continue }
            let content: FileContent
            do {
                content = try await host.read(path)
            } catch  where error.isAbsence {
                if let importer {
                    out.missingImports.append((importer.path, importer.document.mark(of: ["imports"])?.line, path))
                } else {
                    out.isAbsent = true
                }
                continue
            } catch {
                out.unseen = out.unseen ?? error
                continue
            }
            do {
                let file = try TOMLFile(path: path, content, takesAnyBytes: takesAnyBytes)
                out.files.append(file)
                for pattern in file.tree["imports"]?.texts ?? [] {
                    for path in await PathGlob.paths(matching: absolute(pattern, beside: path), on: host) {
                        pending.append((path, file))
                    }
                }
            } catch {
                if error.isBeyond {
                    out.unseen = out.unseen ?? .failed(path: path, because: error.because)
                } else {
                    out.problem = out.problem ?? (path, error.line, error.sentence)
                }
            }
        }
        return out
    }

    private static func absolute(_ path: String, beside file: String) -> String {
        if path.hasPrefix("/") { return path }
        let folder = file.lastIndex(of: "/").map { file[..<$0] } ?? ""
        return "\(folder)/\(path)"
    }
}
