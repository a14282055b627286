import Facts
import Testing

@testable import Diagnosis

@Suite struct ForwardedPodsTests {
    private func drops(_ policy: String, _ rules: [String]) -> Bool? {
        var facts = FactSet()
        facts.set(FirewallFacts.forwardPolicy, .text(policy))
        facts.set(
            FirewallFacts.forwardRules,
            rules.map { Row<FirewallFacts.ForwardRule>([.chain: "FORWARD", .rule: .text($0)], from: Source("iptables")) })
        ForwardedPods.derivation.derive(&facts)
        return facts.flag(FirewallFacts.dropsPods)
    }

    private let kubeProxy = [
        "-A FORWARD -m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD",
        "-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP",
        "-A KUBE-FORWARD -m comment --comment \"kubernetes forwarding rules\" -m mark --mark 0x4000/0x4000 -j ACCEPT",
        "-A KUBE-FORWARD -m comment --comment \"kubernetes forwarding conntrack rule\" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
    ]
    private let docker = [
        "-A FORWARD -j DOCKER-USER", "-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
        "-A FORWARD -i docker0 ! -o docker0 -j ACCEPT", "-A DOCKER-USER -j RETURN",
    ]

    @Test func aPolicyOfDropWithKubeProxysRulesAloneDropsPods() {
        #expect(drops("DROP", kubeProxy) == true)
        #expect(drops("DROP", kubeProxy + docker) == true)
    }

    @Test func whoeverMayAcceptPodsCounts() {
        for rule in [
            "-A FLANNEL-FWD -s 10.244.0.0/16 -m comment --comment \"flanneld forward\" -j ACCEPT",
            "-A FORWARD -m comment --comment \"cali:wUHhoiAYhphO9Mso\" -j cali-FORWARD", "-A FORWARD -j CILIUM_FORWARD",
            "-A FORWARD -s 10.244.0.0/16 -j ACCEPT", "-A FORWARD -i cni0 -j ACCEPT", "-A CNI-FORWARD -d 10.85.0.3/32 -j ACCEPT",
        ] {
            #expect(drops("DROP", kubeProxy + [rule]) == false, "\(rule)")
        }
    }

    @Test func aPolicyOfAcceptDropsNone() { #expect(drops("ACCEPT", kubeProxy) == false) }
}
