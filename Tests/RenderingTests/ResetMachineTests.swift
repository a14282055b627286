import Steps
import Subprocess
import SystemPackage
import Testing

@testable import PlanCases
@testable import Planning

/// What a reset takes away of each network add-on.
struct ResetMachineTests {
    private static let addOns = [
        "flannel", "canal", "calico", "cilium", "antrea", "kube-router", "kube-ovn", "ovn-kubernetes",
    ]

    private func runs(_ addOn: String, _ key: String, _ edit: (inout ClusterPlan) -> Void = { _ in }) throws -> [Run] {
        let plan = KubeadmCase("reset", .single, resets: true) { plan in
            plan.network.addOn.name = addOn
            edit(&plan)
        }.made
        return try #require(plan.steps.first { $0.key == key }).actions.compactMap {
            if case .run(let run) = $0 { run } else { nil }
        }
    }

    /// The kernel refuses, and the step would end there.
    @Test(arguments: addOns) func noPortOfOpenVSwitchIsDeletedAsALink(_ addOn: String) throws {
        let deleted = try runs(addOn, "remove-cni-leftovers").filter { $0.words.starts(with: ["ip", "link", "delete"]) }
        #expect(!deleted.isEmpty)
        #expect(deleted.allSatisfy { !["antrea-gw0", "ovn0", "ovn-k8s-mp0", "ovs-system", "br-int"].contains($0.words[3]) })
        #expect(deleted.allSatisfy { $0.unless == ["test", "!", "-e", "/sys/class/net/\($0.words[3])"] })
    }

    @Test(arguments: [("calico", "/run/calico"), ("canal", "/run/calico"), ("cilium", "/run/cilium")])
    func aCgroupMountGoesBeforeItsFolder(_ addOn: String, _ folder: String) throws {
        let runs = try runs(addOn, "remove-cni-leftovers")
        let unmounted = try #require(runs.firstIndex { $0.words[0] == "umount" && $0.words[1].hasPrefix(folder) })
        let removed = try #require(runs.firstIndex { $0.words.starts(with: ["rm", "-rf"]) && $0.words.contains(folder) })
        #expect(unmounted < removed)
        #expect(runs[unmounted].unless == ["test", "!", "-e", "\(runs[unmounted].words[1])/cgroup.controllers"])
    }

    /// A switch that the machine runs for itself keeps its settings.
    @Test(arguments: addOns) func noFolderOfTheMachinesOwnSwitchGoes(_ addOn: String) throws {
        let words = Set(try runs(addOn, "remove-cni-leftovers").flatMap(\.words))
        #expect(words.isDisjoint(with: ["/etc/openvswitch", "/run/openvswitch", "/var/lib/openvswitch", "/etc/cni/net.d"]))
    }

    @Test func tablesOfNftablesGoToo() throws {
        func tables(_ addOn: String, _ mode: KubeProxySettings.Mode) throws -> [[String]] {
            try runs(addOn, "remove-packet-rules") { $0.kubeProxy.mode = mode }.filter {
                $0.words.starts(with: ["nft", "delete"])
            }
            .map { Array($0.words.suffix(2)) }
        }
        #expect(try tables("calico", .iptables) == [])
        #expect(
            try tables("calico", .nftables) == [
                ["ip", "kube-proxy"], ["ip6", "kube-proxy"], ["ip", "calico"], ["ip6", "calico"],
            ])
        #expect(try tables("ovn-kubernetes", .iptables) == [["inet", "ovn-kubernetes"]])
    }

    /// Lines as iptables-save prints them, of each add-on and of somebody else.
    @Test func onlyRulesOfTheClusterAreDropped() async throws {
        let own = [
            ":KUBE-SERVICES - [0:0]", "-A FORWARD -m comment --comment \"flanneld forward\" -j FLANNEL-FWD",
            "-A INPUT -m comment --comment \"cali:Cz_u1IQiXIMmKD4c\" -j cali-INPUT", ":ANTREA-FORWARD - [0:0]",
            "-A FORWARD -m comment --comment \"cilium-feeder: CILIUM_FORWARD\" -j CILIUM_FORWARD",
            "-A POSTROUTING -m comment --comment \"kube-ovn postrouting rules\" -j OVN-POSTROUTING",
            "-A INPUT -m set --match-set ovn40subnets src -j ACCEPT", "-A FORWARD -m set --match-set ovn60services dst -j ACCEPT",
            "-A OUTPUT -j OVN-KUBE-NODEPORT",
            "-A POSTROUTING -m set --match-set kube-router-pod-subnets src -j MASQUERADE --random-fully",
        ]
        let others = [
            "*filter", ":INPUT ACCEPT [0:0]", "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT", "-A INPUT -i br-lan -j LAN",
            "COMMIT",
        ]
        let sed = try #require(try runs("kube-ovn", "remove-packet-rules").first { $0.words[0] == "sed" })
        let folder = try Scratch()
        try folder.write("saved", (others.dropLast() + own + ["COMMIT"]).joined(separator: "\n") + "\n")
        let result = try await Subprocess.run(
            .path("/usr/bin/sed"), arguments: Arguments(Array(sed.words[1...2]) + [folder.path + "/saved"]), input: .none,
            output: .string(limit: 1 << 16), error: .discarded)
        #expect(result.standardOutput.split(separator: "\n").map(String.init) == others)
    }
}
