import Facts
import Testing

@testable import Diagnosis

@Suite struct RefusalsTests {
    private static let now = Instant(seconds: 100_000)

    @Test func everyCauseIsAWordOfTheRegister() {
        #expect(RefusalCause.allCases.filter { $0 != .passing }.map(\.rawValue) == RefusalFacts.Refusal.cause.cell.domain?.words)
    }

    private func facts(_ rows: [Row<RefusalFacts.LoggedRefusal>]) -> FactSet {
        var facts = FactSet()
        facts.set(TimeFacts.now, .instant(Self.now))
        facts.set(NodeFacts.name, "cp1")
        facts.set(RuntimeFacts.sandboxImage, "registry.k8s.io/pause:3.10")
        let manifest: [ManifestFacts.Manifest: Value] = [
            .file: "/m/etcd.yaml", .component: "etcd", .pod: "kube-system/etcd", .image: "registry.k8s.io/etcd:3.6.88-0",
        ]
        facts.set(ManifestFacts.manifests, [Row(manifest, from: Source("/m/etcd.yaml"))])
        facts.set(RefusalFacts.logged, rows)
        return facts
    }

    private func row(
        _ step: String, _ text: String, since: Int = 120, last: Int = 10, image: String? = nil, pods: [String] = [],
        succeeded: Int? = nil
    ) -> Row<RefusalFacts.LoggedRefusal> {
        Row<RefusalFacts.LoggedRefusal>(
            [
                .step: .text(step), .text: .text(text), .image: .text(ifAny: image), .pods: .list(pods), .code: "Unknown",
                .since: .instant(Self.now + -since), .last: .instant(Self.now + -last),
                .succeeded: .instant(ifAny: succeeded.map { Self.now + -$0 }),
            ], from: Source("log"))
    }

    private func present(_ facts: FactSet) -> [Row<RefusalFacts.Refusal>] {
        var facts = facts
        Refusals.derivation.derive(&facts)
        return facts.rows(RefusalFacts.present) ?? []
    }

    @Test func aPluginThatCannotBeRunCountsAtOnce() {
        let broken =
            "failed to setup network for sandbox: plugin type=\"bridge\" failed (add): fork/exec /opt/cni/bin/bridge: permission denied"
        let starting =
            "failed to setup network for sandbox: plugin type=\"flannel\" failed (add): open /run/flannel/subnet.env: no such file or directory"
        #expect(present(facts([row("sandbox", broken, since: 40)])).count == 1)
        #expect(present(facts([row("sandbox", starting, since: 40)])).isEmpty)
        #expect(present(facts([row("sandbox", starting, since: 140)])).count == 1)
    }

    @Test func anImageThatIsIncompleteIsNotMissingInTheRegistry() {
        let text =
            "failed to extract layer sha256:9: failed to get reader from content store: content digest sha256:0c: not found"
        #expect(RefusalCause.pull(text).contains("incomplete"))
        #expect(RefusalCause.pull("registry.k8s.io/pause:9: not found") == "The registry has no such image or tag.")
    }

