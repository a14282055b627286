import Diagnosis
import Facts
import FoundationEssentials
import Knowledge
import Planning
import Testing

/// A fact that nothing reads is looked for in vain: it goes with its probe's code, or stands here with what it is kept for.
@Suite struct UnreadFactsTests {
    /// By name, with the reason.
    static let kept = [
        // A setting that a machine's owner decides: for rules of one's own, laid over with --knowledge.
        "kubelet.maxPods": "for own rules", "kubelet.clusterDomain": "for own rules", "kubelet.swapBehavior": "for own rules",
        "kubelet.readOnlyPort": "for own rules", "kubelet.rotateCertificates": "for own rules",
        "containerd.deprecated": "for own rules", "crio.enabled": "for own rules", "criDockerd.version": "for own rules",
        "security.selinuxAtBoot": "for own rules", "swap.devices": "for own rules",
        // Rules for them are proposed: thresholds that the kubelet refuses, and the settings that protectKernelDefaults demands.
        "kubelet.imageGCHigh": "a rule is proposed", "kubelet.imageGCLow": "a rule is proposed",
        "sysctl.overcommitMemory": "a rule is proposed", "sysctl.panicOnOOM": "a rule is proposed",
        "sysctl.panic": "a rule is proposed", "sysctl.panicOnOops": "a rule is proposed",
        "sysctl.rootMaxKeys": "a rule is proposed", "sysctl.rootMaxBytes": "a rule is proposed",
        "node.pressures": "a rule is proposed", "node.isUnschedulable": "a rule is proposed",
        // What a look was, not what the node is.
        "logs.read": "says which logs were read", "look.givenUp": "says what was given up",
        "runtime.networkReason": "stands beside its message, as the CRI tells them",
    ]

    private static let root = NodeFolder.tests.deletingLastPathComponent()

    /// What rules and rungs test and say, and what recipes are fitted and filled with.
    static let byKnowledge: Set<String> = {
        var names: Set<String> = []
        for rule in Knowledge.rules {
            names.formUnion(rule.factNames)
            names.formUnion(Wording.names(in: rule.says))
        }
        for recipe in Knowledge.recipes {
            let fits = [recipe.fits] + recipe.steps.map(\.fits)
            for condition in fits.compactMap(\.when) { names.formUnion(condition.factNames) }
            for param in recipe.params {
                switch param.source {
                case .fact(let name), .table(let name, _, _): names.insert(name)
                case .finding, nil: break
                }
            }
        }
        for law in Knowledge.ladder {
            names.formUnion(law.stands.factNames.union(law.applies?.factNames ?? []))
            for text in [law.saysStanding, law.saysBroken, law.saysNotHere] { names.formUnion(Wording.names(in: text)) }
        }
        return names
    }()

    /// The sources that read facts, in one.
    private static let code: String = {
        var text = ""
        for folder in [
            "Sources/Probes", "Sources/Diagnosis", "Sources/Application", "Sources/Wizard", "Sources/Planning", "Screens",
        ] {
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
            for path in paths where path.hasSuffix(".swift") {
                let bytes = (try? Data(contentsOf: root.appending(path: "\(folder)/\(path)"))) ?? Data()
                text += String(decoding: bytes, as: UTF8.self) + "\n"
            }
        }
        return text
    }()

    /// `SwapFacts.isOn` of each fact, from the files that declare them.
    private static func constants() throws -> [String: String] {
        var out: [String: String] = [:]
        let folder = root.appending(path: "Sources/Facts")
        for path in try FileManager.default.contentsOfDirectory(atPath: folder.path) where path.hasSuffix("Facts.swift") {
            let text = String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
            var subject = ""
            for match in text.matches(of: #/public enum (\w+Facts) \{|static let (\w+) = (?:Fact|Table)Key\(\s*"([^"]+)"/#) {
                if let name = match.output.1 { subject = String(name) }
                if let constant = match.output.2, let name = match.output.3 { out[String(name)] = "\(subject).\(constant)" }
            }
        }
        return out
    }

    /// Whether the code reads a fact: it asks a set for it, or hands it to something that does.
    private static func isRead(_ constant: String) throws -> Bool {
        let name = constant.replacing(".", with: "\\.")
        let ways = [
            #"\.(?:value|text|integer|flag|instant|list|rows|reason)\("#, #"(?:facts|known)\["#, #"number\("#, #"copy\("#,
            #"hosts\(facts, "#, #" \? "#, #" : "#, #"\("IPv[46]", "#,
        ]
        return code.contains(try Regex("(?:\(ways.joined(separator: "|")))\\s*\(name)\\b"))
    }

    @Test func everyFactIsReadOrKeptForAReason() throws {
        let constants = try Self.constants()
        #expect(Set(constants.keys) == Set(FactKey.register.map(\.name)), "each fact is found where it is declared")
        let unread = try constants.filter { name, constant in
            guard !Self.byKnowledge.contains(name) else { return false }
            return try !Self.isRead(constant)
        }
        #expect(Set(unread.keys).subtracting(Self.kept.keys).sorted() == [], "these facts are read by nothing")
        #expect(Set(Self.kept.keys).subtracting(unread.keys).sorted() == [], "these are read, and need no reason any more")
    }
}
