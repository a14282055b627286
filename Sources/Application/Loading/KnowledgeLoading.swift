import FoundationEssentials
import Hosts
import Knowledge
import KnowledgeFormat
import YAML

/// The knowledge in force: what is compiled in, with folders laid over it. Made here and nowhere else.
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

    /// The compiled-in knowledge with the system's folder and these folders laid over it, in this order. A file with a fault is left out,
    /// which is told on stderr and stands in `overlays`. Throws where a folder that a person named cannot be read.
    public static func load(_ named: [String]) throws(Refusal) -> KnowledgeBase {
        let base = try laidOver(folders(named)) { Output.note("drydock: \($0)") }
        for overlay in base.overlays where !overlay.leftOut.isEmpty {
            for problem in overlay.leftOut { Output.note(problem.description) }
            Output.note("\(overlay.says) The others are used. Check it with: drydock knowledge lint \(overlay.folder)")
        }
        return base
    }

    /// The same without a word on stderr. `system` is the folder that nobody named: it ends nothing, and is left out where others than
    /// root may change it.
    static func laidOver(
        _ folders: [String], system: String = systemFolder, warned: (String) -> Void = { _ in }
    ) throws(Refusal) -> KnowledgeBase {
        var base = Knowledge.base
        for folder in folders {
            let (read, reason) = OverlayFiles.read(folder)
            guard let read else {
                // Nobody asked for the system's folder just now, so it ends nothing.
                guard folder == system else { throw unreadable(folder, reason) }
                let problem = FileProblem(file: folder, line: 1, sentence: "The folder cannot be read: \(reason).")
                base.overlays.append(KnowledgeOverlay(folder: folder, KnowledgeBase(), leftOut: [problem]))
                continue
            }
            if let open = read.others.first {
                // Rules that anybody may write would speak, as root's words, of a machine of root's.
                let sentence = Self.sentence(open, more: read.others.count - 1)
                guard folder != system else {
                    let problem = FileProblem(file: open.path, line: 1, sentence: sentence + " Nothing of \(folder) is used.")
                    base.overlays.append(KnowledgeOverlay(folder: folder, KnowledgeBase(), leftOut: [problem]))
                    continue
                }
                warned(sentence)
            }
            var (over, problems) = KnowledgeFolder.readSound(read.files, beside: base, catalogue: catalogue)
            problems = read.unread + problems
            over.overlays = [KnowledgeOverlay(folder: folder, over, leftOut: problems)]
            base = base.overlaid(with: over)
        }
        return base
    }

    /// A folder's knowledge and everything that is wrong in it. Throws where the folder itself cannot be read.
    public static func read(_ folder: String, beside base: KnowledgeBase) throws(Refusal) -> (KnowledgeBase, [KnowledgeProblem]) {
        let (read, reason) = OverlayFiles.read(folder)
        guard let read else { throw unreadable(folder, reason) }
        let (knowledge, problems) = KnowledgeFolder.read(read.files, beside: base, catalogue: catalogue)
        return (knowledge, read.unread + problems)
    }

    private static func sentence(_ open: (path: String, reason: String), more: Int) -> String {
        let others = more > 0 ? " The same goes for \(more) more of its files and folders." : ""
        return
            "drydock runs as root, but not only root may change \(open.path): \(open.reason).\(others) Make it root's alone with: chown root \(open.path); chmod go-w \(open.path)."
    }

    private static func unreadable(_ folder: String, _ reason: String) -> Refusal {
        Refusal("The knowledge folder \(folder) could not be read: \(reason).")
    }

    private static var catalogue: Set<String> { Set(Knowledge.catalogue.map(\.id)) }
}
