import Applying
import FoundationEssentials
import Glibc
import Steps
import Testing

/// What changes the real machine, in a folder of a test's.
@Suite(.serialized, .enabled(if: geteuid() == 0, "files get an owner")) struct LocalDoerTests {
    private let place: Place
    private let doer = LocalDoer(run: "test")

    init() throws { place = try Place() }

    /// kubectl and helm keep things below it, and what a shell of root's has, install.sh has too.
    @Test func commandsKnowWhereRootIsAtHome() async throws {
        let end = try await doer.run(["env"], environment: ["HTTPS_PROXY": "http://p"])
        let lines = String(decoding: end.out, as: UTF8.self).split(separator: "\n")
        #expect(lines.contains("HOME=/root") && lines.contains("HTTPS_PROXY=http://p"), "\(lines)")
    }

    /// The rules of a large cluster's packet filter are longer than what a look may read.
    @Test func longOutputIsWhole() async throws {
        let end = try await doer.run(["head", "-c", "9000000", "/dev/zero"], environment: [:])
        #expect(end.status == 0 && end.out.count == 9_000_000)
    }

    /// What a run left behind that was cut off between writing and putting in place.
    @Test func noHalfFileIsLeft() async throws {
        let half = "\(place.folder)/etc/.a.conf.drydock-new"
        try place.write(half, "ha", mode: 0o600)
        try await doer.write(Array("new\n".utf8), to: place.path, mode: Steps.FileMode(bits: 0o640), as: .plan)
        #expect(access(half, F_OK) != 0)
        #expect(place.end.hasPrefix("file: new 0640;"))
    }

    @Test func aPlansFileIsRootsAndAPersonsStaysTheirs() async throws {
        defer { try? FileManager.default.removeItem(atPath: "/var/lib/drydock/backup/test") }
        try place.write(place.path, "old\n")
        for (purpose, wanted) in [(FilePurpose.edit, "new 0600 of 1"), (.plan, "new 0600")] {
            #expect(chown(place.path, 1, 1) == 0)
            try await doer.write(Array("new\n".utf8), to: place.path, mode: Steps.FileMode(bits: 0o600), as: purpose)
            #expect(place.end.hasPrefix("file: \(wanted);"), "\(place.end)")
        }
        #expect(place.read("/var/lib/drydock/backup/test\(place.path)") == "old\n")
    }

    /// A look that is made in every run would fill the disk with what it found before.
    @Test func whatALookFoundIsNotKept() async throws {
        try place.write(place.path, "old\n")
        try await doer.write(Array("new\n".utf8), to: place.path, mode: Steps.FileMode(bits: 0o600), as: .look)
        #expect(place.end.hasPrefix("file: new 0600;"))
        #expect(access("/var/lib/drydock/backup/test\(place.path)", F_OK) != 0)
    }
}
