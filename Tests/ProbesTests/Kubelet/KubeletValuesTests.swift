import Facts
import Testing

@testable import Probes

@Suite struct KubeletValuesTests {
    private func rows(_ text: String) throws -> [Row<KubeletFacts.InvalidValue>] {
        KubeletValues.invalid(in: try KubeletConfigFile(Array(text.utf8), path: "/config.yaml"))
    }

    @Test(
        arguments: [
            ("topologyManagerPolicy: single-numa", "single-numa-node"), ("memoryManagerPolicy: static", "Static"),
            ("cpuManagerPolicy: statik", "static"), ("syncFrequency: 60", "60s"), ("syncFrequency: \"60\"", "60s"),
            ("syncFrequency: 1 min", nil), ("maxPods: many", nil), ("maxPods: \"110\"", nil), ("failSwapOn: \"false\"", "false"),
            ("failSwapOn: Yes please", nil), ("hairpinMode: always", nil),
        ] as [(String, String?)])
    func whatTheFieldCannotHold(_ line: String, _ meant: String?) throws {
        let row = try #require(try rows("kind: KubeletConfiguration\n\(line)\n").first)
        #expect(row.integer(.line) == 2)
        #expect(row.text(.meant) == meant)
        #expect(row.text(.field) == String(line.prefix { $0 != ":" }))
    }

    @Test func quantitiesWithinAReservation() throws {
        let rows = try rows("systemReserved:\n  cpu: 200m\n  memory: 1GB\nkubeReserved:\n  memory: lots\n")
        #expect(rows.map { $0.text(.field) } == ["systemReserved.memory", "kubeReserved.memory"])
        #expect(rows.map { $0.text(.meant) } == ["1G", nil])
        #expect(rows.first?.integer(.line) == 3)
    }

    @Test(arguments: [
        "syncFrequency: 1m0s", "syncFrequency: 0s", "runtimeRequestTimeout: 1.5h", "imageMaximumGCAge: 300ms", "maxPods: 110",
        "failSwapOn: false", "topologyManagerPolicy: none", "topologyManagerPolicy: \"\"", "maxPods:", "cgroupDriver: cgroups",
        "kubeReserved:\n  cpu: 1\n  memory: 10%\n  pid: \"1000\"", "kind: Other\nmaxPods: many",
    ])
    func whatItMayHold(_ text: String) throws { #expect(try rows(text).isEmpty) }
}
