import Glibc
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import Planning

/// Documents before the programs that read them. Scripts/packages installs these.
@Suite(.serialized) struct ExportProgramTests {
    private struct Output {
        var status: Int
        var text: String
    }

    private func run(_ words: [String], in folder: String, path: String = "") async throws -> Output {
        var changes: [Environment.Key: String?] = ["ANSIBLE_LOCALHOST_WARNING": "False", "ANSIBLE_NOCOLOR": "1", "NO_COLOR": "1"]
        if !path.isEmpty { changes["PATH"] = path }
        // ansible-lint keeps what it downloads and compiles in HOME.
        changes["HOME"] = folder
        let result = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .inherit.updating(changes),
            workingDirectory: FilePath(folder), output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        guard case .exited(let code) = result.terminationStatus else { return Output(status: 255, text: "ended by a signal") }
        return Output(status: Int(code), text: result.standardOutput + result.standardError)
    }

    private func ansible(_ example: ExportCase, _ words: [String]) async throws -> Output {
        try await withFolder(example.documents(below: "ansible")) { try await run(words, in: "\($0)/ansible") }
    }

    @Test(arguments: ExportCase.examples + [ExportCase.mixed] + ExportCase.resets) func ansibleReadsItsProject(
        _ example: ExportCase
    ) async throws {
        let output = try await ansible(example, ["ansible-playbook", "--syntax-check", "site.yml"])
        #expect(output.status == 0, "\(output.text)")
        #expect(!output.text.contains("WARNING"), "\(output.text)")
    }

    @Test func ansibleRefusesWhatIsWrong() async throws {
        var files = ExportCase.examples[0].documents(below: "ansible")
        let at = try #require(files.firstIndex { $0.path.hasSuffix("tasks/main.yml") })
        files[at].content += "- name: Wrong\n  ansible.builtin.no_such_module: {}\n"
        let output = try await withFolder(files) {
            try await run(["ansible-playbook", "--syntax-check", "site.yml"], in: "\($0)/ansible")
        }
        #expect(output.status != 0)
    }

    @Test func ansibleLintsStrictestProfilePasses() async throws {
        let output = try await ansible(ExportCase.mixed, ["ansible-lint", "--offline", "--nocolor", "--profile", "production"])
        #expect(output.status == 0, "\(output.text)")
    }

    /// Nothing is changed: check mode, on this machine, whose checks ask no other.
    @Test(.enabled(if: getenv("DRYDOCK_BINARY") != nil, "the project carries the built program"))
    func checkModeRunsThroughOnAMachineThatHasNothing() async throws {
        let here = ExportCase("here", .single) { plan in
            plan.controlPlane.encryptionAtRest = true
        }
        let output = try await ansible(
            here,
            [
                "ansible-playbook", "--check", "--connection", "local", "--extra-vars",
                "ansible_become=false drydock_program=\(String(cString: getenv("DRYDOCK_BINARY")))", "site.yml",
            ])
        #expect(output.status == 0, "\(output.text)")
        #expect(output.text.contains("failed=0"), "\(output.text)")
        #expect(output.text.contains("changed=") && !output.text.contains("changed=0"), "\(output.text)")
    }

    @Test(arguments: ExportCase.resets) func shellcheckTakesWhatResets(_ example: ExportCase) async throws {
        let scripts = example.documents.filter { $0.path.hasSuffix("/reset.sh") }
        #expect(scripts.count == example.plan.machines.count { !$0.isWindows && $0.roles != [.loadBalancer] })
        let output = try await withFolder(scripts) { try await run(["shellcheck"] + scripts.map(\.path), in: $0) }
        #expect(output.status == 0, "\(output.text)")
    }

    // MARK: kops

    private static let kops = PlannedFile("bin/kops", mode: 0o755, "#!/bin/sh\nprintf 'kops'\nprintf ' %s' \"$@\"\necho\n")

    private func create(_ example: ExportCase, _ words: [String], _ variables: String = "") async throws -> Output {
        try await withFolder(example.documents(below: "kops") + [Self.kops]) { folder in
            try await run(
                ["sh", "-c", "\(variables) exec kops/create.sh \(words.joined(separator: " "))"], in: folder,
                path: "\(folder)/bin:/usr/bin:/bin")
        }
    }

    @Test(arguments: ExportCase.kops) func shellcheckTakesTheScript(_ example: ExportCase) async throws {
        let output = try await withFolder(example.documents(below: "kops")) {
            try await run(["shellcheck", "kops/create.sh"], in: $0)
        }
        #expect(output.status == 0, "\(output.text)")
    }

    @Test(arguments: ExportCase.kops) func nothingIsMadeUnlessToldSo(_ example: ExportCase) async throws {
        let set = "export KOPS_STATE_STORE=s3://x ADMIN_ACCESS=198.51.100.0/24 ZONES=a,b,c;"
        let flag = example.plan.release.minor >= 26 ? "--control-plane-zones a,b,c" : "--master-zones a,b,c"
        let show = try await create(example, ["show"], set)
        #expect(show.status == 0 && show.text.hasPrefix("kops create cluster --name kubernetes.k8s.local"), "\(show.text)")
        #expect(show.text.contains(flag) && show.text.hasSuffix("--dry-run --output yaml\n"), "\(show.text)")
        for word in ["show", "spec", "preview", "validate", "list"] {
            let output = try await create(example, [word], set)
            #expect(output.status == 0 && !output.text.contains("--yes"), "\(word): \(output.text)")
        }
        let apply = try await create(example, ["apply"], set)
        #expect(apply.text.contains("update cluster --name kubernetes.k8s.local --yes"), "\(apply.text)")
        #expect(try await create(example, ["remove"], set).status == 2)
        #expect(try await create(example, ["remove"], set + " export REALLY=kubernetes.k8s.local;").text.contains("--yes"))
    }

    /// kops refuses a count that the zones do not fit, and etcd wants an odd number.
    @Test(arguments: [("a", "a", 1), ("a,b", "a", 1), ("a,b,c", "a,b,c", 3), ("a,b,c,d", "a,b,c", 3)])
    func controlPlanesAreAsManyAsTheirZones(_ zones: String, _ own: String, _ count: Int) async throws {
        let set = "export KOPS_STATE_STORE=s3://x ADMIN_ACCESS=198.51.100.0/24 ZONES=\(zones);"
        let show = try await create(ExportCase.kops[0], ["show"], set)
        #expect(
            show.text.contains("--zones \(zones) --control-plane-count \(count) --control-plane-zones \(own) "), "\(show.text)")
    }

    @Test func theWorldIsNotLetInUnasked() async throws {
        let output = try await create(ExportCase.kops[0], ["show"], "export KOPS_STATE_STORE=s3://x ZONES=a;")
        #expect(output.status == 2 && output.text.contains("ADMIN_ACCESS"), "\(output.text)")
    }
}
