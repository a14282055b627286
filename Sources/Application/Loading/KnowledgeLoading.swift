import FoundationEssentials
import Hosts
import Knowledge
import KnowledgeFormat
import YAML

/// Knowledge from folders, laid over what is compiled in.
public enum KnowledgeLoading {
    /// Read besides the folders that the user names, where it exists.
    public static let systemFolder = "/etc/drydock/knowledge.d"

    /// What is compiled in.
    static var compiledIn: KnowledgeBase { Knowledge.base }

    /// The folders that are laid over it, in order.
    static func folders(_ named: [String]) -> [String] {
        // /etc may lie on what does not answer: the knowledge that is compiled in is enough then.
        let isThere = Patiently.within(.seconds(2), systemFolder) { FileManager.default.fileExists(atPath: systemFolder) }
        return (try? isThere.get()) == true ? [systemFolder] + named : named
    }

    /// The compiled-in knowledge with the system's folder and these folders laid over it, in this order.
    /// Throws `Refusal` with every error in them; half a folder is never used.
    public static func load(_ folders: [String]) throws(Refusal) -> KnowledgeBase {
        var base = Knowledge.base
        for folder in self.folders(folders) {
            let (over, problems) = try read(folder, beside: base)
            guard problems.isEmpty else { throw Refusal(problems.map(\.description).joined(separator: "\n")) }
            base = base.overlaid(with: over)
        }
        return base
    }

    /// A folder's knowledge and everything that is wrong in it. Throws where the folder itself cannot be read.
    public static func read(_ folder: String, beside base: KnowledgeBase) throws(Refusal) -> (KnowledgeBase, [KnowledgeProblem]) {
        var files: [KnowledgeFile] = []
        do {
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() where path.hasSuffix(".yaml") {
                guard !KnowledgeFolder.besides.contains(where: { path.hasPrefix($0 + "/") }) else { continue }
                let full = folder + "/" + path
                files.append(KnowledgeFile(path: path, shownAs: full, bytes: [UInt8](try Data(contentsOf: URL(filePath: full)))))
            }
        } catch {
            throw Refusal("The knowledge folder \(folder) could not be read.")
        }
        return KnowledgeFolder.read(files, beside: base, catalogue: Set(Knowledge.catalogue.map(\.id)))
    }
}
