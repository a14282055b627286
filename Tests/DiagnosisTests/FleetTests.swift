import Diagnosis
import Facts
import Testing

@Suite struct FleetTests {
    /// A healthy worker of one cluster; `change` makes it a case.
    private func member(_ name: String, _ change: (inout FactSet) -> Void = { _ in }) -> FleetMember {
        var facts = FactSet()
        facts.set(NodeFacts.name, .text(name), from: Source("/etc/hostname"))
        facts.set(NodeFacts.role, "worker", from: Source("x"))
        facts.set(TimeFacts.now, .instant(Instant(seconds: 1000)), from: Source("the node's clock"))
        facts.set(MachineIdentityFacts.machineID, .text("id-\(name)"), from: Source("/etc/machine-id"))
        facts.set(MachineIdentityFacts.productUUID, .text("uuid-\(name)"), from: Source("/sys/class/dmi/id/product_uuid"))
        facts.set(KubeletFacts.version, "v1.36.2", from: Source("kubelet --version"))
        setMAC("52:54:00:00:00:\(name)", &facts)
        trust("https://10.0.0.1:6443", "ca-one", &facts)
        change(&facts)
        return FleetMember(facts, capture: "capture-\(name)")
    }

    private func setMAC(_ mac: String, _ facts: inout FactSet) {
        let row = Row<MachineIdentityFacts.Interface>(
            [.name: "eth0", .mac: .text(mac)], from: Source("/sys/class/net/eth0/address"))
        facts.set(MachineIdentityFacts.interfaces, [row], from: [])
    }

    private func trust(_ server: String, _ authority: String, _ facts: inout FactSet) {
        let row = Row<KubeconfigFacts.Kubeconfig>(
            [.kind: "kubelet", .server: .text(server), .authority: .text(authority)],
            from: Source("/etc/kubernetes/kubelet.conf"))
        facts.set(KubeconfigFacts.kubeconfigs, [row], from: [])
    }

    private func serve(_ version: String, _ facts: inout FactSet) {
        facts.set(APIServerFacts.hasManifest, true, from: Source("x"))
        facts.set(APIServerFacts.version, .text(version), from: Source("GET /version"))
    }

    private func ids(_ members: [FleetMember], readAt: Instant? = nil) -> [String] {
        FleetJudge.findings(of: members, readAt: readAt).map(\.id)
    }

    @Test func healthyNodesGiveNoFinding() {
        let control = member("03") { serve("v1.36.2", &$0) }
        #expect(ids([member("01"), member("02"), control], readAt: Instant(seconds: 1000)).isEmpty)
        #expect(ids([]).isEmpty)
    }

    @Test func clonesAreFoundByEachOfTheirIdentities() throws {
        let clone = member("02") { facts in
            facts.set(MachineIdentityFacts.machineID, "id-01", from: Source("/etc/machine-id"))
        }
        let found = FleetJudge.findings(of: [member("01"), clone, member("03")])
        #expect(found.map(\.id) == ["nodes-share-machine-id"])
        #expect(found[0].nodes == ["01", "02"])
        #expect(found[0].evidence.map(\.source) == ["01: /etc/machine-id", "02: /etc/machine-id"])
        #expect(found[0].says.contains("01, 02 have the machine-id id-01"))
        let uuid = member("02") { $0.set(MachineIdentityFacts.productUUID, "uuid-01", from: Source("x")) }
        #expect(ids([member("01"), uuid]) == ["nodes-share-product-uuid"])
        #expect(ids([member("01"), member("02") { setMAC("52:54:00:00:00:01", &$0) }]) == ["nodes-share-mac-address"])
    }

    @Test func zeroAddressesAndTwoLooksAtOneNodeAreNoClones() {
        let zero = "00:00:00:00:00:00"
        #expect(ids([member("01") { setMAC(zero, &$0) }, member("02") { setMAC(zero, &$0) }]).isEmpty)
        #expect(ids([member("01"), member("01")]).isEmpty)
    }

    @Test func twoMachinesUnderOneNameAreFound() {
        let other = member("01") { facts in
            facts.set(MachineIdentityFacts.machineID, "another", from: Source("/etc/machine-id"))
            facts.set(MachineIdentityFacts.productUUID, "another", from: Source("x"))
            setMAC("52:54:00:00:00:99", &facts)
        }
        #expect(ids([member("01"), other]) == ["machines-share-node-name"])
    }

