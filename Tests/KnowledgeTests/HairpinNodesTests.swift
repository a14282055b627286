import Facts
import Hosts
import Knowledge
import Probes
import Proofs
import Testing

/// What the recorded hairpin nodes show beyond the verdicts of the rules: who hangs on which port, and whose each address is.
@Suite struct HairpinNodesTests {
    private func facts(_ node: String, _ change: String = "{}") async throws -> FactSet {
        let host = try TestsFolder.run.host(node, TestsFolder.change(change), file: "change")
        return await Survey(probes: Probes.all(patterns: [], releases: Knowledge.releases)).look(at: host)
    }

    /// As the recording's own list has it: web-a 10.244.0.81 veth22002b2e, client 10.244.0.82 veth859d48e9.
    @Test func portsWithoutHairpinAreNamedByTheirPod() async throws {
        let ports = try await facts("hairpin-off").rows(BridgeFacts.podPorts) ?? []
        let named = Dictionary(uniqueKeysWithValues: ports.map { ($0.text(.port) ?? "", $0.text(.pod) ?? "") })
        #expect(named["veth22002b2e"] == "hairpin/web-a at 10.244.0.81")
        #expect(named["veth859d48e9"] == "hairpin/client at 10.244.0.82")
    }

    /// The numbers are the recording's: web-a's eth0 is eth0@if122, and 122 is veth22002b2e.
    @Test func thePodsOwnInterfaceNamesItsPort() async throws {
        let sandbox = "43073f67e429e76b0d5cbcddd6a2300e2401d8b0a4b3ab6c501b1e4e7d65101d"
        let seen = """
            commands: {bridge fdb show br cni0: {out: ''}}
            /sys/class/net/veth22002b2e/ifindex: {write: "122\\n"}
            /run/containerd/io.containerd.runtime.v2.task/k8s.io/\(sandbox)/init.pid: {write: "23822"}
            /proc/23822/root/sys/class/net/eth0/iflink: {write: "122\\n"}
            """
        let ports = try await facts("hairpin-off", seen).rows(BridgeFacts.podPorts) ?? []
        let named = Dictionary(uniqueKeysWithValues: ports.map { ($0.text(.port) ?? "", $0.text(.pod) ?? "") })
        #expect(named["veth22002b2e"] == "hairpin/web-a at 10.244.0.81")
        #expect(named["veth859d48e9"] == "a pod that the bridge has not heard of lately")
    }

    @Test func countersTellHowOftenAPodAskedItself() async throws {
        let endpoints = try await facts("hairpin-off").rows(BridgeFacts.endpoints) ?? []
        let web = endpoints.first { $0.text(.service) == "hairpin/web:http" }
        #expect(web?.text(.pod) == "hairpin/web-a at 10.244.0.81")
        #expect(web?.integer(.tries) == 15)
        let connections = try await facts("hairpin-no-masquerade").rows(BridgeFacts.selfConnections) ?? []
        #expect(connections.map { $0.text(.pod) } == ["hairpin/web-a at 10.244.0.83"])
        #expect(connections.map { $0.text(.asked) } == ["10.100.175.48:80"])
    }

    @Test func withoutAnyProgramTheRulesAreMissing() async throws {
        let none = """
            /proc/net/ip_tables_names: absent
            commands:
              iptables-nft-save -c -t nat: {error: noProgram}
              nft list table ip kube-proxy: {error: noProgram}
            """
        let found = try await facts("hairpin-ok", none)
        #expect(found.reason(BridgeFacts.endpoints) != nil)
        #expect(found.reason(ServiceProxyFacts.families) != nil)
    }

    @Test func noAddressOfALivingPodIsLeaked() async throws {
        let leases = try await facts("hairpin-ok").rows(PodAddressFacts.leases) ?? []
        #expect(leases.count == 5)
        #expect(leases.allSatisfy { $0.flag(.isLeaked) == false && $0.text(.pod) != nil }, "\(leases)")
    }

    @Test func anOldAddressOfASandboxThatIsGoneIsLeaked() async throws {
        let gone = """
            /var/lib/cni/networks/wbnet: {list: [10.244.0.74, 10.244.0.99, 10.244.0.98, lock]}
            /var/lib/cni/networks/wbnet/10.244.0.99: {modified: 1795500000, write: "0f3a\\r\\neth0"}
            /var/lib/cni/networks/wbnet/10.244.0.98: {modified: 1795506650, write: "0f3b\\r\\neth0"}
            """
        let leases = try await facts("hairpin-ok", gone).rows(PodAddressFacts.leases) ?? []
        let leaked = leases.filter { $0.flag(.isLeaked) == true }.map { $0.text(.address) }
        // 10.244.0.98 is seconds old: its sandbox may still be in the making.
        #expect(leaked == ["10.244.0.99"])
    }

    @Test func withoutTheRuntimesAnswerNothingIsCalledLeaked() async throws {
        let silent = """
            cri:
              /run/containerd/containerd.sock ListPodSandbox: {error: {timedOut: {what: ListPodSandbox, seconds: 1.5}}}
            """
        let leases = try await facts("hairpin-ok", silent).rows(PodAddressFacts.leases) ?? []
        #expect(leases.count == 5)
        #expect(leases.allSatisfy { $0.flag(.isLeaked) == nil })
    }

    /// The recording's nodes have IPv4 pods alone: nothing of IPv6 is asked, so nothing of it is missing.
    @Test(arguments: ["hairpin-ok", "hairpin-off", "control-plane-1.36"]) func nodesOfIPv4AreNotAskedForIPv6(_ node: String)
        async throws
    {
        let found = try await facts(node)
        #expect(found.list(PodAddressFacts.families) == ["IPv4"])
        #expect(found.rows(ServiceProxyFacts.families)?.map { $0.text(.family) } == ["IPv4"])
        #expect(found.rows(ServiceProxyFacts.kinds)?.contains { $0.text(.family) == "IPv6" } == false)
    }

    /// A second range makes a node of two families; the capture holds no answer of ip6tables.
    @Test func whatIPv6DoesNotTellIsMissingAndLeavesIPv4AsItIs() async throws {
        let two = """
            /var/lib/cni/networks/wbnet: {list: [10.244.0.79, 'fd00:10:244::4f']}
            '/var/lib/cni/networks/wbnet/fd00:10:244::4f':
              modified: 1795500000
              write: "2e5f11d1b3583b9a730bc060dd2628045d5760036d88021b9c4a8ae64774d272\\r\\neth0"
            """
        let found = try await facts("hairpin-ok", two)
        #expect(found.list(PodAddressFacts.families) == ["IPv4", "IPv6"])
        let endpoints = found.rows(BridgeFacts.endpoints) ?? []
        #expect(endpoints.contains { $0.text(.family) == "IPv4" && $0.flag(.isMasqueraded) == true })
        let six = try #require(endpoints.first { $0.text(.family) == "IPv6" })
        guard case .unknown(let reason) = six[.isMasqueraded] else {
            Issue.record("an unasked family must be unknown: \(six)")
            return
        }
        #expect(reason.words.contains("table ip6 kube-proxy"))
    }
}
