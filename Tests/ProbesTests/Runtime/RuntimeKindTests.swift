import Testing

@testable import Probes

@Suite struct RuntimeKindTests {
    @Test(arguments: [
        ("unix:///run/containerd/containerd.sock", "/run/containerd/containerd.sock", RuntimeKind.containerd),
        ("unix:///var/run/crio/crio.sock", "/run/crio/crio.sock", .crio),
        ("/var/run/cri-dockerd.sock", "/run/cri-dockerd.sock", .criDockerd),
        ("unix:///run/k3s/containerd/containerd.sock", "/run/k3s/containerd/containerd.sock", .containerd),
        ("unix:///var/run/dockershim.sock", "/run/dockershim.sock", .dockershim),
        ("unix:///run/mine.sock", "/run/mine.sock", .other),
    ])
    func anEndpointNamesItsRuntime(endpoint: String, path: String, kind: RuntimeKind) {
        #expect(RuntimeKind.plain(endpoint) == path)
        #expect(RuntimeKind(socket: endpoint) == kind)
    }

    @Test(
        arguments: [
            ("/usr/bin/containerd", nil), ("/usr/bin/containerd --config /x.toml", "/x.toml"),
            ("/usr/bin/containerd -c /x.toml", "/x.toml"),
            ("/usr/bin/containerd --config=/y.toml --log-level debug", "/y.toml"),
        ] as [(String, String?)])
    func theConfigurationIsTakenFromTheCommandLine(line: String, path: String?) {
        #expect(ContainerdProbe.configPath(in: line) == path)
    }
}
