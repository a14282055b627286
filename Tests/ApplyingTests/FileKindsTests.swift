import Applying
import Editing
import FoundationEssentials
import Glibc
import Steps
import Testing

/// What a file is besides its bytes stays when it is written, and when it is taken back.
@Suite(.enabled(if: geteuid() == 0, "attributes and flags are root's")) struct FileKindsTests {
    private let place: ScratchState

    init() throws { place = try ScratchState() }

    private func edit(_ name: String = "a.yaml", key: String = "one") -> Step {
        place.step(key, [.edit(FileChange("\(place.etc)/\(name)", FileEdit(.yaml, [.set(EditPath(keys: "a"), .integer(2))])))])
    }

    /// Runs a line of Python, which can set attributes; gives what it prints.
    private func python(_ line: String) async throws -> String {
        let end = try await LocalDoer(run: "x", below: place.state).ask(
            ["python3", "-c", "import os,struct\np='\(place.etc)/a.yaml'\n\(line)"], environment: [:])
        return end.status == 0 ? String(decoding: end.out, as: UTF8.self) : "failed: \(end.err)"
    }

    private func attributes() async throws -> String {
        try await python(
            "print([(n, os.getxattr(p, n)) for n in sorted(os.listxattr(p))], oct(os.stat(p).st_mode), os.stat(p).st_uid)")
    }

    @Test func listsContextsAndOtherAttributesStay() async throws {
        try place.write("a.yaml", "a: 1\n", mode: 0o640)
        // A list that lets the user 12345 read: owner, user, group, mask, others.
        let set = try await python(
            """
            e=[(1,6,2**32-1),(2,4,12345),(4,4,2**32-1),(16,4,2**32-1),(32,0,2**32-1)]
            os.setxattr(p,'system.posix_acl_access',struct.pack('<I',2)+b''.join(struct.pack('<HHI',*x) for x in e))
            os.setxattr(p,'user.note',b'mine')
            os.setxattr(p,'security.selinux',b'system_u:object_r:etc_t:s0')
            os.chown(p,3,4)
            """)
        guard !set.hasPrefix("failed") else { return }
        let before = try await attributes()
        #expect(before.contains("posix_acl_access") && before.contains("etc_t"), "\(before)")
        _ = try await place.carryOut([edit()])
        #expect(place.read("a.yaml") == "a: 2\n")
        #expect(try await attributes() == before)
        _ = try await place.takeBack(try #require(try place.newest()))
        #expect(place.read("a.yaml") == "a: 1\n")
        #expect(try await attributes() == before)
        // What went in the meantime comes back with them too.
        _ = try await place.carryOut([edit()], run: "20261130T110000Z")
        unlink("\(place.etc)/a.yaml")
        let run = try #require(try place.newest())
        let old = try #require(run.parts.first?.writes.first?.old)
        try await LocalDoer(run: run.name, below: place.state).restore(old, to: "\(place.etc)/a.yaml")
        #expect(try await attributes() == before)
    }

    @Test func aLinkStaysAndItsTargetIsWritten() async throws {
        try place.write("real.yaml", "a: 1\n")
        symlink("real.yaml", "\(place.etc)/a.yaml")
        let before = place.tree
        _ = try await place.carryOut([edit()])
        #expect(place.read("real.yaml") == "a: 2\n" && isLink("a.yaml"))
        _ = try await place.takeBack(try #require(try place.newest()))
        #expect(place.tree == before && isLink("a.yaml"))
    }

    /// As /etc/resolv.conf is before systemd-resolved runs.
    @Test func aLinkToWhatIsNotThereStaysToo() async throws {
        symlink("new/real", "\(place.etc)/link")
        _ = try await place.carryOut([place.step("one", [.write(PlannedFile("\(place.etc)/link", "text\n"))])])
        #expect(place.read("new/real") == "text\n" && isLink("link"))
        _ = try await place.takeBack(try #require(try place.newest()))
        #expect(isLink("link") && access("\(place.etc)/new", F_OK) != 0)
    }

    /// Whoever keeps copies of /etc by hard links, as rsnapshot does, keeps what stood there.
    @Test func anotherNameOfAHardLinkKeepsWhatStoodThere() async throws {
        try place.write("a.yaml", "a: 1\n")
        link("\(place.etc)/a.yaml", "\(place.etc)/copy.yaml")
        _ = try await place.carryOut([edit()])
        #expect(place.read("a.yaml") == "a: 2\n" && place.read("copy.yaml") == "a: 1\n")
    }

    private func isLink(_ name: String) -> Bool {
        var found = stat()
        return lstat("\(place.etc)/\(name)", &found) == 0 && found.st_mode & S_IFMT == S_IFLNK
    }

    @Test func anImmutableFileIsNamedAndNothingIsLost() async throws {
        try place.write("a.yaml", "a: 1\n")
        let doer = LocalDoer(run: "x", below: place.state)
        guard try await doer.ask(["chattr", "+i", "\(place.etc)/a.yaml"], environment: [:]).status == 0 else { return }
        let look = try await place.preview([edit()])
        let ends = try await place.carryOut([edit()])
        _ = try await doer.ask(["chattr", "-i", "\(place.etc)/a.yaml"], environment: [:])
        for end in [look[0], ends[0]] {
            #expect(
                end.state == .failed && end.says?.contains("it is immutable, so that not even root") == true, "\(end.says ?? "")")
            #expect(end.says?.contains("chattr -i \(place.etc)/a.yaml") == true)
        }
        #expect(place.read("a.yaml") == "a: 1\n" && place.tree.count == 1, "\(place.tree)")
        #expect(try place.newest() == nil)
    }

    @Test func aReadOnlyFileSystemIsNamed() async throws {
        guard try await mounted("-o", "size=64k") else { return }
        try place.write("m/a.yaml", "a: 1\n")
        let doer = LocalDoer(run: "x", below: place.state)
        _ = try await doer.ask(["mount", "-o", "remount,ro", "\(place.etc)/m"], environment: [:])
        let ends = [try await place.preview([edit("m/a.yaml")])[0], try await place.carryOut([edit("m/a.yaml")])[0]]
        _ = try await doer.ask(["umount", "\(place.etc)/m"], environment: [:])
        for end in ends { #expect(end.state == .failed && end.says?.contains("read-only") == true, "\(end.says ?? "")") }
    }

    /// Nothing is half written, and what stood there stands there.
    @Test func aFullDiskLosesNothing() async throws {
        guard try await mounted("-o", "size=64k") else { return }
        let big = String(repeating: "x", count: 100_000)
        try place.write("m/a", "old\n")
        let ends = try await place.carryOut([place.step("one", [.write(PlannedFile("\(place.etc)/m/a", big))])])
        #expect(ends[0].says == "\(place.etc)/m/a could not be written: the disk is full.", "\(ends[0].says ?? "")")
        #expect(place.read("m/a") == "old\n" && place.tree.count == 2, "\(place.tree)")
        let doer = LocalDoer(run: "x", below: place.state)
        _ = try await doer.ask(["umount", "\(place.etc)/m"], environment: [:])
    }

    /// The journal's disk fills in the middle of a run: the step stops, and a journal that can be read is left.
    @Test func aJournalOnAFullDiskStopsTheRun() async throws {
        mkdir(place.state, 0o700)
        let doer = LocalDoer(run: "x", below: "\(place.folder)/other")
        guard try await doer.ask(["mount", "-t", "tmpfs", "-o", "size=32k", "t", place.state], environment: [:]).status == 0
        else { return }
        let steps = (0..<200).map { number in
            place.step("s\(number)", [.write(PlannedFile("\(place.etc)/\(number)", "a\n"))])
        }
        let ends = try await place.carryOut(steps, closes: false)
        let run = try place.newest()
        let last = try #require(ends.last)
        #expect(last.state == .failed && last.says?.contains("the disk is full") == true, "\(last)")
        #expect(run == nil || run?.isOpen == true)
        _ = try await doer.ask(["umount", place.state], environment: [:])
        // What the journal does not tell of was not done.
        #expect((try FileManager.default.contentsOfDirectory(atPath: place.etc)).count <= (run?.parts.count ?? 0))
    }

    private func mounted(_ options: String...) async throws -> Bool {
        mkdir("\(place.etc)/m", 0o755)
        return try await LocalDoer(run: "x", below: place.state).ask(
            ["mount", "-t", "tmpfs"] + options + ["t", "\(place.etc)/m"], environment: [:]
        ).status == 0
    }

    /// A power cut in the middle of a line: what is noted afterwards is not taken for its end.
    @Test func aLineThatWasCutOffDoesNotTakeTheNextWithIt() async throws {
        let steps = [place.step("one", [.write(PlannedFile("\(place.etc)/a", "a\n"))])]
        _ = try await place.carryOut(steps, closes: false)
        let path = "\(place.state)/journal/20261130T100000Z.jsonl"
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.dropLast(9).write(to: URL(filePath: path))
        let journal = Journal(run: "20261130T100000Z", below: place.state, head: nil)
        try journal.write(.closed(.init(isWell: true)))
        #expect(try place.newest()?.closed?.isWell == true)
    }
}
