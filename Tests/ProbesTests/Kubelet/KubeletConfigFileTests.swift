import Facts
import Knowledge
import Testing
import YAML

@testable import Probes

@Suite struct KubeletConfigFileTests {
    private let known = Knowledge.releases.kubeletFields

    private func file(_ text: String) throws -> KubeletConfigFile {
        try KubeletConfigFile(Array(text.utf8), path: "/config.yaml")
    }

    @Test func namesWhatWasMeant() throws {
        let fields = try file("kind: KubeletConfiguration\ncgroupdriver: systemd\nmaxPod: 50\n").unknownFields(minor: 36, known)
        #expect(fields.map(\.field) == ["cgroupdriver", "maxPod"])
        #expect(fields.map(\.line) == [2, 3])
        #expect(fields.map(\.hint) == ["Did you mean cgroupDriver?", "Did you mean maxPods?"])
    }

    /// The word as it stands in the file and the one for it, without the path: what a recipe puts in its place.
    @Test func theWordAndTheOneForIt() throws {
        let text = "authentication:\n  x509:\n    clientCaFile: /ca\nzzz: 1\n"
        let fields = try file(text).unknownFields(minor: 36, known)
        #expect(fields.map(\.key) == ["clientCaFile", "zzz"])
        #expect(fields.map(\.meant) == ["clientCAFile", nil])
        #expect(try file("containerRuntimeEndpoint: x\n").unknownFields(minor: 26, known).map(\.meant) == [nil])
    }

    @Test func fieldsWithinFieldsAndLists() throws {
        let text = "authentication:\n  x509:\n    clientCaFile: /ca\nregisterWithTaints:\n- key: a\n  efect: NoSchedule\n"
        #expect(
            try file(text).unknownFields(minor: 36, known).map(\.field) == [
                "authentication.x509.clientCaFile", "registerWithTaints[].efect",
            ])
    }

    @Test func freeMapsHoldAnyKey() throws {
        let text = "evictionHard:\n  memory.available: 100Mi\nkubeReserved:\n  cpu: 100m\nfeatureGates:\n  Anything: true\n"
        #expect(try file(text).unknownFields(minor: 36, known).isEmpty)
    }

    @Test(arguments: [(26, ["containerRuntimeEndpoint"]), (27, [])]) func aFieldOfALaterRelease(
        _ minor: Int, _ expected: [String]
    ) throws {
        let fields = try file("containerRuntimeEndpoint: unix:///run/containerd/containerd.sock\n").unknownFields(
            minor: minor, known)
        #expect(fields.map(\.field) == expected)
        #expect(fields.map(\.since) == expected.map { _ in 27 })
    }

    @Test func anotherKindIsNotJudged() throws {
        #expect(try file("kind: CredentialProviderConfig\nproviders: []\n").unknownFields(minor: 36, known).isEmpty)
    }

    /// The kubelet does not start with one either.
    @Test func anEmptyFileIsNoConfiguration() throws {
        #expect(throws: YAMLError.self) { try file("") }
        #expect(try file("# nothing\n").unknownFields(minor: 36, known).isEmpty)
    }

    @Test(arguments: ["10%", "5.5%", "100Mi", "1.5Gi", "1e3", "100", "500m"]) func thresholds(_ text: String) {
        #expect(EvictionThreshold.isValid(text))
    }

    @Test(arguments: ["", "%", "100megs", "10 %", "Mi", "1.2.3", "1e"]) func noThresholds(_ text: String) {
        #expect(!EvictionThreshold.isValid(text))
    }

    @Test func removedFlagsByVersion() {
        let known = Knowledge.releases
        #expect(known.removal(of: "container-runtime", program: "kubelet", minor: 26) == nil)
        #expect(known.removal(of: "container-runtime", program: "kubelet", minor: 27)?.since == 27)
        #expect(known.removal(of: "container-runtime-endpoint", program: "kubelet", minor: 37) == nil)
        #expect(known.kubeletFields.newest == 37)
    }
}
