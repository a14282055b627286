import FoundationEssentials
import Glibc
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// What machines get, judged by the programs that read it.
struct MachineProgramTests {
    @Test(.enabled(if: access("/usr/bin/containerd", X_OK) == 0, "no containerd is installed here"))
    func containerdTakesItsConfiguration() async throws {
        let version = try await program("/usr/bin/containerd", "--version").out
        let number = try #require(version.split(separator: " ").first { $0.first?.isNumber == true })
        let series = number.split(separator: ".").prefix(2).joined(separator: ".")
        let known = try #require(MachineCase().knowledge.runtimes.first { $0.id == "containerd-\(series)" }, "\(version)")
        var one = MachineCase(minor: try #require(known.supports.first).minor, series: series)
        for driver in ClusterPlan.CgroupDriver.allCases {
            one.plan.cgroupDriver = driver
            let folder = try Scratch()
            try folder.write("config.toml", try one.file(ContainerdConfig.path))
            let dump = try await program("/usr/bin/containerd", "--config", folder.path + "/config.toml", "config", "dump").out
            #expect(dump.contains("SystemdCgroup = \(driver == .systemd)"))
            #expect(dump.contains(try one.context().sandboxImage))
            #expect(dump.contains("/opt/cni/bin"))
            #expect(dump.contains("/etc/containerd/certs.d"))
            #expect(!dump.contains("/usr/lib/cni"))
            // The check of the plan itself says the same of the dump.
            try folder.write("dump.toml", dump)
            let check = try #require(one.made().plan.steps.first { $0.key == "check-containerd" }?.check).words
            #expect(try await program("/usr/bin/\(check[0])", check[1], folder.path + "/dump.toml").status == 0)
        }
    }

    @Test(.enabled(if: access("/usr/bin/shellcheck", X_OK) == 0, "no shellcheck is installed here"))
    func scriptsPleaseShellcheck() async throws {
        for os in MachineCase.systems {
            for (minor, kind) in [(36, RuntimeChoice.Kind.containerd), (23, .docker), (31, .crio)] {
                var one = MachineCase(minor: minor, os, runtime: kind)
                one.plan.proxy.http = "http://proxy.example:3128"
                let (plan, context) = try one.made()
                let folder = try Scratch()
                for script in try InstallScript().documents(plan, context) {
                    try folder.write("install.sh", script.content)
                    let result = try await program("/usr/bin/shellcheck", folder.path + "/install.sh")
                    #expect(result.status == 0, "\(os) \(minor): \(result.out.prefix(3000))")
                }
            }
        }
    }

    @Test(.enabled(if: access("/usr/bin/systemd-analyze", X_OK) == 0, "no systemd is installed here"))
    func systemdTakesTheUnits() async throws {
        let folder = try Scratch()
        var names: [String] = []
        for one in [MachineCase(minor: 23), MachineCase(series: "2.3"), MachineCase(runtime: .docker)] {
            for file in try one.made().plan.files(on: "cp1") where file.path.hasPrefix("/etc/systemd/system/") {
                let name = String(file.path.dropFirst("/etc/systemd/system/".count))
                // The programs are not here, and systemd complains of that alone.
                var text = ""
                for line in file.content.split(separator: "\n", omittingEmptySubsequences: false) {
                    text +=
                        line.hasPrefix("ExecStart=/")
                        ? "ExecStart=/bin/true \(line.split(separator: " ").dropFirst().joined(separator: " "))\n" : "\(line)\n"
                }
                try folder.write(name, text)
                if name.hasSuffix(".service") || name.hasSuffix(".socket") { names.append(name) }
            }
        }
        try folder.write("docker.service", "[Service]\nExecStart=/bin/true\n")
        #expect(Set(names).isSuperset(of: ["kubelet.service", "containerd.service", "cri-docker.service", "cri-docker.socket"]))
        for name in Set(names) {
            let result = try await program("/usr/bin/systemd-analyze", "verify", "--man=no", "\(folder.path)/\(name)")
            #expect(result.status == 0, "\(name): \(result.err)")
            #expect(!result.err.contains(folder.path), "\(name): \(result.err)")
        }
    }

    @Test func daemonJSONIsJSON() throws {
        struct Daemon: Decodable {
            var options: [String]
            enum CodingKeys: String, CodingKey { case options = "exec-opts" }
        }
        let text = try MachineCase(runtime: .docker).file("/etc/docker/daemon.json")
        #expect(try JSONDecoder().decode(Daemon.self, from: Data(text.utf8)).options == ["native.cgroupdriver=systemd"])
    }

    @Test(.enabled(if: geteuid() == 0, "the script asks for root"))
    func theScriptDoesItsStepsOnceAndNoMore() async throws {
        let folder = try Scratch()
        let secret = PlannedFile("\(folder.path)/etc/secret.yaml", mode: 0o600, "token: \"\(Placeholder.joinToken.mark)\"\n")
        let plain = PlannedFile("\(folder.path)/etc/it's here", "a $HOME `b` \"c\"\n")
        let mark = "\(folder.path)/ran"
        let steps = [
            Step(
                "write-plain", on: "cp1", phase: .prepare, title: "Write it.", why: "It isn't there.", risk: .edits,
                actions: [.write(plain), .run(Run(["cp", plain.path, mark]))], check: .succeeds(["test", "-e", mark])),
            Step(
                "write-secret", on: "cp1", phase: .workers, title: "Write the secret.", why: "It is needed.", risk: .edits,
                actions: [.write(secret)], check: .succeeds(["test", "-e", secret.path])),
        ]
        var one = MachineCase()
        one.plan.proxy.http = "http://proxy.example:3128"
        let context = try one.context()
        try folder.write("install.sh", InstallScript.text(steps, one.plan.machines[0], context))
        for file in [secret, plain] { try folder.write("root" + file.path, file.content) }
        func script(_ words: String...) async throws -> (status: Int, out: String, err: String) {
            try await run("/bin/sh", [folder.path + "/install.sh"] + words)
        }
        #expect(try await script("--check", "prepare").status == 1)
        #expect(access(plain.path, F_OK) != 0)
        let first = try await script("prepare")
        #expect(first.status == 0, "\(first.out)\(first.err)")
        #expect(try folder.read("ran") == plain.content)
        let again = try await script("--check", "prepare")
        #expect(again.status == 0, "\(again.out)\(again.err)")
        #expect(again.out.contains("Nothing would be changed."))

        let missing = try await script("workers")
        #expect(missing.status == 4)
        #expect(missing.err.contains("JOIN_TOKEN"))
        try folder.write("secrets", "JOIN_TOKEN=a&b\\1/@@c\n")
        chmod(folder.path + "/secrets", 0o644)
        #expect(try await script("--secrets", folder.path + "/secrets", "workers").err.contains("chmod 600"))
        chmod(folder.path + "/secrets", 0o600)
        let filled = try await script("--secrets", folder.path + "/secrets", "workers")
        #expect(filled.status == 0, "\(filled.out)\(filled.err)")
        #expect(try folder.read("etc/secret.yaml") == "token: \"a&b\\1/@@c\"\n")
        #expect(!filled.out.contains("a&b"))
        // The token is gone, and nobody needs it any more.
        let later = try await script("workers")
        #expect(later.status == 0, "\(later.out)\(later.err)")
        #expect(!later.out.contains("write"), "\(later.out)")
        #expect(try await script("--check", "workers").status == 0)
        var status = stat()
        #expect(stat(secret.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try await script("--list").out.contains("write-secret: Write the secret."))
        #expect(try await script("nonsense").status == 2)
    }

    /// As haproxy and keepalived are: the check holds, and only a file that was written lets the service read it.
    @Test(.enabled(if: geteuid() == 0, "the script asks for root"))
    func aServiceIsReloadedWhereItsFileChangedAlone() async throws {
        let folder = try Scratch()
        let log = "\(folder.path)/log"
        func script(_ text: String, _ words: String...) async throws -> (status: Int, out: String, err: String) {
            let file = PlannedFile(
                "\(folder.path)/service.conf", mode: 0o600, "\(text) \(Placeholder.keepalivedPassword.mark)\n")
            let step = Step(
                "configure-service", on: "cp1", phase: .balancer, title: "Configure it.", why: "It serves.", risk: .restarts,
                actions: [.write(file), .run(Run(["sh", "-c", "echo reloaded >>\(log)"]))], check: .succeeds(["test", "-e", log]))
            try folder.write("install.sh", InstallScript.text([step], MachineCase().plan.machines[0], MachineCase().context()))
            try folder.write("root" + file.path, file.content)
            return try await run("/bin/sh", [folder.path + "/install.sh"] + words)
        }
        try folder.write("secrets", "KEEPALIVED_PASSWORD=abcdefgh\n")
        chmod(folder.path + "/secrets", 0o600)
        let secrets = ["--secrets", folder.path + "/secrets"]
        #expect(try await script("one").status == 4)
        #expect(try await script("one", secrets[0], secrets[1]).status == 0)
        #expect(try folder.read("log") == "reloaded\n")
        #expect(try await script("one", secrets[0], secrets[1]).status == 0)
        #expect(try await script("one").status == 0, "what is in place needs no password")
        #expect(try folder.read("log") == "reloaded\n")
        #expect(try await script("two", secrets[0], secrets[1]).status == 0)
        #expect(try folder.read("log") == "reloaded\nreloaded\n")
        #expect(try folder.read("service.conf") == "two abcdefgh\n")
    }

    @Test(.enabled(if: geteuid() == 0, "the script asks for root"))
    func whatACommandMakesIsPutIntoLaterFilesAndAFileToBeKeptIsKept() async throws {
        let folder = try Scratch()
        let join = PlannedFile(
            "\(folder.path)/join.yaml", mode: 0o600, "\(Placeholder.joinToken.mark) \(Placeholder.caCertHash.mark)\n")
        let kept = PlannedFile("\(folder.path)/key", mode: 0o600, keepsExisting: true, "new\n")
        let words = ["echo", "kubeadm join a:6443 --token abc.def", "--discovery-token-ca-cert-hash sha256:12"]
        let output = Run.OutputFile(path: "\(folder.path)/join.txt", mode: 0o600)
        let steps = [
            Step(
                "make-token", on: "cp1", phase: .workers, title: "Make it.", why: "It is used next.", risk: .edits,
                actions: [
                    .write(kept), .run(Run(words, output: output, makes: [.joinToken, .caCertHash])), .write(join),
                ])
        ]
        let one = MachineCase()
        try folder.write("install.sh", InstallScript.text(steps, one.plan.machines[0], try one.context()))
        for file in [join, kept] { try folder.write("root" + file.path, file.content) }
        try folder.write("key", "old\n")
        let result = try await run("/bin/sh", [folder.path + "/install.sh"])
        #expect(result.status == 0, "\(result.out)\(result.err)")
        #expect(try folder.read("join.yaml") == "abc.def sha256:12\n")
        #expect(try folder.read("key") == "old\n")
        #expect(result.out.contains("/run/drydock/learned/values"))
        var status = stat()
        #expect(stat("/run/drydock/learned/values", &status) == 0 && status.st_mode & 0o777 == 0o600)
        try FileManager.default.removeItem(atPath: "/run/drydock/learned")
    }

    @Test func swapIsCommentedOutAndNothingElse() async throws {
        let folder = try Scratch()
        let table =
            "# swap was here\n/dev/a / ext4 defaults 0 1\n/dev/b none swap sw 0 0\nUUID=c\tnone\tswap\tsw\n/swap.img /swap ext4 x 0 0\n"
        try folder.write("fstab", table)
        let step = try #require(MachineCase().made().plan.steps.first { $0.key == "turn-swap-off" })
        guard case .run(let edit) = step.actions[0], let guarded = edit.unless else {
            Issue.record("the first action edits no fstab")
            return
        }
        let there = { (words: [String]) in
            words.map { word in
                ["/etc/fstab", "/proc/swaps", "/etc/systemd/system/swap.target"].reduce(word) { text, path in
                    text.replacing(path, with: folder.path + path.suffix(from: path.lastIndex(of: "/") ?? path.startIndex))
                }
            }
        }
        // The step holds where no swap is on, no boot brings one, and the target is masked.
        let check = try #require(step.check).words
        try folder.write("swaps", "Filename\tType\tSize\tUsed\tPriority\n")
        #expect(try await run("/usr/bin/env", there(check)).status == 1)
        #expect(try await run("/usr/bin/env", there(guarded)).status == 1)
        #expect(try await run("/usr/bin/env", there(edit.words)).status == 0)
        let lines = try folder.read("fstab").split(separator: "\n").map(String.init)
        #expect(lines.filter { $0.hasPrefix("# drydock: ") }.count == 2)
        #expect(lines[4] == "/swap.img /swap ext4 x 0 0")
        #expect(try await run("/usr/bin/env", there(guarded)).status == 0)
        #expect(try await run("/usr/bin/env", there(check)).status == 1)
        try folder.write("swap.target", "")
        #expect(try await run("/usr/bin/env", there(check)).status == 0)
        try folder.write("swaps", "Filename\tType\tSize\tUsed\tPriority\n/dev/b partition 1 0 -2\n")
        #expect(try await run("/usr/bin/env", there(check)).status == 1)
        #expect(try await run("/usr/bin/env", there(step.undo.commands[1])).status == 0)
        #expect(try folder.read("fstab") == table)
        // Not every system has the file.
        try FileManager.default.removeItem(atPath: folder.path + "/fstab")
        #expect(try await run("/usr/bin/env", there(guarded)).status == 0)
    }

    @Test(.enabled(if: geteuid() == 0, "the script asks for root"))
    func aStepThatWasCutOffAfterItWroteIsFinishedByTheNextRun() async throws {
        let folder = try Scratch()
        let file = PlannedFile("\(folder.path)/etc/a.conf", "a\n")
        let copy = Run(["cp", "\(folder.path)/from", "\(folder.path)/to"])
        let key = "write-\(folder.path.split(separator: "-").last ?? "")"
        // The check holds also with what was there before.
        let step = Step(
            key, on: "cp1", phase: .prepare, title: "Write it.", why: "It is needed.", risk: .restarts,
            actions: [.write(file), .run(copy)], check: .succeeds(["true"]))
        let one = MachineCase()
        try folder.write("install.sh", InstallScript.text([step], one.plan.machines[0], try one.context()))
        try folder.write("root" + file.path, file.content)
        #expect(try await run("/bin/sh", [folder.path + "/install.sh"]).status == 1)
        #expect(try folder.read("etc/a.conf") == "a\n")
        try folder.write("from", "b\n")
        #expect(try await run("/bin/sh", [folder.path + "/install.sh", "--check"]).status == 1)
        #expect(try await run("/bin/sh", [folder.path + "/install.sh"]).status == 0)
        #expect(try folder.read("to") == "b\n")
        #expect(try await run("/bin/sh", [folder.path + "/install.sh", "--check"]).status == 0)
        #expect(access("/var/lib/drydock/unfinished/\(key)", F_OK) != 0)
    }

    @Test func containerdsOwnFileIsKeptAndThePlansIsNot() async throws {
        let folder = try Scratch()
        let (plan, context) = try MachineCase().made()
        let step = try #require(plan.steps.first { $0.key == "keep-containerd-configuration" })
        let there = { (words: [String]) in
            words.map {
                $0.replacing(ContainerdConfig.keptPath, with: folder.path + "/kept/c").replacing(
                    ContainerdConfig.path, with: folder.path + "/config")
            }
        }
        let check = try #require(step.check).words
        #expect(try await run("/usr/bin/env", there(check)).status == 0)
        let series = try #require(context.runtime)
        try folder.write("config", ContainerdSettings.config(context.plan.machines[0], series, context).text)
        #expect(try await run("/usr/bin/env", there(check)).status == 0)
        try folder.write("config", "version = 2\n")
        #expect(try await run("/usr/bin/env", there(check)).status == 1)
        for case .run(let keep) in step.actions {
            let words = there(keep.words).map { $0.hasPrefix("/var") ? folder.path + "/kept" : $0 }
            #expect(try await run("/usr/bin/env", words).status == 0)
        }
        #expect(try await run("/usr/bin/env", there(check)).status == 0)
        #expect(try folder.read("kept/c") == "version = 2\n")
    }

    @Test func thePackageCheckReadsDpkgsList() async throws {
        let folder = try Scratch()
        let entry = { (name: String, status: String, version: String) in
            "Package: \(name)\nStatus: \(status)\nPriority: optional\nVersion: \(version)\n\n"
        }
        let check = try #require(PackageSet(.apt, versions: [("kubelet", "1.36.3"), ("conntrack", nil)]).check).words
        let words = check.dropLast() + [folder.path + "/status"]
        func ends(_ text: String) async throws -> Int {
            try folder.write("status", text)
            return try await run("/usr/bin/env", Array(words)).status
        }
        let conntrack = entry("conntrack", "install ok installed", "1:1.4.7-1")
        #expect(try await ends(entry("kubelet", "hold ok installed", "1.36.3-1.1") + conntrack) == 0)
        #expect(try await ends(entry("kubelet", "install ok installed", "1.36.2-1.1") + conntrack) == 1)
        #expect(try await ends(entry("kubelet", "deinstall ok config-files", "1.36.3-1.1") + conntrack) == 1)
        #expect(try await ends(conntrack) == 1)
    }

    private func program(_ path: String, _ words: String...) async throws -> (status: Int, out: String, err: String) {
        try await run(path, words)
    }

    private func run(_ path: String, _ words: [String]) async throws -> (status: Int, out: String, err: String) {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(words), input: .none, output: .bytes(limit: 8 << 20),
            error: .string(limit: 1 << 20))
        let status =
            switch result.terminationStatus {
            case .exited(let code): Int(code)
            case .signaled(let signal): 128 + Int(signal)
            }
        return (status, String(decoding: result.standardOutput, as: UTF8.self), result.standardError)
    }
}

/// A folder that goes with the test.
final class Scratch {
    let path: String

    init() throws {
        var template = Array("/tmp/drydock-plan-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        let full = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: String(full[..<(full.lastIndex(of: "/") ?? full.startIndex)]), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: full))
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path + "/" + name)), as: UTF8.self)
    }
}
