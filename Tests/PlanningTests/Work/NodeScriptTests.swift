import FoundationEssentials
import Steps
import Subprocess
import SystemPackage
import Testing

@testable import PlanCases
@testable import Planning

/// The scripts that ask a node, run by its shell.
struct NodeScriptTests {
    /// A folder of its own, gone afterwards; programs in its `bin` come first.
    private func run(_ words: [String], _ programs: [String: String] = [:], prepare: [[String]] = []) async throws -> Int32 {
        let folder = "/tmp/drydock-script-\(UUID().uuidString)"
        let files = FileManager.default
        try files.createDirectory(atPath: folder + "/bin", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        for (name, text) in programs {
            try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: "\(folder)/bin/\(name)"))
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder)/bin/\(name)")
        }
        var status: Int32 = 0
        for words in prepare + [words] {
            let result = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst()).map { $0.replacing("FOLDER", with: folder) }),
                environment: .inherit.updating(["PATH": "\(folder)/bin:/usr/local/bin:/usr/bin:/bin"]),
                output: .discarded, error: .discarded)
            guard case .exited(let code) = result.terminationStatus else { return 255 }
            status = code
        }
        return status
    }

    private static let certificate = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=x",
        "-days",
        "10", "-keyout", "FOLDER/key", "-out", "FOLDER/a.crt",
    ]

    @Test func aCertificateLastsOrDoesNot() async throws {
        let paths = ["FOLDER/a.crt"]
        #expect(try await run(NodeScript.lasts(paths, days: 9), prepare: [Self.certificate]) == 0)
        #expect(try await run(NodeScript.lasts(paths, days: 11), prepare: [Self.certificate]) == 1)
        #expect(try await run(NodeScript.lasts(paths + ["FOLDER/b.crt"], days: 9), prepare: [Self.certificate]) == 1)
        #expect(try await run(NodeScript.lasts(paths, ifThere: ["FOLDER/b.conf"], days: 9), prepare: [Self.certificate]) == 0)
    }

    @Test func aKubeconfigIsJudgedByWhatItCarries() async throws {
        let make = [
            "sh", "-c",
            "printf 'users:\\n- user:\\n    client-certificate-data: %s\\n' \"$(base64 -w 0 FOLDER/a.crt)\" >FOLDER/admin.conf",
        ]
        #expect(try await run(NodeScript.lasts(["FOLDER/admin.conf"], days: 9), prepare: [Self.certificate, make]) == 0)
        #expect(try await run(NodeScript.lasts(["FOLDER/admin.conf"], days: 11), prepare: [Self.certificate, make]) == 1)
    }

    private static func runtime(started: String) -> [String: String] {
        [
            "crictl":
                "case $1 in ps) echo abc ;; inspect) printf '{\\n  \"status\": {\\n    \"startedAt\": \"\(started)\"\\n  }\\n}\\n' ;; esac"
        ]
    }

    @Test func aContainerHasReadWhatWasWrittenBeforeItStarted() async throws {
        let words = NodeScript.haveRead(["etcd"], ["FOLDER/a"])
        let write = ["touch", "-d", "2026-11-30T10:00:00Z", "FOLDER/a"]
        #expect(try await run(words, Self.runtime(started: "2026-11-30T10:00:05.123456789Z"), prepare: [write]) == 0)
        #expect(try await run(words, Self.runtime(started: "2026-11-30T09:59:55.123456789Z"), prepare: [write]) == 1)
        #expect(try await run(words, ["crictl": ":"], prepare: [write]) == 1)
    }

    private static func etcd(healthy: [Int]) -> [String: String] {
        let list = (1...3).map { "\($0)a, started, cp\($0), https://192.0.2.1\($0):2380, https://192.0.2.1\($0):2379, false" }
        let health = healthy.map { "https://192.0.2.1\($0):2379 is healthy: successfully committed proposal: took = 9ms" }
        return [
            "crictl":
                "case \"$*\" in ps*) echo abc ;; *'member list'*) printf '%s\\n' \(list.map { "'\($0)'" }.joined(separator: " ")) ;; "
                + "*health*) printf '%s\\n' \(health.map { "'\($0)'" }.joined(separator: " ")) ;; esac"
        ]
    }

    /// Of three, two remain, and both must run.
    @Test(arguments: [([1, 2, 3], 0), ([1, 2], 0), ([1, 3], 1), ([3], 1)] as [([Int], Int32)])
    func aMemberGoesOnlyWhereTheOthersAreAQuorum(_ healthy: [Int], _ status: Int32) async throws {
        let example = try #require(KubeadmCase.all.first { $0.name == "remove-control-plane-through" })
        let step = try #require(example.made.steps.first { $0.key.hasPrefix("look-at-quorum") })
        guard case .run(let run)? = step.actions.first else { return }
        let words = run.words.dropLast() + ["cp3"]
        #expect(try await self.run(Array(words), Self.etcd(healthy: healthy)) == status)
    }
}
