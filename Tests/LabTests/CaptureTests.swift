import FoundationEssentials
import Testing

extension LabSuite {
    struct CaptureTests {
        /// A kind of secret, where it is planted, and the text that must not leave the node.
        struct Canary {
            let path: String
            /// `%` is the secret's place.
            let line: String
            let secret: String

            init(_ path: String, _ line: String, _ secret: String) { (self.path, self.line, self.secret) = (path, line, secret) }

            var text: String { line.split(separator: "%", omittingEmptySubsequences: false).joined(separator: secret) }
        }

        /// In files that a look reads, in the journals of the units it reads, and in what programs answer.
        static let canaries = [
            Canary(
                "/etc/systemd/system/kubelet.service.d/90-canary.conf", "[Service]\nEnvironment=\"DB_PASSWORD=%\"\n",
                "canary-unit-01"),
            Canary(
                "/etc/systemd/system/containerd.service.d/90-canary.conf",
                "[Service]\nEnvironment=HTTPS_PROXY=http://me:%@proxy:3128/\n", "canary-proxy-02"),
            Canary("/etc/default/kubelet", "KUBELET_EXTRA_ARGS=\n# API_SECRET=%\n", "canary-comment-03"),
            Canary("/root/.bashrc", "export VAULT_TOKEN=%\nalias k=kubectl\n", "canary-shell-04"),
            Canary("/root/.docker/config.json", "{\"auths\":{\"r.example\":{\"auth\":\"%\"}}}\n", "Y2FuYXJ5OmNhbmFyeTA1"),
            Canary(
                "/var/lib/kubelet/config.json", "{\"auths\":{\"r.example\":{\"identitytoken\":\"%\"}}}\n", "canary-identity-06"),
            Canary(
                "/etc/kubernetes/bootstrap-kubelet.conf",
                "apiVersion: v1\nkind: Config\nusers:\n- name: b\n  user:\n    token: %\n", "cnry07.canary0123456789"),
            Canary(
                "/root/.kube/config", "apiVersion: v1\nkind: Config\nusers:\n- name: b\n  user:\n    password: %\n",
                "canary-password-08"),
            Canary(
                "/etc/kubernetes/enc.yaml", "kind: EncryptionConfiguration\nkeys: [{name: k, secret: %}]\n",
                "Y2FuYXJ5MDljYW5hcnkwOWNhbmFyeTA5Y2FuYXJ5MDk="),
            Canary("journal kubelet.service", "kubeadm join 10.77.0.11:6443 --token %", "cnry10.canary1234567890"),
            Canary("journal kubelet.service", "Authorization: Bearer %", "canaryBearer11canaryBearer"),
            Canary(
                "journal kubelet.service", "got eyJhbGciOiJSUzI1NiJ9.%.c2lnY2FuYXJ5MTI",
                "eyJpc3MiOiJjYW5hcnkxMiIsInN1YiI6ImNhbmFyeTEyIn0"),
            Canary("journal kubelet.service", "Authorization: Basic %", "Y2FuYXJ5OmNhbmFyeTEzY2FuYXJ5"),
            Canary(
                "journal kubelet.service", "kubeadm init --certificate-key %",
                "f8902e114ef118304e561c3ecd4d0b543adc226b7a07f675f56564185ffe0c14"),
            Canary("journal containerd.service", "pull from https://me:%@registry.example/v2/ failed", "canary-registry-15"),
            Canary("journal containerd.service", "etcdctl --user root:% get /", "canary-etcd-16"),
            Canary("journal containerd.service", "{\"env\":[{\"name\":\"API_TOKEN\",\"value\":\"%\"}]}", "canary-json-17"),
            Canary("journal containerd.service", "client_secret=%&grant_type=x", "canary-oauth-18"),
            Canary("journal containerd.service", "password = \"%\"", "canary-toml-19"),
            Canary("journal containerd.service", "AWS_SECRET_ACCESS_KEY=%", "canaryAWS20canaryAWS20canaryAWS20canary0"),
        ]

