import Facts
import FoundationEssentials
import Hosts
import Knowledge
import Testing

@testable import Probes

/// Files that another reader would refuse, or that are not whole: what the runtime at hand makes of them decides.
@Suite struct RuntimeFilesTests {
    private static func facts(_ node: String, _ path: String, _ bytes: [UInt8], _ probe: any Probe) async throws -> FactSet {
        let nodes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Nodes")
        var host = try RecordedHost(capture: nodes.appending(path: node).path)
        host.write(path, bytes)
        return await probe.look(at: host, knowing: FactSet())
    }

    private static let containerd = "/etc/containerd/config.toml"
    /// Latin-1, as editors of the last century write it.
    private static let latin: [UInt8] = Array("version = 2\n# gr".utf8) + [0xFC, 0xDF, 0x65, 0x0A]

    /// containerd 1.6.20 starts with such a comment; go-toml v2 of containerd 2.x refuses it.
    @Test func bytesThatAreNoUTF8StopOnlyContainerd2() async throws {
        let first = try await Self.facts(
            "worker-1.35-containerd-1.7", Self.containerd, Self.latin, ContainerdProbe(releases: Knowledge.releases))
        #expect(first.value(ContainerdFacts.configProblem) == .absent)
        let second = try await Self.facts(
            "worker-1.36-containerd-2.2", Self.containerd, Self.latin, ContainerdProbe(releases: Knowledge.releases))
        #expect(second.text(ContainerdFacts.configProblemAt) == "\(Self.containerd):2")
        #expect(second.text(ContainerdFacts.configProblem)?.contains("not UTF-8") == true)
    }

    @Test func anInlineTableWithALastCommaStopsContainerdAndNotCRIO() async throws {
        let text = Array("[crio.runtime]\nconmon_cgroup = \"pod\"\na = {b = 1,}\nc = [1]\nc = [2]\n".utf8)
        let containerd = try await Self.facts(
            "worker-1.36-containerd-2.2", Self.containerd, text, ContainerdProbe(releases: Knowledge.releases))
        #expect(containerd.text(ContainerdFacts.configProblemAt) == "\(Self.containerd):3")
        #expect(containerd.text(ContainerdFacts.configProblemFile) == Self.containerd)
        #expect(containerd.integer(ContainerdFacts.configProblemLine) == 3)
        let crio = try await Self.facts("worker-1.36-crio", "/etc/crio/crio.conf.d/99-x.conf", text, CRIOProbe())
        #expect(crio.text(CRIOFacts.configProblem) == nil)
        #expect(crio.text(CRIOFacts.conmonCgroup) == "pod")
    }

    /// A recipe turns that line into a comment, so it needs file and line each by itself.
    @Test func theFileAndLineThatCRIOCannotReadAreFactsOfTheirOwn() async throws {
        let path = "/etc/crio/crio.conf.d/99-x.conf"
        let facts = try await Self.facts("worker-1.36-crio", path, Array("[crio.runtime]\n[oops\n".utf8), CRIOProbe())
        #expect(facts.text(CRIOFacts.configProblemFile) == path)
        #expect(facts.integer(CRIOFacts.configProblemLine) == 2)
        let whole = try await Self.facts("worker-1.36-crio", path, Array("[crio.runtime]\n".utf8), CRIOProbe())
        #expect(whole.value(CRIOFacts.configProblemFile) == .absent)
        #expect(whole.value(CRIOFacts.configProblemLine) == .absent)
    }

    /// What lies beyond the limit is not known: the first part alone would count as broken.
    @Test func aFileThatIsCutIsNotCalledBroken() async throws {
        let long = Array("version = 2\nx = \"\(String(repeating: "y", count: 2 << 20))\"\n".utf8)
        for node in ["worker-1.35-containerd-1.7", "worker-1.36-containerd-2.2"] {
            let facts = try await Self.facts(node, Self.containerd, long, ContainerdProbe(releases: Knowledge.releases))
            #expect(facts.text(ContainerdFacts.configProblem) == nil)
            #expect(facts.reason(ContainerdFacts.configProblem)?.words.contains("longer than drydock reads") == true)
        }
    }
}