    @Test func nodesOfOneServerMustTrustOneAuthority() {
        let stray = member("03") { trust("https://10.0.0.1:6443", "ca-old", &$0) }
        let found = FleetJudge.findings(of: [member("01"), member("02"), stray])
        #expect(found.map(\.id) == ["nodes-trust-different-authorities"])
        #expect(found[0].nodes == ["03"])
        // Another cluster, and a server that is another on every node, are no contradiction.
        #expect(ids([member("01"), member("02") { trust("https://10.9.0.1:6443", "ca-two", &$0) }]).isEmpty)
        let local = [("01", "ca-one"), ("02", "ca-two")].map { name, authority in
            member(name) { trust("https://127.0.0.1:6443", authority, &$0) }
        }
        #expect(ids(local).isEmpty)
    }

    @Test(arguments: [
        ("v1.36.0", "v1.36.2", []), ("v1.36.0", "v1.33.1", []), ("v1.36.0", "v1.32.1", ["kubelets-too-old-for-an-api-server"]),
        ("v1.35.9", "v1.36.2", ["kubelets-newer-than-an-api-server"]),
        ("v1.26.0", "v1.23.1", ["kubelets-too-old-for-an-api-server"]),
    ])
    func kubeletsKeepTheirDistance(_ server: String, _ kubelet: String, _ wanted: [String]) {
        let control = member("01") { facts in
            serve(server, &facts)
            facts.set(KubeletFacts.version, .text(server), from: Source("x"))
        }
        let worker = member("02") { $0.set(KubeletFacts.version, .text(kubelet), from: Source("x")) }
        #expect(ids([control, worker]) == wanted)
    }

    @Test func apiServersMayBeOneMinorApart() {
        func servers(_ versions: String...) -> [FleetMember] {
            versions.enumerated().map { index, version in
                member("0\(index)") { facts in
                    serve(version, &facts)
                    facts.set(KubeletFacts.version, "v1.34.0", from: Source("x"))
                }
            }
        }
        #expect(ids(servers("v1.35.1", "v1.36.0", "v1.36.0")).isEmpty)
        #expect(ids(servers("v1.34.1", "v1.36.0")) == ["api-servers-differ-by-more-than-one-minor"])
    }

    @Test func differentRuntimesAreANotice() {
        func runtime(_ name: String, _ version: String) -> FleetMember {
            member(name) { facts in
                facts.set(RuntimeFacts.name, "containerd", from: Source("x"))
                facts.set(RuntimeFacts.version, .text(version), from: Source("CRI Version"))
            }
        }
        let found = FleetJudge.findings(of: [runtime("01", "2.1.4"), runtime("02", "2.1.5"), runtime("03", "1.7.24")])
        #expect(found.map(\.id) == ["nodes-run-different-runtimes"])
        #expect(found.first?.severity == .notice)
        #expect(found.first?.nodes == ["03"])
        #expect(ids([runtime("01", "2.1.4"), runtime("02", "2.1.5")]).isEmpty)
    }

    @Test func podNetworksMayTouchButNotOverlap() {
        func range(_ name: String, _ range: String, authority: String = "ca-one") -> FleetMember {
            member(name) { facts in
                facts.set(NodeStatusFacts.podCIDRs, .list([range]), from: Source("the node object"))
                trust("https://\(authority):6443", authority, &facts)
            }
        }
        #expect(ids([range("01", "10.244.0.0/24"), range("02", "10.244.1.0/24")]).isEmpty)
        #expect(ids([range("01", "10.244.1.0/24"), range("02", "10.244.0.0/16")]) == ["pod-networks-of-nodes-overlap"])
        #expect(ids([range("01", "10.244.0.0/24"), range("02", "10.244.0.0/24")]) == ["pod-networks-of-nodes-overlap"])
        #expect(ids([range("01", "10.244.0.0/24"), range("02", "10.244.0.0/24", authority: "ca-two")]).isEmpty)
    }

    @Test func aCaptureFromTheFutureShowsAWrongClock() {
        let ahead = member("02") { $0.set(TimeFacts.now, .instant(Instant(seconds: 1100)), from: Source("x")) }
        #expect(ids([member("01"), ahead], readAt: Instant(seconds: 1000)) == ["clocks-of-nodes-are-ahead"])
        #expect(ids([member("01"), ahead], readAt: Instant(seconds: 1050)).isEmpty)
        // Where all are ahead it is this machine that lags.
        #expect(ids([ahead], readAt: Instant(seconds: 1000)).isEmpty)
        #expect(ids([member("01"), ahead]).isEmpty)
    }
}