        @Test("Of twenty planted secrets and of every private key of the node none is in a capture, in any form")
        func canary() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            try await plant(on: node)
            let all = try await capture(node)
            try await unplant(on: node)
            #expect(all.utf8.count > 100_000)
            // The capture looked where the secrets lay.
            #expect(all.contains("90-canary.conf") && all.contains("registry.example/v2/"))
            var secrets = Self.canaries.map { ($0.path + " " + $0.line, $0.secret) }
            let keys = try await node.run(
                "sh", "-c",
                "for f in /etc/kubernetes/pki/*.key /etc/kubernetes/pki/etcd/*.key; do sed -n 3p $f; done; sed -n 's/ *client-key-data: //p' /etc/kubernetes/*.conf | cut -c100-160"
            )
            for line in keys.text.split(separator: "\n") where line.utf8.count > 30 {
                secrets.append(("a private key", String(line)))
            }
            #expect(secrets.count > Self.canaries.count + 5)
            for (name, secret) in secrets {
                for form in Self.forms(of: secret) {
                    let isThere = all.contains(form)
                    #expect(!isThere, "\(name) is in the capture as \(form)")
                }
            }
        }

        @Test("A capture is judged as the node itself was", arguments: Lab.debians)
        func sameFindings(debian: String) async throws {
            let node = try await LabNodes.shared.node(on: debian)
            #expect(try await node.fault("inject", "ip-forwarding-is-off").status == 0)
            let live = try await node.diagnose()
            let recorded = try await node.run(
                "sh", "-c",
                "rm -f /root/same.tar.gz; drydock capture -o /root/same.tar.gz >/dev/null && drydock diagnose --from /root/same.tar.gz --format json; rm -f /root/same.tar.gz"
            )
            #expect(try await node.fault("restore", "ip-forwarding-is-off").status == 0)
            let report = try JSONDecoder().decode(Report.self, from: Data(recorded.out))
            #expect(live.findings.contains { $0.rule == "ip-forwarding-is-off" })
            #expect(report.findings.map(\.rule) == live.findings.map(\.rule))
            #expect(report.findings.map(\.cause) == live.findings.map(\.cause))
            #expect(report.findings.map(\.severity) == live.findings.map(\.severity))
            let (mine, its) = (Set(report.unknown.map(\.rule)), Set(live.unknown.map(\.rule)))
            #expect(mine == its, "\(mine.symmetricDifference(its).sorted())")
        }

        @Test("A journal with binary fields and a line of a megabyte is read")
        func binaryJournal() async throws {
            let node = try await LabNodes.shared.node(on: Lab.debians[0])
            // journald's own protocol: a field's name, its length in 8 bytes, its value.
            let script = """
                import os, socket, struct, subprocess
                pid = subprocess.run(["systemctl", "show", "-P", "MainPID", "kubelet"], capture_output=True, text=True).stdout.strip()
                open("/sys/fs/cgroup/systemd/system.slice/kubelet.service/cgroup.procs" if os.path.exists("/sys/fs/cgroup/systemd")
                     else "/sys/fs/cgroup/system.slice/kubelet.service/cgroup.procs", "w").write(str(os.getpid()))
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8 << 20)
                def send(value, extra=b""):
                    s.sendto(b"MESSAGE\\n" + struct.pack("<Q", len(value)) + value + b"\\n" + extra + b"PRIORITY=6\\nSYSLOG_IDENTIFIER=kubelet\\n", "/run/systemd/journal/socket")
                noise = bytes(range(256)) * 8
                send(noise, b"BLOB\\n" + struct.pack("<Q", len(noise)) + noise + b"\\n")
                send(b"a\\nb\\x00c\\x1b[31m\\xff\\xfe")
                send(b"x" * (100 << 10))
                """
            let sent = try await node.run("python3", "-c", script)
            #expect(sent.status == 0, "\(sent.err)")
            let report = try await node.diagnose()
            let found = report.unexpected.filter { $0.severity != "notice" }
            #expect(found.isEmpty, "\(Report.summary(found))")
            #expect(!report.unknown.contains { $0.because.contains("journal of kubelet") })
            #expect(try await node.fault("forget").status == 0)
        }