    @Test func theImageThatWasMeantIsTheNearestOneHere() {
        let here = [
            "registry.k8s.io/etcd:3.6.8-0", "registry.k8s.io/etcd:3.5.21-0", "registry.k8s.io/kube-apiserver:v1.36.3",
            "registry.k8s.io/kube-scheduler:v1.36.3", "registry.k8s.io/kube-scheduler@sha256:1",
        ]
        #expect(ImageName.nearest(to: "registry.k8s.io/etcd:3.6.88-0", in: here) == "registry.k8s.io/etcd:3.6.8-0")
        #expect(
            ImageName.nearest(to: "registry.k8s.io/kube-apisever:v1.36.3", in: here) == "registry.k8s.io/kube-apiserver:v1.36.3")
        #expect(
            ImageName.nearest(to: "registry.example/kube-scheduler:v1.36.3", in: here) == "registry.k8s.io/kube-scheduler:v1.36.3"
        )
        #expect(ImageName.nearest(to: "registry.k8s.io/coredns:v1.12.1", in: here) == nil)
        #expect(ImageName.nearest(to: "registry.k8s.io/etcd:9", in: ["registry.k8s.io/etcd:7", "registry.k8s.io/etcd:8"]) == nil)
    }

    @Test func eachCauseIsKnownByItsWords() {
        let texts: [(String, RefusalCause)] = [
            (#"failed to get sandbox image "p": failed to pull image"#, .sandboxImage),
            (
                #"OCI runtime create failed: unable to retrieve OCI runtime error (open x): exec: "runc": executable file not found in $PATH"#,
                .runcMissing
            ),
            ("unable to retrieve OCI runtime error (open x): fork/exec /usr/sbin/runc: exec format error", .runcBroken),
            (
                #"runtime "io.containerd.runc.v2" binary not installed "containerd-shim-runc-v2": file does not exist"#,
                .shimMissing
            ),
            ("failed to start shim: start failed: unsupported shim version (3): not implemented", .shimVersion),
            (#"failed to create TTRPC connection: unsupported protocol: \b"#, .shimVersion),
            (#"expected cgroupsPath to be of format "slice:prefix:name" for systemd cgroups, got "/kubepods""#, .cgroupPath),
            ("mkdir /var/lib/containerd/x: read-only file system", .readOnly),
            ("mkdir /var/lib/containerd/x: no space left on device", .noSpace),
            ("open /run/systemd/resolve/resolv.conf: no such file or directory", .resolvConf),
            (#"failed to setup network for sandbox "x": plugin type="bridge" failed (add)"#, .network),
            ("cni plugin not initialized", .passing), ("something of tomorrow", .other),
            (#"exec: "nodejs": executable file not found in $PATH"#, .other),
        ]
        for (text, cause) in texts { #expect(RefusalCause.of(text, code: "Unknown") == cause, "\(text)") }
        #expect(RefusalCause.of("anything", code: "Unavailable") == .passing)
    }

    @Test func howAPullFailsIsASentence() {
        #expect(RefusalCause.pull("dial tcp: lookup registry.k8s.io on 1.1.1.1:53: no such host").contains("cannot resolve"))
        #expect(RefusalCause.pull("dial tcp 1.2.3.4:443: i/o timeout").contains("times out"))
        #expect(RefusalCause.pull("proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused").contains("proxy"))
        #expect(
            RefusalCause.pull("tls: failed to verify certificate: x509: certificate signed by unknown authority").contains(
                "certificate"))
        #expect(RefusalCause.pull("registry.k8s.io/pause:9.9: not found").contains("no such image"))
    }

    @Test func aRefusalThatWasFollowedBySuccessIsOver() {
        #expect(present(facts([row("sandbox", "runc create failed: x", succeeded: 5)])).isEmpty)
        #expect(present(facts([row("sandbox", "runc create failed: x", succeeded: 500)])).count == 1)
    }

    @Test func anOldRefusalAndASingleTryAreNone() {
        #expect(present(facts([row("sandbox", "runc create failed: x", since: 900, last: 600)])).isEmpty)
        #expect(present(facts([row("sandbox", "runc create failed: x", since: 10, last: 10)])).isEmpty)
    }

    @Test func aNetworkThatComesUpIsNoFault() {
        let text = "failed to setup network for sandbox: x"
        #expect(present(facts([row("sandbox", text, since: 70)])).isEmpty)
        #expect(present(facts([row("sandbox", text, since: 200)])).first?.text(.cause) == "network")
    }

    @Test func onlyImagesOfTheNodeItselfCount() {
        let etcd = present(facts([row("pull", "not found", image: "registry.k8s.io/etcd:3.6.88-0")]))
        #expect(etcd.first?.text(.cause) == "staticImage")
        #expect(etcd.first?.text(.file) == "/m/etcd.yaml")
        #expect(
            present(facts([row("pull", "not found", image: "registry.k8s.io/pause:3.10")])).first?.text(.cause) == "sandboxImage"
        )
        #expect(present(facts([row("pull", "not found", image: "example.com/shop:1")])).isEmpty)
    }

    @Test func anImageThatIsHereIsNotMissed() {
        var facts = facts([row("pull", "not found", image: "registry.k8s.io/etcd:3.6.88-0")])
        facts.set(RefusalFacts.images, .list(["registry.k8s.io/etcd:3.6.8-0"]))
        #expect(present(facts).first?.text(.because)?.hasSuffix("This node has registry.k8s.io/etcd:3.6.8-0 of it.") == true)
        facts.set(RefusalFacts.images, .list(["registry.k8s.io/etcd:3.6.88-0"]))
        #expect(present(facts).isEmpty)
    }

    @Test func aContainersRefusalCountsForStaticPodsOnly() {
        let text = "error mounting x to rootfs: not a directory"
        #expect(present(facts([row("start", text, pods: ["shop/web"])])).isEmpty)
        #expect(present(facts([row("start", text, pods: ["kube-system/etcd-cp1"])])).first?.flag(.isWide) == true)
    }

    @Test func onePodsRefusalIsNotWide() {
        #expect(present(facts([row("sandbox", "bad sysctl", pods: ["shop/web"])])).first?.flag(.isWide) == false)
        #expect(present(facts([row("sandbox", "bad sysctl", pods: ["shop/web", "shop/api"])])).first?.flag(.isWide) == true)
        #expect(present(facts([row("sandbox", "bad sysctl", pods: ["kube-system/etcd-cp1"])])).first?.flag(.isWide) == true)
    }

    @Test func withoutLogsItIsMissing() {
        var facts = facts([])
        facts.miss(RefusalFacts.logged, "Not root.")
        Refusals.derivation.derive(&facts)
        #expect(facts.reason(RefusalFacts.present) == "Not root.")
    }

    @Test func imageNamesAreComparedInFull() {
        #expect(ImageName.areSame("busybox", "docker.io/library/busybox:latest"))
        #expect(ImageName.areSame("shop/app:1", "docker.io/shop/app:1"))
        #expect(!ImageName.areSame("registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.10"))
        #expect(ImageName.bare("localhost:5000/a/b:1@sha256:00") == "localhost:5000/a/b")
    }
}
