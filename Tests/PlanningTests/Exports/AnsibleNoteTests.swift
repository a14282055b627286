import Glibc
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import Planning
@testable import Rendering

/// A role that was cut off after it wrote its file is done to its end by the next run, also where its check holds with what was there
/// before: as with haproxy, which Debian starts when it is installed.
@Suite(.serialized, .enabled(if: geteuid() == 0, "the role gives files to root")) struct AnsibleNoteTests {
    /// A step whose check always holds, and whose first command fails as long as a file says so.
    private func step(_ folder: String) -> Step {
        Step(
            "configure-trial", on: "cp1", phase: .balancer, title: "Configure the trial.", why: "It is tried.", risk: .restarts,
            actions: [
                .write(PlannedFile("\(folder)/etc/trial.cfg", "bind 6443\n")), .run(Step.Run(["\(folder)/bin/try"])),
                .run(Step.Run(["\(folder)/bin/reload"])),
            ], check: ["\(folder)/bin/is-active"])
    }

    private func project(_ scratch: Scratch) throws {
        let step = step(scratch.path)
        for role in AnsibleRole.all([step]) {
            for file in role.documents {
                let text = file.content.split(separator: "/var/lib/drydock/unfinished", omittingEmptySubsequences: false)
                try scratch.write("play/\(file.path)", text.joined(separator: "\(scratch.path)/notes"))
            }
        }
        try scratch.write(
            "play/site.yml",
            "- hosts: localhost\n  connection: local\n  gather_facts: false\n  roles: [configure_trial]\n")
        for (name, body) in [
            ("try", "[ ! -e \(scratch.path)/broken ]"), ("reload", ":"), ("is-active", "exit 0"),
        ] {
            let log = name == "is-active" ? "" : "echo \(name) >>\(scratch.path)/calls\n"
            try scratch.write("bin/\(name)", "#!/bin/sh\n\(log)\(body)\n")
            #expect(chmod("\(scratch.path)/bin/\(name)", 0o755) == 0)
        }
    }

    private func play(_ scratch: Scratch, _ words: String...) async throws -> (status: TerminationStatus, text: String) {
        try scratch.write("calls", "")
        let result = try await Subprocess.run(
            .name("ansible-playbook"), arguments: Arguments(words + ["site.yml"]),
            environment: .inherit.updating(["ANSIBLE_NOCOLOR": "1", "HOME": scratch.path, "ANSIBLE_LOCALHOST_WARNING": "False"]),
            workingDirectory: FilePath(scratch.path + "/play"), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return (result.terminationStatus, result.standardOutput + result.standardError)
    }

    @Test func theSecondRunDoesTheRest() async throws {
        let scratch = try Scratch()
        try project(scratch)
        try scratch.write("broken", "")
        let note = "\(scratch.path)/notes/configure-trial"
        let first = try await play(scratch)
        #expect(try first.status != .exited(0) && scratch.read("calls") == "try\n", "\(first.text)")
        #expect(try scratch.read("etc/trial.cfg") == "bind 6443\n")
        #expect(access(note, F_OK) == 0, "what is begun and not ended has a note")
        let looked = try await play(scratch, "--check")
        #expect(looked.status == .exited(0) && looked.text.contains("say that it would be done"), "\(looked.text)")
        #expect(try scratch.read("calls").isEmpty && access(note, F_OK) == 0)
        #expect(unlink("\(scratch.path)/broken") == 0)
        let second = try await play(scratch)
        #expect(second.status == .exited(0), "\(second.text)")
        #expect(try scratch.read("calls") == "try\nreload\n", "the file is as it should be, and what it is for is still done")
        #expect(access(note, F_OK) != 0)
        let third = try await play(scratch)
        #expect(third.status == .exited(0) && third.text.contains("changed=0"), "\(third.text)")
        #expect(try scratch.read("calls").isEmpty)
    }

    /// A file that differs is reason enough, and the result is looked at then too.
    @Test func aChangedFileIsFollowedByItsCommandsAndALook() async throws {
        let scratch = try Scratch()
        try project(scratch)
        try scratch.write("etc/trial.cfg", "bind 1\n")
        let run = try await play(scratch)
        #expect(run.status == .exited(0), "\(run.text)")
        #expect(try scratch.read("calls") == "try\nreload\n")
        let looks = run.text.split(separator: "TASK [").first { $0.contains("see that it holds now") }
        #expect(looks?.contains("ok: [localhost]") == true, "\(run.text)")
    }
}