        /// The secret itself, and as it shows in base64, in hexadecimal and within a URL.
        static func forms(of secret: String) -> [String] {
            var forms = [secret]
            for shift in 0..<3 {
                let encoded = Data(repeating: 65, count: shift) + Data(secret.utf8)
                let inner = encoded.base64EncodedString().dropFirst(4).dropLast(4)
                if inner.count >= 8 { forms.append(String(inner)) }
            }
            let digits = secret.utf8.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }
            forms.append(digits.joined())
            forms.append(digits.joined().uppercased())
            forms.append(String(secret.reversed()))
            return forms
        }

        private func plant(on node: LabNode) async throws {
            var script = "set -e\nmkdir -p /root/canary\n"
            for canary in Self.canaries where canary.path.hasPrefix("/") {
                let kept = "/root/canary/" + canary.path.split(separator: "/").joined(separator: "_")
                script += "mkdir -p \"$(dirname \(canary.path))\"\n[ ! -e \(canary.path) ] || cp -a \(canary.path) \(kept)\n"
                script += "cat >\(canary.path) <<'WORDS'\n\(canary.text)WORDS\n"
            }
            script += "systemctl daemon-reload\n"
            // Into the units' own journals: by a process of their cgroups, which stays until journald has asked whose it is.
            for unit in ["kubelet.service", "containerd.service"] {
                let lines = Self.canaries.filter { $0.path == "journal \(unit)" }.map(\.text)
                script += """
                    cat >/root/canary/lines <<'WORDS'
                    \(lines.joined(separator: "\n"))
                    WORDS
                    bash -o pipefail -c 'for c in /sys/fs/cgroup/systemd/system.slice /sys/fs/cgroup/unified/system.slice /sys/fs/cgroup/system.slice; do
                    [ ! -e $c/\(unit)/cgroup.procs ] || echo $$ >$c/\(unit)/cgroup.procs; done
                    { cat /root/canary/lines; for i in $(seq 100); do
                    [ "$(journalctl -q -u \(unit) -o cat | grep -cFxf /root/canary/lines)" -lt \(lines.count) ] || exit 0; sleep 0.1; done
                    echo >&2 "the lines never came into the journal of \(unit)"; exit 1; } | logger -t \(unit.dropLast(8)) --socket-errors=on'

                    """
            }
            let output = try await node.run("bash", "-c", script)
            try #require(output.status == 0, "\(output.err)")
        }

        private func unplant(on node: LabNode) async throws {
            var script = ""
            for canary in Self.canaries where canary.path.hasPrefix("/") {
                let kept = "/root/canary/" + canary.path.split(separator: "/").joined(separator: "_")
                script += "rm -f \(canary.path); [ ! -e \(kept) ] || cp -a \(kept) \(canary.path)\n"
            }
            script += "rm -rf /root/canary /root/.docker; systemctl daemon-reload\n"
            let output = try await node.run("bash", "-c", script)
            try #require(output.status == 0, "\(output.err)")
            try #require(try await node.fault("forget").status == 0)
        }

        /// Records the node; all files of the capture, one after the other.
        private func capture(_ node: LabNode) async throws -> String {
            let made = try await node.run("sh", "-c", "rm -f /root/canary.tar.gz; drydock capture -o /root/canary.tar.gz")
            try #require(made.status == 0, "\(made.err)")
            let unpacked = try await node.run(
                "sh", "-c",
                "rm -rf /root/unpacked; mkdir /root/unpacked; tar -C /root/unpacked -xzf /root/canary.tar.gz; cd /root/unpacked; find . -type f -exec cat {} +; rm -rf /root/unpacked /root/canary.tar.gz"
            )
            return unpacked.text
        }

    }
}
