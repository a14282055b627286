import Glibc
import Knowledge
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// airgap/fetch.sh and load.sh before a shell, with stand-ins for the programs that reach the net and the runtime.
@Suite(.serialized) struct AirGapProgramTests {
    private static func folder(_ registry: String, _ kind: RuntimeChoice.Kind = .containerd) throws -> [PlannedFile] {
        var plan = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36)).0
        for index in plan.machines.indices { plan.machines[index].osVersion = "12" }
        plan.machines[4].os = .fedora
        plan.machines[4].osVersion = "42"
        plan.images.isAirGapped = true
        plan.images.repository = registry
        plan.runtime.kind = kind
        let context = try #require(PlanContext(plan, knowledge: Knowledge.planning))
        return RenderedPlan.plan(context).documents.filter { $0.path.hasPrefix("airgap/") }
    }

    private func run(_ words: [String], in folder: String) async throws -> (status: Int, text: String) {
        let path = "\(folder)/bin:/usr/bin:/bin"
        let result = try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .inherit.updating(["PATH": path]),
            workingDirectory: FilePath(folder), output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        guard case .exited(let code) = result.terminationStatus else { return (255, "ended by a signal") }
        return (Int(code), result.standardOutput + result.standardError)
    }

    /// What each URL holds is its own address; its published sum is right. Images and packages are files of their names.
    private static let standIns: [PlannedFile] = [
        PlannedFile(
            "bin/curl", mode: 0o755,
            """
            #!/bin/sh
            for word; do [ "$last" = --output ] && to=$word; last=$word; done
            case $last in
            */runc.sha256sum) printf '%s  runc.amd64\\n' "$(printf %s "${last%.sha256sum}.amd64" | sha256sum | cut -d ' ' -f 1)" >"$to" ;;
            *.sha256 | *.sha256sum) printf %s "${last%.sha256*}" | sha256sum | cut -d ' ' -f 1 >"$to" ;;
            *) printf %s "$last" >"$to" ;;
            esac

            """),
        PlannedFile(
            "bin/skopeo", mode: 0o755,
            """
            #!/bin/sh
            echo "skopeo $*" >>../log
            for word; do
                case $word in
                docker-archive:*) to=${word#docker-archive:} && echo archive >"${to%%.part:*}.part" ;;
                dir:images/*.part) mkdir -p "${word#dir:}" && echo {} >"${word#dir:}/manifest.json" ;;
                esac
            done

            """),
        PlannedFile("bin/podman", mode: 0o755, "#!/bin/sh\necho \"podman $*\" >>../log\n"),
        PlannedFile("bin/crictl", mode: 0o755, "#!/bin/sh\ngrep -qsx \"$3\" ../there\n"),
        PlannedFile(
            "bin/ctr", mode: 0o755, "#!/bin/sh\necho \"ctr $*\" >>../log\ntail -n +2 images.txt | cut -d ' ' -f 2 >../there\n"),
    ]

    @Test(arguments: ["", "registry.corp.example/k8s"]) func whatIsFetchedIsComparedAndListed(_ registry: String) async throws {
        var files = try Self.folder(registry)
        // Of what drydock knows the sum of, a stand-in cannot have the content.
        let at = try #require(files.firstIndex { $0.path == "airgap/files.txt" })
        let all = files[at].content.split(separator: "\n").map(String.init)
        let lines = all.filter { line in line.split(separator: " ").first?.count != 64 }
        #expect(lines.count < all.count && lines.count > 1)
        files[at].content = lines.joined(separator: "\n") + "\n"
        try await withFolder(files + Self.standIns) { folder in
            let output = try await run(["sh", "airgap/fetch.sh"], in: folder)
            #expect(output.status == 0, "\(output.text)")
            let sums = try await run(["cat", "airgap/SHA256SUMS"], in: folder).text
            let listed = Set(sums.split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) })
            for line in lines.dropFirst() {
                let words = line.split(separator: " ").map(String.init)
                let path = "\(BundlePlace.folder)/\(words[1])"
                #expect(listed.contains(path), "\(path)")
            }
            #expect(sums.contains("  \(BundlePlace.folder)/load.sh\n") && !sums.contains("SHA256SUMS"))
            let log = try await run(["cat", "log"], in: folder).text
            #expect(
                log.contains("podman run --rm --platform linux/amd64") && log.contains("debian:12") && log.contains("fedora:42"))
            // A second run fetches nothing.
            _ = try await run(["rm", "log"], in: folder)
            #expect(try await run(["sh", "airgap/fetch.sh"], in: folder).status == 0)
            #expect(try await run(["cat", "log"], in: folder).status != 0)
        }
    }

    @Test func aWrongFileIsNotKept() async throws {
        let files = try Self.folder("").map { file in
            var file = file
            if file.path == "airgap/files.txt" {
                file.content = "\(String(repeating: "0", count: 64)) files/example.org/a https://example.org/a\n"
            }
            return file
        }
        try await withFolder(files + Self.standIns) { folder in
            let output = try await run(["sh", "airgap/fetch.sh"], in: folder)
            #expect(
                output.status == 1 && output.text.contains("https://example.org/a is not what was expected"), "\(output.text)")
            #expect(try await run(["test", "-e", "airgap/files/example.org/a"], in: folder).status == 1)
        }
    }

    @Test func imagesAreImportedOnce() async throws {
        try await withFolder(try Self.folder("") + Self.standIns) { folder in
            #expect(try await run(["sh", "airgap/load.sh", "holds"], in: folder).status == 1)
            let output = try await run(["sh", "airgap/load.sh", "images"], in: folder)
            #expect(output.status == 0 && output.text.contains("import registry.k8s.io/kube-apiserver:v1.36"), "\(output.text)")
            #expect(try await run(["sh", "airgap/load.sh", "holds"], in: folder).status == 0)
        }
    }

    @Test func imagesArePushedUnderTheNamesThatMachinesAskFor() async throws {
        try await withFolder(try Self.folder("registry.corp.example/k8s") + Self.standIns) { folder in
            _ = try await run(
                [
                    "sh", "-c",
                    ": >airgap/SHA256SUMS; echo \"$(sha256sum airgap/load.sh | cut -d ' ' -f 1)  \(BundlePlace.folder)/load.sh\" >airgap/SHA256SUMS",
                ], in: folder)
            let output = try await run(["sh", "airgap/load.sh", "push"], in: folder)
            #expect(output.status == 0, "\(output.text)")
            let log = try await run(["cat", "log"], in: folder).text
            #expect(
                log.contains("docker://registry.corp.example/k8s/coredns:v1.") && log.contains("k8s/flannel-io/flannel:v"),
                "\(log)")
        }
    }

    @Test(arguments: RuntimeChoice.Kind.allCases) func shellcheckTakesTheScripts(_ kind: RuntimeChoice.Kind) async throws {
        for registry in ["", "registry.corp.example/k8s"] {
            let scripts = try Self.folder(registry, kind).filter { $0.path.hasSuffix(".sh") }
            try await withFolder(scripts) { folder in
                let output = try await run(["shellcheck"] + scripts.map(\.path), in: folder)
                #expect(output.status == 0, "\(output.text)")
            }
        }
    }
}
