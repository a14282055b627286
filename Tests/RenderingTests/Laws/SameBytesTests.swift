import Facts
import FoundationEssentials
import Glibc
import Hosts
import Knowledge
import Rendering
import Screens
import Steps
import Testing

@testable import Application
@testable import PlanCases
@testable import Planning

/// `drydock plan`, the wizard's review and its export make the same bytes of the same answers and the same looks, for every golden plan.
@Suite(.serialized) struct SameBytesTests {
    private static let plans: [(name: String, plan: ClusterPlan)] =
        MatrixCase.all.map { ("plans/\($0.name)", $0.plan) } + NetworkCase.all.map { ("network/\($0.testDescription)", $0.plan) }
        + KubeadmCase.all.filter { !$0.name.hasSuffix(".\($0.plan.release.minor)") && !$0.resets }.map {
            ("kubeadm/\($0.name)", $0.plan)
        }
        + (ExportCase.examples + [ExportCase.mixed, ExportCase.managed] + ExportCase.kubespray + ExportCase.kops).map {
            ("exports/\($0.testDescription)", $0.plan)
        }

    /// A look at the plan's first machine, whose own configuration of containerd takes in the folder beside it.
    private func looks(_ plan: ClusterPlan) -> [FactSet] {
        guard let machine = plan.machines.first else { return [] }
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(machine.name))
        facts.set(ContainerdFacts.configExists, true)
        facts.set(ContainerdFacts.criIsDisabled, false)
        facts.set(ContainerdFacts.configVersion, 2)
        facts.set(ContainerdFacts.configFiles, .list(["/etc/containerd/config.toml", "/etc/containerd/conf.d/a.toml"]))
        return [facts]
    }

    @Test func everyGoldenPlan() async throws {
        // In memory where that can be: each file is written for good, which takes a disk its time.
        var template = Array("\(access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp")/drydock-bytes-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var compared: Set<String> = []
        for (name, plan) in Self.plans {
            let place = "\(folder)/\(compared.count)"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            if try await isCompared(name, plan, place) { compared.insert(name) }
            try FileManager.default.removeItem(atPath: place)
        }
        // A plan with an error gives no files at all: of the whole plans none may have one.
        #expect(Set(MatrixCase.all.map { "plans/\($0.name)" }).isSubset(of: compared))
        #expect(compared.count > 100, "\(Set(Self.plans.map(\.name)).subtracting(compared).sorted())")
    }

    private func isCompared(_ name: String, _ plan: ClusterPlan, _ place: String) async throws -> Bool {
        let looks = looks(plan)
        let text = PlanWriter.text(plan)
        try Data(text.utf8).write(to: URL(filePath: "\(place)/plan.yaml"))
        let settings = Settings(
            isPlain: true, isASCII: true, noColor: true, hasMouse: false, isReadOnly: true, knowledgeFolders: [])
        let status = try PlanJob(settings: settings, format: .text).run(
            "\(place)/plan.yaml", out: "\(place)/command", isReset: false, overwrites: false, Knowledge.base, looks: looks)
        if status != 0 { return false }
        var session = Session(program: "drydock", nodeName: "elsewhere")
        session.learn([], [], Knowledge.planning)
        session.captures = looks
        let said = PlanKeeping(named: "\(place)/plan.yaml").export(text, to: "\(place)/export", PlanMaking(session))
        #expect(said.contains("were written"), "\(name): \(said)")
        let command = try files("\(place)/command")
        var export = try files("\(place)/export")
        #expect(export.removeValue(forKey: "plan.yaml") == "644 \(text)", "\(name)")
        #expect(!command.isEmpty && command == export, "\(name): \(Self.difference(command, export))")
        let review = try await review(text, session)
        #expect(command == review, "\(name), in the review: \(Self.difference(command, review))")
        return true
    }

    /// What the review shows, as it would be written.
    private func review(_ text: String, _ session: Session) async throws -> [String: String] {
        let answers = try #require(PlanFile.read(Array(text.utf8), name: "plan").0?.plan)
        let mailbox = Mailbox(waker: nil)
        let work = EffectRunner(host: LocalHost(), mailbox: mailbox) { Knowledge.base }
        let making = PlanMaking(session)
        work.plan(answers, making)
        let clock = ContinuousClock()
        let end = clock.now + .seconds(120)
        while clock.now < end {
            for case .planned(let given, let plan) in mailbox.take() where given == answers {
                let context = try #require(making.context(answers))
                return Dictionary(
                    PlanFolder.files(plan, context).map { ($0.path, "\(String($0.mode, radix: 8)) \($0.content)") }
                ) { $1 }
            }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw ReviewIsMissing()
    }

    private struct ReviewIsMissing: Error {}

    /// By path: mode and content.
    private func files(_ folder: String) throws -> [String: String] {
        var out: [String: String] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            var found = stat()
            guard stat("\(folder)/\(path)", &found) == 0, found.st_mode & S_IFMT == S_IFREG else { continue }
            let bytes = try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))
            out[path] = "\(String(found.st_mode & 0o7777, radix: 8)) \(String(decoding: bytes, as: UTF8.self))"
        }
        return out
    }

    private static func difference(_ one: [String: String], _ other: [String: String]) -> [String] {
        Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
    }
}
