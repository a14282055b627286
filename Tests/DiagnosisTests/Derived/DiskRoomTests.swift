import Facts
import Testing

@testable import Diagnosis

@Suite struct DiskRoomTests {
    private func facts(_ disks: [(String, String, Int, Int)], installed: Bool = true, thresholds: [(String, String)] = [])
        -> FactSet
    {
        var facts = FactSet()
        let rows = disks.map { path, mount, size, available in
            Row<DiskFacts.Disk>(
                [
                    .path: .text(path), .mount: .text(mount), .size: .integer(size), .available: .integer(available),
                    .isReadOnly: false,
                    .inodes: 1000, .inodesFree: 500,
                ], from: Source("statfs \(path)"))
        }
        facts.set(DiskFacts.disks, rows)
        facts.set(KubeletFacts.isInstalled, .flag(installed))
        facts.set(
            KubeletFacts.evictionHard,
            thresholds.map {
                Row<KubeletFacts.Threshold>([.signal: .text($0.0), .threshold: .text($0.1)], from: Source("config"))
            })
        return facts
    }

    private func limits(_ facts: FactSet) -> [Int?] {
        var facts = facts
        DiskRoom.derivation.derive(&facts)
        return (facts.rows(DiskFacts.room) ?? []).map { $0.integer(.limit) }
    }

    @Test func theHighestLimitOfOneFileSystemHolds() {
        #expect(
            limits(facts([("/", "/", 1000, 500), ("/var/lib/kubelet", "/", 1000, 500), ("/var/lib/containerd", "/", 1000, 500)]))
                == [150])
    }

    @Test func eachFileSystemHasItsOwn() {
        #expect(
            limits(
                facts([("/", "/", 1000, 500), ("/var/lib/kubelet", "/k", 1000, 500), ("/var/lib/containerd", "/c", 2000, 500)]))
                == [10, 100, 300])
    }

    @Test func theConfigurationTakesThePlaceOfAllDefaults() {
        let set = facts(
            [("/var/lib/kubelet", "/", 1000, 500), ("/var/lib/containerd", "/", 1000, 500)],
            thresholds: [("nodefs.available", "200")])
        #expect(limits(set) == [200])
    }

    @Test func withoutAKubeletAHundredthIsEnough() {
        #expect(limits(facts([("/var/lib/containerd", "/", 1000, 500)], installed: false)) == [10])
    }

    /// What holds wherever the thresholds stand is judged all the same.
    @Test func thresholdsThatAreNotKnownAreMissing() {
        var facts = facts([("/", "/", 1000, 500), ("/var/lib/kubelet", "/k", 1000, 500)])
        facts.miss(KubeletFacts.evictionHard, "It could not be read.")
        DiskRoom.derivation.derive(&facts)
        let rows = facts.rows(DiskFacts.room) ?? []
        #expect(rows.map { $0[.limit] } == [.integer(10), .unknown("It could not be read.")])
        #expect(rows.map { $0[.floor] } == [.integer(500), .integer(500)])
    }

    @Test func whatIsNotKnownIsMissing() {
        var facts = facts([("/", "/", 1000, 500)])
        facts.miss(DiskFacts.disks, "It could not be read.")
        DiskRoom.derivation.derive(&facts)
        #expect(facts.reason(DiskFacts.room) == "It could not be read.")
    }

    @Test(arguments: [(252 << 30, 270_582_939), (4 << 40, 1 << 30), (1 << 30, 64 << 20), (16 << 20, 8 << 20)])
    func theFloorIsLittle(_ size: Int, _ floor: Int) { #expect(DiskRoom.floor(of: size) == floor) }

    @Test(
        arguments: [("10%", 100), ("1Ki", 1024), ("1.5Mi", 1_572_864), ("2k", 2000), ("0%", nil), ("100%", nil), ("much", nil)]
            as [(String, Int?)])
    func thresholdsAreAmounts(_ text: String, _ amount: Int?) { #expect(DiskRoom.amount(text, of: 1000) == amount) }
}
