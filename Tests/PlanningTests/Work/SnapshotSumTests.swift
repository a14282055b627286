import FoundationEssentials
import Steps
import Subprocess
import Testing

@testable import PlanCases
@testable import Planning

/// What is asked of a snapshot before a control plane is stopped for it.
struct SnapshotSumTests {
    /// What the question says of a file `a.db` that these lines make: its exit code and its error.
    private func ask(_ lines: String) async throws -> (code: Int32, error: String) {
        let folder = "/tmp/drydock-sum-\(UUID().uuidString)"
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        var last: (code: Int32, error: String) = (255, "")
        for words in [["sh", "-c", "set -eu; cd \"$1\"; \(lines)", "sh", folder], SnapshotSum.question(folder + "/a.db")] {
            let result = try await Subprocess.run(
                .name(words[0]), arguments: Arguments(Array(words.dropFirst())), output: .discarded, error: .string(limit: 4096))
            guard case .exited(let code) = result.terminationStatus else { return last }
            last = (code, result.standardError)
        }
        return last
    }

    /// As etcd saves it: the database and, behind it, its sum in 32 bytes.
    private static let saved = """
        head -c 4096 /dev/zero >db
        bytes=$(sha256sum <db | cut -c 1-64 | sed 's/../& /g')
        cp db a.db; for byte in $bytes; do printf "\\\\$(printf %03o "0x$byte")" >>a.db; done
        """

    @Test func aSnapshotAsItWasSavedIsTaken() async throws {
        for more in ["", "\nsha256sum a.db >a.db.sha256"] {
            let said = try await ask(Self.saved + more)
            #expect(said.code == 0 && said.error.isEmpty, "\(said)")
        }
    }

    @Test(arguments: [
        ("printf x | dd of=a.db bs=1 seek=100 conv=notrunc 2>/dev/null", "is damaged"),
        ("head -c 3000 a.db >b; mv b a.db", "was cut off"),
        ("cp db a.db", "carries no checksum"),
        (": >a.db", "is not there, or empty"),
        ("rm a.db", "is not there, or empty"),
        ("sha256sum db >a.db.sha256", "a.db.sha256 says"),
    ])
    func anotherIsRefusedAndSaysWhy(_ change: String, _ words: String) async throws {
        let said = try await ask(Self.saved + "\n" + change)
        #expect(said.code == 1 && said.error.contains(words), "\(said)")
    }

    @Test func everyMemberLooksBeforeAnythingIsStopped() throws {
        let steps = try #require(KubeadmCase.all.first { $0.name == "restore-stacked" }).made.steps
        let look = try #require(steps.lastIndex { $0.key == "look-at-snapshot" })
        let stop = try #require(steps.firstIndex { $0.key == "stop-control-plane" })
        #expect(look < stop && steps[look].actions.count == 1)
    }
}
