import Facts
import Knowledge
import Testing

@testable import Probes

@Suite struct PodManifestTests {
    private static let text = """
        apiVersion: v1
        kind: Pod
        metadata: {name: etcd, namespace: kube-system}
        spec:
          containers:
          - name: etcd
            image: registry.k8s.io/etcd:3.6.8-0@sha256:abc
            command:
            - etcd
            - --data-dir=/var/lib/etcd
            - --client-cert-auth
        """

    @Test func readsFlagsWithLines() throws {
        let pod = try PodManifest(Array(Self.text.utf8), file: "etcd.yaml")
        #expect(pod.pod == "kube-system/etcd" && pod.component == "etcd" && pod.version == "3.6.8-0")
        #expect(pod.flags.map(\.name) == ["data-dir", "client-cert-auth"])
        #expect(pod.flags.map(\.line) == [10, 11])
    }

    @Test(arguments: [
        ("", "The file is empty."), ("kind: Service\n", "The file does not describe a Pod: its kind is Service."),
        ("# x\nfoo: bar\n", "The file does not describe a Pod: it has no kind."),
        ("kind: Pod\nmetadata: {}\n", "The pod has no metadata.name."),
    ])
    func saysWhyItIsNone(_ text: String, _ sentence: String) {
        let problem = #expect(throws: PodManifest.Problem.self) { try PodManifest(Array(text.utf8), file: "x.yaml") }
        #expect(problem?.sentence == sentence)
    }

    @Test func brokenYAMLNamesItsLine() {
        let problem = #expect(throws: PodManifest.Problem.self) {
            try PodManifest(Array("kind: Pod\n\tx: 1\n".utf8), file: "x.yaml")
        }
        #expect(problem?.line == 2)
    }

    @Test(arguments: [("v1.32.4", false), ("v1.33.0", true), ("v1.36.2", true), ("latest", false)])
    func cloudProviderOfTheAPIServer(_ version: String, _ isGone: Bool) {
        #expect(
            (RemovedComponentFlag("cloud-provider", of: "kube-apiserver", version: version, Knowledge.releases) != nil) == isGone)
        #expect(
            RemovedComponentFlag("cloud-provider", of: "kube-controller-manager", version: version, Knowledge.releases) == nil)
    }

    @Test(arguments: [("3.5.16-0", false), ("3.6.8-0", false), ("3.7.0-0", true)])
    func experimentalFlagsOfEtcd(_ version: String, _ isGone: Bool) {
        #expect(
            (RemovedComponentFlag("experimental-corrupt-check-time", of: "etcd", version: version, Knowledge.releases) != nil)
                == isGone)
    }
}
