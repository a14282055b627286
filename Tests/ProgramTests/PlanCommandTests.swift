import FoundationEssentials
import Testing

/// `drydock plan` through the built program: what it refuses, with the place, and what it writes.
@Suite struct PlanCommandTests {
    /// A plan that is wrong in one way: an example with one edit.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var topology = "stacked"
        var release = "1.36"
        /// Texts of the example and what stands there instead.
        var edits: [(String, String)] = []
        /// What is added at the end.
        var more = ""
        /// A text of the file that stands in the line to which the error points.
        var at: String
        /// What the line of the error says.
        var says: [String]

        init(
            _ name: String, _ topology: String = "stacked", release: String = "1.36", edits: [(String, String)] = [],
            more: String = "", at: String, says: String...
        ) {
            testDescription = name
            self.topology = topology
            self.release = release
            self.edits = edits
            self.more = more
            self.at = at
            self.says = says
        }

        /// The file's text: nil where an edit finds nothing to change, so that no case tests the example by mistake.
        func text(_ example: String) -> String? {
            var text = example
            for (old, new) in edits {
                guard let range = text.firstRange(of: old) else { return nil }
                text.replaceSubrange(range, with: new)
            }
            return text + more
        }
    }

    private static let pods = "      - 10.244.0.0/16\n", services = "      - 10.96.0.0/12\n"
    private static let dual = [(pods, pods + "      - fd00:10:244::/56\n"), (services, services + "      - fd00:10:96::/112\n")]

    static let cases = ranges + machines + releases + files

    private static let ranges = [
        Case(
            "ranges that overlap", edits: [(services, "      - 10.244.128.0/20\n")], at: "10.244.128.0/20",
            says: "10.244.128.0/20 for Services and 10.244.0.0/16 for pods overlap", "Use ranges that do not overlap"),
        Case(
            "a range over the machines", edits: [(services, "      - 192.0.2.0/24\n")], at: "- 192.0.2.0/24",
            says: "192.0.2.0/24 for Services holds 192.0.2.11", "no machine has an address"),
        Case(
            "a small range for pods", edits: [(pods, "      - 10.244.0.0/30\n")], at: "10.244.0.0/30", says: "has 4 addresses",
            "14"),
        Case(
            "a small range for Services", edits: [(services, "      - 10.96.0.0/30\n")], at: "10.96.0.0/30", says: "has 4", "10"),
        Case(
            "IPv6 with an add-on without it", edits: dual + [("name: flannel", "name: canal")], at: "name: canal",
            says: "Canal has no dual-stack"),
        Case(
            "families in another order",
            edits: [(pods, pods + "      - fd00:10:244::/56\n"), (services, "      - fd00:10:96::/112\n" + services)],
            at: "serviceSubnets", says: "Pods have IPv4, then IPv6 and Services IPv6, then IPv4", "in the same order"),
    ]

    private static let machines = [
        Case(
            "an even number of etcd members", "external",
            edits: [("    - name: etcd3", "    - name: etcd4\n      address: 192.0.2.39\n      roles: etcd\n    - name: etcd3")],
            at: "topology: external", says: "There are 4 members of etcd", "Use 3 or 5"),
        Case(
            "two control planes with their etcd", edits: [("        - control-plane\n", "        - worker\n")],
            at: "topology: stacked",
            says: "needs three control planes", "there are 2 here", "Add some"),
        Case(
            "a worker that is a load balancer", edits: [("        - worker\n", "        - worker\n        - load-balancer\n")],
            at: "      roles:\n        - worker", says: "worker1 has the roles worker, load-balancer", "a machine of its own"),
        Case(
            "etcd by itself where it is stacked", edits: [("        - worker\n", "        - etcd\n")],
            at: "      roles:\n        - etcd",
            says: "worker1 has the role etcd", "Use the topology external"),
        Case(
            "an endpoint that is one of three nodes", edits: [("name: cluster-endpoint.example.internal", "name: 192.0.2.12")],
            at: "name: 192.0.2.12", says: "192.0.2.12 is cp2 itself"),
        Case(
            "an endpoint with a node's address", edits: [("address: 192.0.2.10\n", "address: 192.0.2.12\n")],
            at: "    address: 192.0.2.12\n    inHostsFile", says: "192.0.2.12 is the address of cp2"),
        Case(
            "a name twice", edits: [("name: cp2", "name: cp1")], at: "name: cp1\n      address: 192.0.2.12",
            says: "\"cp1\" is also"),
        Case(
            "a name that is no label", edits: [("name: cp2", "name: CP_2")], at: "name: CP_2", says: "\"CP_2\" cannot", "RFC 1123"
        ),
        Case(
            "a number for a machine", edits: [("    - name: cp2", "    - 7\n    - name: cp2")], at: "    - 7",
            says: "A mapping was expected here, but this is a number"),
        Case(
            "machines that are no list", edits: [("  machines:\n", "  machines: 3\n  x:\n")], at: "machines: 3",
            says: "must be a list"),
    ]

    private static let releases = [
        Case("an unknown release", edits: [("release: \"1.36\"", "release: \"1.99\"")], at: "1.99", says: "1.99", "1.23 to 1.37"),
        Case(
            "a release that is none", edits: [("release: \"1.36\"", "release: latest")], at: "latest", says: "\"latest\"",
            "\"1.36\""),
        Case(
            "a gate that kubeadm dropped", release: "1.37", more: "  kubeadmFeatureGates:\n    NodeLocalCRISocket: true\n",
            at: "NodeLocalCRISocket", says: "NodeLocalCRISocket was removed in 1.37", "Leave it out"),
        Case(
            "a gate that Kubernetes dropped", more: "  featureGates:\n    CSIMigration: true\n", at: "CSIMigration",
            says: "CSIMigration was removed in 1.27", "Leave it out"),
        Case(
            "a flag that the kubelet dropped",
            more: "  kubelet:\n    extraArgs:\n      - name: pod-infra-container-image\n        value: x\n",
            at: "pod-infra-container-image", says: "--pod-infra-container-image was removed in 1.35", "Leave it out"),
        Case(
            "the same flag by another name in 1.27", release: "1.27",
            more: "  kubelet:\n    extraArgs:\n      - name: container-runtime\n        value: remote\n",
            at: "name: container-runtime", says: "--container-runtime was removed in 1.27"),
        Case(
            "CRI-O before its packages", release: "1.27", edits: [("name: containerd", "name: cri-o")], at: "name: cri-o",
            says: "No series of cri-o", "1.27", "Use containerd"),
        Case(
            "etcd that is too old", "external", more: "  etcd:\n    version: 3.5.5\n", at: "version: 3.5.5",
            says: "etcd 3.5.5 is too old for kubeadm 1.36", "3.5.24 or later"),
    ]

    private static let files = [
        Case(
            "a newer schema", edits: [("drydock.dev/v1", "drydock.dev/v2"), ("  topology:", "  layout:")], at: "drydock.dev/v2",
            says: "This plan has the version drydock.dev/v2, but this drydock reads drydock.dev/v1"),
        Case("a tab", edits: [("  topology: stacked", "\ttopology: stacked")], at: "\ttopology", says: "A tab", "spaces only"),
        Case(
            "a key twice", edits: [("  topology: stacked", "  topology: stacked\n  topology: single")], at: "topology: single",
            says: "\"topology\" stands twice"),
        Case(
            "an unknown field", edits: [("  cgroupDriver:", "  cgroupDrive:")], at: "cgroupDrive:",
            says: "no field \"cgroupDrive\"",
            "Did you mean \"cgroupDriver\"?"),
        Case(
            "an unknown field of a machine", edits: [("      zone: a", "      zoen: a")], at: "zoen", says: "no field \"zoen\"",
            "Did you mean \"zone\"?"),
        Case(
            "arguments as a mapping", more: "  kubelet:\n    extraArgs:\n      v: \"4\"\n", at: "      v:",
            says: "\"extraArgs\" must be a list, but this is a mapping"),
        Case("gates as a list", more: "  featureGates:\n    - A\n", at: "    - A", says: "\"featureGates\" must be a mapping"),
        Case(
            "labels as a list", edits: [("      zone: a", "      labels:\n        - a=b")], at: "        - a=b",
            says: "\"labels\" must be a mapping"),
        Case("patches as a text", more: "  controlPlane:\n    patches: all\n", at: "patches: all", says: "must be a mapping"),
        Case("a word for a port", edits: [("port: 8443", "port: http")], at: "port: http", says: "whole number", "http"),
    ]

    @Test(arguments: cases) func aBadPlanIsRefusedWithItsPlaceAndNothingIsWritten(_ tried: Case) async throws {
        let example = try await BuiltProgram.run("plan", "--example", tried.topology, "--release", tried.release)
        let text = try #require(tried.text(example.out), "an edit of the case finds nothing in the example")
        try await inFolder { folder in
            let file = "\(folder)/plan.yaml", out = "\(folder)/out"
            try Data(text.utf8).write(to: URL(filePath: file))
            let output = try await BuiltProgram.run("plan", file, "--out", out)
            #expect(output.status == 1)
            #expect(output.out.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: out), "nothing is written")
            let place = try #require(text.firstRange(of: tried.at))
            let number = text[..<place.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") } + 1
            let errors = output.err.split(separator: "\n").filter { $0.hasPrefix("\(file):\(number): error: ") }
            #expect(errors.contains { line in tried.says.allSatisfy { line.contains($0) } }, "\(output.err)")
        }
    }

    private func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    @Test(arguments: ["single", "stacked", "external"], (23...37).map { "1.\($0)" })
    func anExampleIsReadBackAndPlanned(_ topology: String, _ release: String) async throws {
        let example = try await BuiltProgram.run("plan", "--example", topology, "--release", release)
        #expect(example.status == 0)
        let planned = try await BuiltProgram.run("plan", "-", "--format", "json", input: example.out)
        #expect(planned.status == 0, "\(planned.err)")
        let report = try JSONDecoder().decode(Report.self, from: Data(planned.out.utf8))
        #expect(report.machines.count == ["single": 1, "stacked": 5, "external": 8][topology])
        for machine in report.machines { #expect(machine.steps.count > 10, "\(machine.name)") }
        let initial = report.machines[0].files.first { $0.path == "/etc/drydock/kubeadm/init.yaml" }
        #expect(initial?.content.contains("kubernetesVersion: v\(release).") == true)
    }

    private struct Report: Decodable {
        struct Machine: Decodable {
            var name: String
            var files: [File]
            var steps: [Step]
        }
        struct File: Decodable { var path, content: String }
        struct Step: Decodable { var id: String }
        var machines: [Machine]
    }

    @Test func aFolderWithOtherFilesIsLeftAsItIsUnlessThatIsWanted() async throws {
        let example = try await BuiltProgram.run("plan", "--example", "single").out
        try await inFolder { folder in
            let file = "\(folder)/plan.yaml", out = "\(folder)/out"
            try Data(example.utf8).write(to: URL(filePath: file))
            #expect(try await BuiltProgram.run("plan", file, "--out", out).status == 0)
            let again = try await BuiltProgram.run("plan", file, "--out", out)
            #expect(again.err.contains("0 files were written to \(out)"))
            let script = "\(out)/machines/cp1/install.sh"
            let wanted = try Data(contentsOf: URL(filePath: script))
            try Data("mine\n".utf8).write(to: URL(filePath: script))
            try FileManager.default.removeItem(atPath: "\(out)/machines/cp1/root/etc/sysctl.d/90-kubernetes.conf")
            let refused = try await BuiltProgram.run("plan", file, "--out", out)
            #expect(refused.status == 1)
            #expect(refused.err.contains(script) && refused.err.contains("--overwrite"))
            #expect(try Data(contentsOf: URL(filePath: script)) == Data("mine\n".utf8))
            #expect(!FileManager.default.fileExists(atPath: "\(out)/machines/cp1/root/etc/sysctl.d/90-kubernetes.conf"))
            let overwritten = try await BuiltProgram.run("plan", file, "--out", out, "--overwrite")
            #expect(overwritten.status == 0)
            #expect(overwritten.err.contains("2 files were written"))
            #expect(try Data(contentsOf: URL(filePath: script)) == wanted)
            let mode = try FileManager.default.attributesOfItem(atPath: "\(out)/machines/cp1/root/etc/drydock/kubeadm/init.yaml")
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }
    }

    /// The recorded control plane has the bridge of its pods, 10.244.0.1.
    @Test func aPlanIsCheckedAgainstCapturesOfItsMachines() async throws {
        let example = try await BuiltProgram.run("plan", "--example", "single").out
        try await inFolder { folder in
            let file = "\(folder)/plan.yaml"
            try Data(example.replacing("name: cp1", with: "name: wb-cp1").utf8).write(to: URL(filePath: file))
            #expect(try await BuiltProgram.run("plan", file).status == 0)
            let node = BuiltProgram.node("control-plane-1.36")
            let refused = try await BuiltProgram.run("plan", file, "--captures", node, "--out", "\(folder)/out")
            #expect(refused.status == 1)
            #expect(refused.err.contains("10.244.0.0/16 for pods holds 10.244.0.1, which wb-cp1 has."))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
            let unreadable = try await BuiltProgram.run("plan", file, "--captures", file)
            #expect(unreadable.status == 3)
            #expect(unreadable.err.contains("The capture \(file) cannot be read"))
        }
    }

    @Test func aFileThatIsNoPlanIsRefused() async throws {
        try await inFolder { folder in
            let missing = try await BuiltProgram.run("plan", "\(folder)/none.yaml", "--out", "\(folder)/out")
            #expect(missing.status == 1)
            #expect(missing.err.contains("\(folder)/none.yaml could not be opened: No such file or directory."))
            let whole = try await BuiltProgram.run("plan", folder, "--out", "\(folder)/out")
            #expect(whole.status == 1)
            #expect(whole.err.contains("could not be read: Is a directory."))
            let binary = "\(folder)/program"
            try Data((0...255).map { UInt8($0) }).write(to: URL(filePath: binary))
            let refused = try await BuiltProgram.run("plan", binary, "--out", "\(folder)/out")
            #expect(refused.status == 1)
            #expect(refused.err.contains("\(binary):1: error: A NUL byte"))
            try Data().write(to: URL(filePath: binary))
            let empty = try await BuiltProgram.run("plan", binary, "--out", "\(folder)/out")
            #expect(empty.status == 1)
            #expect(empty.err.contains("\(binary):1: error: A plan file holds one mapping"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/out"))
        }
    }
}
