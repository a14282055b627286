import FoundationEssentials
import Testing

extension LabSuite {
    /// Several machines over real ssh by the real Ansible of this machine: looked at, one of them broken and one not there, and worked on.
    struct FleetTests {
        private static let debian = "13"

        private struct Fleet: Decodable {
            struct Node: Decodable {
                struct Name: Decodable { let name: String }
                struct Finding: Decodable {
                    let rule: String
                    let cause: Bool
                }
                let node: Name
                let findings: [Finding]
            }
            struct Unread: Decodable { let capture, because: String }
            let nodes: [Node]
            let unread: [Unread]
        }

        private struct Applied: Decodable {
            struct Machine: Decodable {
                let machine, state: String
                let says: [String]
            }
            let machines: [Machine]
        }

        @Test(
            "The machines of an inventory are looked at, and one that is not there is named",
            .enabled(if: Lab.debians.contains(debian), "one Debian is enough"))
        func diagnose() async throws {
            let site = try await Site(["f1", "f2"], isBare: false)
            try await Lab.shared.must("fault", "f2", "inject", "ip-forwarding-is-off")
            let output = try await site.drydock("diagnose", "--inventory", site.inventory, "--format", "json")
            let fleet = try JSONDecoder().decode(Fleet.self, from: Data(output.out))
            #expect(output.status == 1 && fleet.nodes.map(\.node.name) == ["f1", "f2"], "\(output.text)\(output.err)")
            let causes = fleet.nodes.map { $0.findings.filter(\.cause).map(\.rule) }
            #expect(
                causes.first?.contains("ip-forwarding-is-off") == false && causes.last?.first == "ip-forwarding-is-off",
                "\(causes)")
            #expect(
                fleet.unread.map(\.capture) == ["gone"] && fleet.unread[0].because.contains("was not reached"), "\(fleet.unread)")
            // What stays on a machine is the program.
            let left = try await Lab.shared.must("run", "f1", "ls", "/var/lib/drydock/carried")
            #expect(left.text == "drydock\n")
            try await site.end()
        }

        @Test(
            "A plan is looked at and done on its machines through Ansible; a machine that fails is named with its step",
            .enabled(if: Lab.debians.contains(debian), "one Debian is enough"))
        func apply() async throws {
            let site = try await Site(["f3", "f4"], isBare: true)
            let plan = try site.plan()
            let before = try await site.trees()
            let look = try await site.drydock(
                "apply", plan, "--check", "--format", "json", "--inventory", site.inventory, "--limit", "f3:f4")
            let would = try JSONDecoder().decode(Applied.self, from: Data(look.out)).machines
            #expect(look.status == 1 && would.map(\.state) == ["changed", "changed"], "\(look.text)\(look.err)")
            #expect(try await site.trees() == before)
            // The lab has no modules of the kernel.
            let done = try await site.drydock(
                "apply", plan, "--yes", "--format", "json", "--inventory", site.inventory, "--limit", "f3:f4")
            let machines = try JSONDecoder().decode(Applied.self, from: Data(done.out)).machines
            #expect(
                done.status == 1 && machines.map(\.machine) == ["f3", "f4"] && machines.map(\.state) == ["failed", "failed"],
                "\(done.text)\(done.err)")
            #expect(machines.allSatisfy { $0.says.joined().contains("modprobe overlay") }, "\(machines)")
            for name in ["f3", "f4"] {
                #expect(try await Lab.shared.must("run", name, "hostname").text == "\(name)\n")
                let undone = try await Lab.shared.script([
                    "run", name, "/var/lib/drydock/carried/drydock", "apply", "--undo", "--yes",
                ])
                #expect(undone.status == 0, "\(undone.text)\(undone.err)")
            }
            #expect(try await site.trees() == before)
            try await site.end()
        }
    }
}

/// Booted machines that a key opens, and an inventory with one more that is not there.
private struct Site {
    let names: [String]
    let folder: String
    private let addresses: [String]
    var inventory: String { folder + "/hosts.yml" }

    init(_ names: [String], isBare: Bool) async throws {
        self.names = names
        folder = "/tmp/drydock-fleet-\(names[0])"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try await Lab.shared.must("clean", "--stale")
        try await Lab.shared.must("net", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/key")
        var addresses: [String] = []
        var hosts = "    gone: {ansible_host: 10.77.0.99}\n"
        for name in names {
            try await Lab.shared.script(["boot", name, "--from", "13"] + (isBare ? ["--bare"] : [])).check()
            try await Lab.shared.must("run", name, "mkdir", "-p", "-m", "700", "/root/.ssh")
            try await Lab.shared.must("push", name, folder + "/key.pub", "/root/.ssh/authorized_keys")
            try await Lab.shared.must(
                "run", name, "sh", "-c",
                "chown -R root:root /root/.ssh; chmod 600 /root/.ssh/authorized_keys; systemctl start ssh")
            addresses.append(try await Self.address(name))
            hosts += "    \(name): {ansible_host: \(addresses.last ?? "")}\n"
        }
        self.addresses = addresses
        let text = """
            all:
              vars:
                ansible_user: root
                ansible_become: false
                ansible_ssh_private_key_file: \(folder)/key
                ansible_ssh_common_args: "-o StrictHostKeyChecking=no -o UserKnownHostsFile=\(folder)/known -o ConnectTimeout=5"
              hosts:
            \(hosts)
            """
        try Data(text.utf8).write(to: URL(filePath: inventory))
    }

    private static func address(_ name: String) async throws -> String {
        try await Lab.shared.must("run", name, "hostname", "-I").text.split(whereSeparator: \.isWhitespace).first.map(String.init)
            ?? ""
    }

    /// drydock on this machine, in the lab's network.
    func drydock(_ words: String...) async throws -> Lab.Output {
        try await Lab.shared.script(
            ["net", "env", "DRYDOCK=\(try Lab.drydock())", "XDG_STATE_HOME=\(folder)", "HOME=\(folder)", try Lab.drydock()]
                + words)
    }

    /// A plan for the two machines.
    func plan() throws -> String {
        let text = """
            apiVersion: drydock.dev/v1
            kind: ClusterPlan
            spec:
              release: "1.35"
              topology: single
              machines:
              - {name: \(names[0]), address: \(addresses[0]), roles: [control-plane]}
              - {name: \(names[1]), address: \(addresses[1]), roles: [worker]}
              runtime: {name: containerd}
              network: {podSubnets: [10.244.0.0/16], serviceSubnets: [10.96.0.0/12], addOn: {name: flannel}}

            """
        try Data(text.utf8).write(to: URL(filePath: folder + "/plan.yaml"))
        return folder + "/plan.yaml"
    }

    /// Configuration of the machines, with mode and owner.
    func trees() async throws -> [String] {
        var all: [String] = []
        for name in names {
            let find = "find /etc /usr/local -type f -not -path '*/ssh/*' -printf '%p %m %u %g ' -exec sha256sum {} + | sort"
            all.append(try await Lab.shared.must("run", name, "sh", "-c", find).text)
        }
        return all
    }

    func end() async throws {
        for name in names { try await Lab.shared.must("stop", name) }
        try FileManager.default.removeItem(atPath: folder)
    }
}

extension Lab.Output {
    fileprivate func check() throws {
        if status != 0 { throw Lab.Failure(description: "ended with \(status): \(err)\(text)") }
    }
}
