import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage

/// A bare machine of the lab and a plan for it, with what the plan's script would fetch from the internet played on the machine
/// itself (`lab upstream`): kubeadm, kubelet, kubectl and crictl are stand-ins, everything else is real. The plan's files are as drydock
/// wrote them but for the sums and keys of downloads: there stand those of the stand-ins.
struct PlannedNode: Sendable {
    let name: String
    /// What is written from the plan, and what its reset writes.
    static let build = "/root/build"
    static let away = "/root/away"
    /// Where the plan's script and files of the one machine lie.
    static let files = build + "/machines/cp1"

    /// Boots a machine and writes the plan there.
    ///
    /// The plan is `drydock plan --example single` with the machine's own address and what `changes` replaces.
    static func boot(_ name: String, on debian: String, release: String, changes: [(String, String)]) async throws -> PlannedNode
    {
        let node = PlannedNode(name: name)
        try await Lab.shared.must("clean", "--stale")
        try await Lab.shared.must("boot", name, "--from", debian, "--bare")
        let address = try await node.must("hostname -i").trimmed
        let folder = try scratch()
        var text = try await drydock(["plan", "--example", "single", "--release", release])
        for (old, new) in [("address: 192.0.2.11", "address: \(address)")] + changes {
            let parts = text.split(separator: old, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Lab.Failure(description: "the example has no one \"\(old)\": \(text)") }
            text = parts.joined(separator: new)
        }
        // The stand-in for kubeadm starts no etcd of which a snapshot could be taken.
        text += "  etcd:\n    snapshots: false\n"
        try Data(text.utf8).write(to: URL(filePath: folder + "/plan.yaml"))
        _ = try await drydock(["plan", folder + "/plan.yaml", "--out", folder + "/build"])
        _ = try await drydock(["plan", folder + "/plan.yaml", "--reset", "--out", folder + "/away"])
        try await Lab.shared.must("push", name, folder + "/build", build)
        try await Lab.shared.must("push", name, folder + "/away", away)
        try FileManager.default.removeItem(atPath: folder)
        let proofs = try await Lab.shared.must("upstream", name, files + "/install.sh", Lab.criRun()).text
        for pair in proofs.split(separator: "\n").map({ $0.split(separator: " ") }) where pair.count == 2 {
            try await node.must("grep -rlZ \(pair[0]) \(build) \(away) | xargs -0 sed -i s/\(pair[0])/\(pair[1])/g")
        }
        // For the Ansible project, which carries it, and for plans done by it.
        try await Lab.shared.must("push", name, Lab.drydock(), "/usr/local/bin/drydock")
        // A swap file that the plan must take out of /etc/fstab; the machine's own swap is hidden from the node.
        try await node.must("echo '/swapfile none swap sw 0 0' >>/etc/fstab")
        return node
    }

    /// What the program under test prints on this machine.
    private static func drydock(_ words: [String]) async throws -> String {
        let result = try await Subprocess.run(
            .path(FilePath(try Lab.drydock())), arguments: Arguments(words), input: .none, output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        guard case .exited(0) = result.terminationStatus else {
            throw Lab.Failure(description: "drydock \(words.joined(separator: " ")): \(result.standardError)")
        }
        return result.standardOutput
    }

    private static func scratch() throws -> String {
        var template = Array("/tmp/drydock-lab-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Lab.Failure(description: "no scratch folder") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
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

    /// Starts a command, waits until something is to be seen, and kills all its processes at once, as when the power goes.
    func kill(_ command: String, when line: String) async throws {
        let script = """
            : >/root/killed.log
            systemd-run --quiet --collect --unit=killed --working-directory="$PWD" --setenv=HOME=/root --setenv=LANG=C.UTF-8 \
                --property=StandardOutput=append:/root/killed.log --property=StandardError=append:/root/killed.log \
                --property=KillMode=control-group \(command)
            for i in $(seq 600); do
                if \(line); then systemctl kill --signal=KILL killed; while systemctl is-active --quiet killed; do sleep 0.1; done; exit 0; fi
                systemctl is-active --quiet killed || { cat /root/killed.log; exit 1; }
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
            files() { find /etc /usr /opt /root/.kube /var/lib/drydock /var/lib/dpkg/status /var/lib/kubelet /var/lib/etcd -xdev -type f "$@"; }
            files -printf '%p %m %u:%g %T@\n'
            files -print0 | xargs -0 sha256sum
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
