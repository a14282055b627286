import FoundationEssentials
import Glibc

/// A bare machine of the lab and a plan for it, with what the plan's script would fetch from the internet played on the machine
/// itself (`lab upstream`): kubeadm, kubelet, kubectl and crictl are stand-ins, everything else is real.
struct PlannedNode: Sendable {
    let name: String
    /// The plan's file on the machine, what is written from it, and what its reset writes.
    static let plan = "/root/plan.yaml"
    static let build = "/root/build"
    static let away = "/root/away"
    /// Where the plan's script and files of the one machine lie.
    static let files = build + "/machines/cp1"

    /// Boots a machine and writes the plan there.
    ///
    /// The plan is `drydock plan --example single` with the machine's own address and what `changes` replaces.
    static func boot(_ name: String, on debian: String, release: String, changes: [(String, String)]) async throws -> PlannedNode {
        let node = PlannedNode(name: name)
        try await Lab.shared.must("clean", "--stale")
        try await Lab.shared.must("boot", name, "--from", debian, "--bare")
        try await Lab.shared.must("push", name, Lab.drydock(), "/usr/local/bin/drydock")
        let address = try await node.must("hostname -i").trimmed
        var text = try await node.must("drydock plan --example single --release \(release)")
        for (old, new) in [("address: 192.0.2.11", "address: \(address)")] + changes {
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Lab.Failure(description: "the example has no one \"\(old)\": \(text)") }
            text = parts.joined(separator: new)
        }
        try await node.write(text, to: plan)
        try await node.must("drydock plan \(plan) --out \(build) && drydock plan \(plan) --reset --out \(away)")
        try await Lab.shared.must("upstream", name, files + "/install.sh", Lab.criRun())
        // A swap file that the plan must take out of /etc/fstab; the machine's own swap is hidden from the node.
        try await node.must("echo '/swapfile none swap sw 0 0' >>/etc/fstab")
        return node
    }

    func run(_ words: String...) async throws -> Lab.Output { try await Lab.shared.script(["run", name] + words) }

    /// What a line of bash printed; an error where it does not end with 0.
    @discardableResult
    func must(_ line: String) async throws -> String {
        let output = try await run("bash", "-o", "pipefail", "-c", line)
        guard output.status == 0 else {
            throw Lab.Failure(description: "\(line) ended with \(output.status): \(output.err)\(output.text)")
        }
        return output.text
    }

    func holds(_ line: String) async throws -> Bool { try await run("bash", "-o", "pipefail", "-c", line).status == 0 }

    func write(_ text: String, to path: String) async throws {
        let output = try await run("sh", "-c", "printf '%s' \"$1\" >\"$2\"", "sh", text, path)
        guard output.status == 0 else { throw Lab.Failure(description: "\(path) was not written: \(output.err)") }
    }

    /// Starts a command in the background, waits until something is to be seen, and kills the command and all its children, as a
    /// person does who loses patience, or a machine that loses power.
    func kill(_ command: String, when line: String) async throws {
        let script = """
            setsid \(command) >/root/killed.log 2>&1 & group=$!
            for i in $(seq 600); do
                if \(line); then kill -KILL -- -$group; wait $group 2>/dev/null; exit 0; fi
                kill -0 $group 2>/dev/null || { cat /root/killed.log; exit 1; }
                sleep 0.1
            done
            exit 2
            """
        let output = try await run("bash", "-c", script)
        guard output.status == 0 else {
            throw Lab.Failure(description: "never came: \(line) (\(output.status)): \(output.text)\(output.err)")
        }
    }

    /// Every file of the machine that a plan could touch, with its mode, owner, time and checksum; what runs, and since when.
    func state() async throws -> [String] {
        try await must(
            """
            find /etc /usr /opt /root/.kube /var/lib/drydock /var/lib/dpkg/status /var/lib/kubelet /var/lib/etcd -xdev -type f \
                -printf '%p %m %u:%g %T@ ' -exec sh -c 'sha256sum <"$1" | cut -c1-16' sh {} \\;
            systemctl show containerd kubelet -P ActiveEnterTimestampMonotonic -P InvocationID
            systemctl list-unit-files --no-legend --no-pager
            iptables-save | grep -v '^[#:]'
            wc -l </var/log/stand-in/upstream
            """
        ).split(separator: "\n").map(String.init)
    }

    /// The calls that a stand-in noted.
    func calls(of program: String) async throws -> [String] {
        try await must("cat /var/log/stand-in/\(program) 2>/dev/null || :").split(separator: "\n").map(String.init)
    }
}

extension String {
    var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
