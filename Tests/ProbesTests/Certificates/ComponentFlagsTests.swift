import Testing

@testable import Probes

@Suite struct ComponentFlagsTests {
    @Test func kubeadmsAPIServer() throws {
        let path = "/etc/kubernetes/manifests/kube-apiserver.yaml"
        let flags = try #require(
            ComponentFlags(manifest: try NodeFiles.bytes(String(path.dropFirst())), path: path, component: "kube-apiserver"))
        #expect(flags["advertise-address"] == "192.168.10.11")
        #expect(flags.file("tls-cert-file") == "/etc/kubernetes/pki/apiserver.crt")
        #expect(flags.all("service-account-key-file") == ["/etc/kubernetes/pki/sa.pub"])
        #expect(flags.line("client-ca-file") == 18)
        #expect(flags["no-such-flag"] == nil)
    }

    private let pod = """
        kind: Pod
        spec:
          containers:
          - command: [kube-apiserver, --tls-cert-file=/certs/a/server.crt]
            args: ["--client-ca-file", /ca/ca.crt, "--v=2", --tls-private-key-file=, "--etcd-cafile=/image/ca.crt"]
            volumeMounts:
            - {name: certs, mountPath: /certs}
            - {name: ca, mountPath: /ca, subPath: one}
          volumes:
          - {name: certs, hostPath: {path: /srv/tls}}
          - {name: ca, hostPath: {path: /srv/ca}}
        """

    @Test func pathsInsideThePodBecomePathsOfTheHost() throws {
        let flags = try #require(ComponentFlags(manifest: Array(pod.utf8), path: "x", component: "kube-apiserver"))
        #expect(flags.file("tls-cert-file") == "/srv/tls/a/server.crt")
        #expect(flags.file("client-ca-file") == "/srv/ca/one/ca.crt")
        #expect(flags.file("tls-private-key-file") == nil, "an empty flag")
        #expect(flags.file("etcd-cafile") == nil, "a file of the image")
    }

    @Test func whatIsNoPodHasNoFlags() {
        #expect(ComponentFlags(manifest: Array("kind: List\n".utf8), path: "x", component: "etcd") == nil)
        #expect(ComponentFlags(manifest: Array("a: [".utf8), path: "x", component: "etcd") == nil)
    }

    @Test func anEtcdUnitsFlagsOverrideItsVariables() {
        let settings = EtcdSettings(
            runsAs: "unit", flags: [CommandFlag(name: "cert-file", value: "/b.crt", file: "/u", line: 3)],
            environment: [
                "ETCD_CERT_FILE": ServiceCommand.Variable(value: "/a.crt", file: "/e", line: 1),
                "ETCD_PEER_CERT_FILE": ServiceCommand.Variable(value: "/p.crt", file: "/e", line: 2),
            ])
        let flags = ComponentFlags(etcd: settings)
        #expect(flags.file("cert-file") == "/b.crt")
        #expect(flags.file("peer-cert-file") == "/p.crt")
    }
}
