import Applying
import FoundationEssentials
import Glibc
import Planning
import Screens
import Testing

@testable import Application

/// What is said of the answers is true of the file.
@Suite struct PlanKeepingTests {
    private final class Ground: Sendable {
        let path: String
        init() {
            var template = Array("/tmp/drydock-keep-XXXXXX".utf8CString)
            path = String(cString: mkdtemp(&template))
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func text(_ name: String) -> String? { WholeFile.read(path + "/" + name).map { String(decoding: $0, as: UTF8.self) } }
        func names() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
    }

    private let ground = Ground()

    @Test func whatWasWrittenIsKept() throws {
        let plans = PlanKeeping(named: ground.path + "/new/plan.yaml")
        #expect(try plans.saved() == nil)
        #expect(plans.keep("a: 1\n") == nil)
        #expect(plans.keep("a: 2\n") == nil)
        #expect(ground.text("new/plan.yaml") == "a: 2\n")
        #expect(plans.trouble == nil)
        #expect(plans.farewell.contains("are saved in \(ground.path)/new/plan.yaml"))
        #expect(plans.farewell.hasSuffix("--plan \(ground.path)/new/plan.yaml"))
    }

    @Test func whatCouldNotBeWrittenIsNotSaidToBeKept() throws {
        #expect(WholeFile.write(Array("x".utf8), to: ground.path + "/file") == nil)
        for path in [
            "\(ground.path)/file/plan.yaml", "/proc/no/plan.yaml", "\(ground.path)/\(String(repeating: "n", count: 300))",
        ] {
            let plans = PlanKeeping(named: path)
            let words = try #require(plans.keep("a: 1\n"))
            #expect(words == plans.trouble)
            #expect(plans.farewell == words)
            #expect(words.contains("are not saved") && words.contains("could not be written") && words.contains("another folder"))
            #expect(!words.contains("are saved in"))
        }
        #expect(ground.names() == ["file"])
    }

    @Test func afterTroubleTheyAreKeptAgain() {
        let folder = ground.path + "/later"
        #expect(WholeFile.write([], to: folder) == nil)
        let plans = PlanKeeping(named: folder + "/plan.yaml")
        #expect(plans.keep("a: 1\n") != nil)
        unlink(folder)
        #expect(plans.keep("a: 1\n") == nil)
        #expect(plans.trouble == nil)
    }

    @Test func twoThatWorkOnOneFileLoseNothing() throws {
        let path = ground.path + "/plan.yaml"
        let (one, other) = (PlanKeeping(named: path), PlanKeeping(named: path))
        _ = try one.saved()
        _ = try other.saved()
        #expect(one.keep("one: 1\n") == nil)
        let words = try #require(other.keep("other: 1\n"))
        #expect(words.contains("Another program changed \(path)"))
        #expect(other.trouble == nil)
        #expect(other.farewell.contains("are saved in \(ground.path)/plan-2.yaml"))
        #expect(other.keep("other: 2\n") == nil)
        #expect(one.keep("one: 2\n") == nil)
        #expect(ground.text("plan.yaml") == "one: 2\n")
        #expect(ground.text("plan-2.yaml") == "other: 2\n")
    }

    /// A file that a person wrote: nothing is written where nothing changed, and else only what differs.
    @Test func aPersonsCommentsStay() throws {
        let path = ground.path + "/mine.yaml"
        let (example, because) = PlanExample.plan(.stacked, release: KubernetesVersion(minor: 36))
        let text = "# my own words\n" + PlanWriter.text(example, because: because)
        #expect(WholeFile.write(Array(text.utf8), to: path) == nil)
        let plans = PlanKeeping(named: path)
        let saved = try #require(try plans.saved())
        let progress = WizardProgress(step: .review, answered: ["spec.topology"])
        #expect(plans.keep(PlanWriter.text(saved.plan, progress: progress)) == nil)
        #expect(ground.text("mine.yaml") == text)
        var plan = saved.plan
        plan.network.addOn.name = "calico"
        plan.controlPlane.auditLog = true
        #expect(plans.keep(PlanWriter.text(plan, progress: progress)) == nil)
        let kept = try #require(ground.text("mine.yaml"))
        #expect(kept.hasPrefix("# my own words\n") && !kept.contains("answered:"))
        let (gone, new) = (Set(text.split(separator: "\n")), Set(kept.split(separator: "\n")))
        #expect(gone.subtracting(new).allSatisfy { $0.contains("flannel") }, "\(gone.subtracting(new))")
        #expect(PlanFile.read(Array(kept.utf8), name: "x").file?.plan == plan)
        #expect(plans.trouble == nil && ground.names() == ["mine.yaml"])
    }

    @Test func aFileThatWasTakenAwayIsWrittenAnew() throws {
        let path = ground.path + "/plan.yaml"
        let plans = PlanKeeping(named: path)
        #expect(plans.keep("a: 1\n") == nil)
        unlink(path)
        #expect(plans.keep("a: 2\n") == nil)
        #expect(ground.text("plan.yaml") == "a: 2\n")
    }

    @Test func aFileKeepsItsModeAndALinkItsPlace() {
        let path = ground.path + "/real.yaml"
        #expect(WholeFile.write(Array("a\n".utf8), to: path, mode: 0o640) == nil)
        #expect(symlink(path, ground.path + "/link.yaml") == 0)
        #expect(WholeFile.write(Array("b\n".utf8), to: ground.path + "/link.yaml") == nil)
        var found = stat()
        #expect(lstat(path, &found) == 0 && found.st_mode & 0o7777 == 0o640)
        #expect(ground.text("real.yaml") == "b\n")
        #expect(lstat(ground.path + "/link.yaml", &found) == 0 && found.st_mode & S_IFMT == S_IFLNK)
    }
}
