import Editing
import FoundationEssentials
import Steps
import Testing

@testable import Planning
@testable import Rendering

/// No rendering drops a field of a step: where a field is another, the text is another, or the rendering refuses. The fields are those of the
/// step's JSON, so that a new one is tried too.
@Suite struct FieldLawTests {
    /// A step with every field of every action; of what is a choice, each.
    static let steps: [Step] = actions.map { action in
        Step(
            "key", on: "cp1", phase: .prepare, title: "Do it.", why: "It is wanted.", risk: .edits, actions: [action],
            check: .succeeds(["is", "so"]), undo: .commands([["take", "back"]]), halfway: "take it back first.")
    }

    private static let actions: [Action] =
        [
            .write(PlannedFile("/etc/a", mode: 0o644, keepsExisting: true, "text\n")),
            .run(Run(["do", "it"], unlessExists: "/etc/b", unless: ["is", "done"])),
            .run(Run(["make"], output: .init(path: "/etc/c", mode: 0o644), makes: [.joinToken])),
            .unit(UnitChange("a.service", .enabled)), .packages(PackageSet(.apt, versions: [("a", "1.2")])),
            .packages(brought),
            .staticPod(StaticPod("pod", manifest: "/etc/kubernetes/manifests/pod.yaml")), .byHand("Plug it in."),
        ] + proofs.map { .fetch(Fetch("https://example.org/a", to: "/opt/a", mode: 0o644, proof: $0)) }
        + changes.map { .edit(FileChange("/etc/d", FileEdit(.yaml, kind: "Config", [$0]))) }

    private static var brought: PackageSet {
        var set = PackageSet(.apt, ["a"])
        set.folder = "/srv/packages"
        return set
    }

    /// A new kind of action does not compile here before it has its place among those that are tried.
    private static func kind(_ action: Action) -> Int {
        switch action {
        case .write: 0
        case .edit: 1
        case .run: 2
        case .fetch: 3
        case .unit: 4
        case .packages: 5
        case .staticPod: 6
        case .byHand: 7
        }
    }

    /// An Ansible project carries the steps themselves, as JSON.
    @Test func everyKindIsTriedAndComesThroughWhole() throws {
        #expect(Set(Self.actions.map(Self.kind)) == Set(0...7))
        for step in Self.steps {
            let file = StepsFile(name: "x", machine: "cp1", steps: [step])
            #expect(try StepsFile.read(Array(file.text().utf8)).steps == [step])
        }
    }

    private static let proofs: [Fetch.Proof] = [
        .sha256("aa"), .published(url: "https://example.org/sums", name: "a"), .key(fingerprint: "AA"),
        .onlyTLS(because: "None is published."),
    ]
    private static let changes: [FileEdit.Change] = [
        .set(EditPath(keys: "a", "b"), "c"), .remove(EditPath(keys: "a")), .comment(EditPath(keys: "a")), .append(["one"]),
        .replace("one", with: "two"),
    ]

    /// What a rendering says elsewhere, or is none of its business.
    private static let elsewhere: [String: [String]] = [
        // A file's content lies beside the scripts; nobody but the journal and a person takes a step back; times are for the runbook.
        "install.sh": ["machine", "write.content", "undo", "seconds"],
        "install.ps1": ["machine", "write.content", "undo", "seconds"],
        // How a file is read for a change is drydock's own; a person sees what it is.
        "RUNBOOK.md": ["machine", "write.content", "edit.edit.form"],
    ]

    private func text(_ step: Step, _ document: String) throws -> String? {
        let context = try #require(MatrixCase("x").context)
        do throws(RenderingError) {
            switch document {
            case "install.sh": return try InstallScript.text([step], context.plan.machines[0], context)
            case "install.ps1": return try PowerShellScript.text([step], context.plan.machines[0], context)
            default: return RunbookSteps.text(Plan(steps: [step]))
            }
        } catch { return nil }
    }

    @Test(arguments: ["install.sh", "install.ps1", "RUNBOOK.md"]) func noFieldIsDropped(_ document: String) throws {
        var tried: Set<String> = []
        for step in Self.steps {
            let plain = try text(step, document)
            let tree = try JSONDecoder().decode(JSONTree.self, from: JSONEncoder().encode(step))
            for leaf in tree.leaves {
                let name = leaf.split(separator: "/").filter { Int($0) == nil && $0 != "actions" }.joined(separator: ".")
                if Self.elsewhere[document]?.contains(where: { name == $0 || name.hasPrefix($0 + ".") }) == true { continue }
                let others = tree.others(at: leaf).compactMap { other in
                    try? JSONDecoder().decode(Step.self, from: JSONEncoder().encode(other))
                }
                let other = try #require(others.first { $0 != step }, "no other value of \(leaf) can be read")
                tried.insert(name)
                guard plain != nil, let changed = try text(other, document) else { continue }
                #expect(changed != plain, "\(document) drops \(name): \(other.actions)")
            }
        }
        #expect(tried.count > 35, "\(tried.sorted())")
    }
}

/// JSON whose leaves can be changed one by one.
indirect enum JSONTree: Codable, Equatable {
    case object([String: JSONTree])
    case list([JSONTree])
    case text(String)
    case number(Double)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let flag = try? box.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? box.decode(Double.self) {
            self = .number(number)
        } else if let text = try? box.decode(String.self) {
            self = .text(text)
        } else if let list = try? box.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try box.decode([String: JSONTree].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var box = encoder.singleValueContainer()
        switch self {
        case .object(let fields): try box.encode(fields)
        case .list(let list): try box.encode(list)
        case .text(let text): try box.encode(text)
        case .number(let number): try box.encode(number)
        case .flag(let flag): try box.encode(flag)
        }
    }

    /// The ways to the leaves: `actions/0/run/words/1`. An empty list is none.
    var leaves: [String] {
        let parts: [(String, JSONTree)]
        switch self {
        case .object(let fields): parts = fields.sorted { $0.key < $1.key }
        case .list(let list): parts = list.enumerated().map { (String($0), $1) }
        case .text, .number, .flag: return [""]
        }
        return parts.flatMap { key, value in value.leaves.map { $0.isEmpty ? key : "\(key)/\($0)" } }
    }

    /// The tree with other values at a leaf, the likelier first.
    func others(at leaf: String) -> [JSONTree] {
        guard let key = leaf.split(separator: "/").first.map(String.init) else { return others }
        let rest = String(leaf.dropFirst(key.count).drop { $0 == "/" })
        switch self {
        case .object(var fields):
            return (fields[key]?.others(at: rest) ?? []).map { other in
                fields[key] = other
                return .object(fields)
            }
        case .list(var list):
            guard let index = Int(key) else { return [] }
            return list[index].others(at: rest).map { other in
                list[index] = other
                return .list(list)
            }
        case .text, .number, .flag: return []
        }
    }

    private var others: [JSONTree] {
        switch self {
        case .flag(let flag): [.flag(!flag)]
        case .number(let number): [.number(number + 97)]
        // A mode that only root reads, another text, and the words of each choice that a field may be.
        case .text(let text):
            (text.hasPrefix("06") ? ["0600"] : []).map(JSONTree.text) + [.text(text + "-other")]
                + (["looks", "restarts", "workers", "dnf", "masked", "toml", "CA_CERT_HASH"]).map(JSONTree.text)
        case .object, .list: []
        }
    }
}
