import FoundationEssentials
import Glibc
import Testing

/// A real bridge, a real pod's namespace and a Service by real rules of ip6tables, in a network of the test's own: what a request
/// really meets, and what the program says of it.
@Suite struct IPv6HairpinTests {
    private static let hasTools = ["ip6tables", "ip", "bridge", "curl"].allSatisfy { name in
        ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/"].contains { access($0 + name, X_OK) == 0 }
    }

    private struct Look: Decodable {
        struct Finding: Decodable { var rule, says: String }
        var findings: [Finding]

        func says(_ rule: String) -> String? { findings.first { $0.rule == rule }?.says }
    }

    @Test(.enabled(if: geteuid() == 0 && hasTools, "it makes a network of its own with ip6tables"))
    func aPodReachesItselfOverIPv6OnlyAsTheProgramSays() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drydock-six-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(Self.script.utf8).write(to: URL(filePath: folder + "/run.sh"))
        let output = try await BuiltProgram.shell("cd \(folder) && exec timeout 120 unshare -mn bash run.sh \(BuiltProgram.path)")
        #expect(output.status == 0, "\(output.err)")
        #expect(
            output.out.split(separator: "\n").map(String.init) == [
                "off 000", "on 200", "unmasked 000", "unfiltered 200",
            ], "what a request meets: \(output.out)")
        func look(_ name: String) throws -> Look {
            try JSONDecoder().decode(Look.self, from: Data(contentsOf: URL(filePath: "\(folder)/\(name).json")))
        }
        let off = try look("off").says("bridge-port-lacks-hairpin")
        #expect(
            off?.contains("the pod at fd00:10:244::7, which cannot reach itself through a Service over IPv6:") == true,
            "\(off ?? "")")
        let on = try look("on")
        for rule in ["bridge-port-lacks-hairpin", "service-endpoint-lacks-masquerade", "service-masquerade-is-missing"] {
            #expect(on.says(rule) == nil, "\(rule)")
        }
        let unmasked = try look("unmasked")
        #expect(unmasked.says("service-endpoint-lacks-masquerade")?.contains("through the Service over IPv6") == true)
        #expect(unmasked.says("pod-answers-itself-unmasked")?.contains("IPv6 connections of the pod at fd00:10:244::7") == true)
        let unfiltered = try look("unfiltered")
        #expect(unfiltered.says("bridge-port-lacks-hairpin") == nil, "the answer does not pass the port again")
    }

    private static let script = #"""
        set -e
        program=$1
        mount --make-rprivate /
        mount -t sysfs s /sys
        mkdir layer; mount -t tmpfs t layer; mkdir layer/up layer/work
        mount -t overlay o -o "lowerdir=/etc,upperdir=$PWD/layer/up,workdir=$PWD/layer/work" /etc
        mkdir -p /etc/cni/net.d /run/netns
        rm -f /etc/cni/net.d/*
        echo '{"cniVersion":"1.0.0","name":"six","plugins":[{"type":"bridge","bridge":"cni0","hairpinMode":true,"ipam":
          {"type":"host-local","ranges":[[{"subnet":"fd00:10:244::/64"}]]}}]}' >/etc/cni/net.d/10-six.conflist
        pod=six-$$
        nat() { ip6tables -t nat "$@"; }
        inside() { ip netns exec "$pod" "$@"; }
        ip link set lo up
        sysctl -q -w net.ipv6.conf.all.forwarding=1
        ip link add cni0 type bridge
        ip link set cni0 up
        ip -6 addr add fd00:10:244::1/64 dev cni0 nodad
        ip netns add "$pod"
        trap 'kill $server; ip netns del "$pod"' EXIT
        ip link add veth1 type veth peer name eth0 netns "$pod"
        ip link set veth1 master cni0 up
        ip -n "$pod" link set lo up
        ip -n "$pod" link set eth0 up
        ip -n "$pod" addr add fd00:10:244::7/64 dev eth0 nodad
        ip -n "$pod" route add default via fd00:10:244::1
        inside python3 -m http.server 8080 --bind :: --directory layer >server.log 2>&1 &
        server=$!
        mark=(KUBE-SEP-SIX -s fd00:10:244::7/128 -m comment --comment default/six -j KUBE-MARK-MASQ)
        for chain in KUBE-MARK-MASQ KUBE-POSTROUTING KUBE-SEP-SIX KUBE-SVC-SIX KUBE-SERVICES; do nat -N "$chain"; done
        nat -A KUBE-MARK-MASQ -j MARK --or-mark 0x4000
        nat -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
        nat -A KUBE-POSTROUTING -j MARK --xor-mark 0x4000
        nat -A KUBE-POSTROUTING -j MASQUERADE --random-fully
        nat -A POSTROUTING -j KUBE-POSTROUTING
        nat -A "${mark[@]}"
        nat -A KUBE-SEP-SIX -p tcp -m comment --comment default/six -m tcp -j DNAT --to-destination '[fd00:10:244::7]:8080'
        nat -A KUBE-SVC-SIX -j KUBE-SEP-SIX
        nat -A KUBE-SERVICES -d fd00:10:96::7/128 -p tcp -m tcp --dport 80 -j KUBE-SVC-SIX
        nat -A PREROUTING -j KUBE-SERVICES
        for wait in 1 2 3 4 5 6 7 8 9; do
            inside curl -gs -m 1 -o page 'http://[fd00:10:244::7]:8080/' && break
            sleep 0.3
        done
        look() {
            printf '%s ' "$1"
            inside curl -gs -m 2 -o page -w '%{http_code}' 'http://[fd00:10:96::7]/' || true
            echo
            "$program" diagnose --format json >"$1.json" || true
        }
        look off
        bridge link set dev veth1 hairpin on
        look on
        nat -D "${mark[@]}"
        look unmasked
        nat -I "${mark[0]}" 1 "${mark[@]:1}"
        bridge link set dev veth1 hairpin off
        echo 0 >/proc/sys/net/bridge/bridge-nf-call-ip6tables
        look unfiltered
        """#
}
