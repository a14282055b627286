import FoundationEssentials
import Glibc
import Testing

/// What a node or a stranger can hand over: each gets a verdict or a clear sentence, never a crash, a hang or a false finding.
@Suite struct BadInputTests {
    private struct Report: Decodable {
        struct Finding: Decodable { var rule: String }
        var findings: [Finding]
    }

    /// A folder of the test's own.
    private final class Ground: Sendable {
        let path: String
        init() {
            var template = Array("/tmp/drydock-bad-XXXXXX".utf8CString)
            path = String(cString: mkdtemp(&template))
            chmod(path, 0o755)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    private let ground = Ground()

    private func shell(_ script: String) async throws {
        let output = try await BuiltProgram.shell("set -e; cd \(ground.path); " + script)
        #expect(output.status == 0, "\(output.err)")
    }

    /// In 1.5 GB of addresses (each thread takes 8 MB of them for its stack) and 30 s, which end the program where it wants more.
    private func bounded(_ arguments: String) async throws -> BuiltProgram.Output {
        try await BuiltProgram.shell("ulimit -v 1572864; exec timeout 30 \(BuiltProgram.path) \(arguments)")
    }

    /// How each archive is made from the good one, and why it is refused.
    static let captures = [
        ("head -c 20000 good.tgz >bad", "it ends in the middle: the file was cut off."),
        ("head -c -5 good.tgz >bad", "it ends in the middle: the file was cut off."),
        ("gunzip -c good.tgz | head -c 40000 >bad", "it ends in the middle of an entry: the file was cut off."),
        ("gunzip -c good.tgz | xz -c | head -c 10000 >bad", "it ends in the middle: the file was cut off."),
        (
            "touch x; tar -czPf bad --transform 's,x,files/../../x,' x",
            "its entry files/../../x has .. in its path, which no capture has."
        ),
        ("touch x; tar -czPf bad --transform 's,x,/etc/x,' x", "its entry /etc/x has an absolute path, which no capture has."),
        ("ln -s /etc/shadow x; tar -czf bad x", "its entry x is a link, which no capture has."),
        ("mkfifo x; tar -czf bad x", "its entry x is a pipe, which no capture has."),
        ("truncate -s 10G bad", "more than 1 MiB follows its end."),
        ("truncate -s 10G z; tar -cSf bad z", "its entry z is of an unknown kind, which no capture has."),
        ("truncate -s 300M z; gzip -1 z; cat z.gz z.gz z.gz z.gz >bad", "more than 1 MiB follows its end."),
        ("truncate -s 600M z; tar -cf - z | gzip -1 >bad", "it holds more than 512 MiB unpacked."),
        ("head -c 3000 /dev/urandom >bad", "it is not a tar archive, or one of its headers is damaged."),
    ]

    @Test(arguments: captures) func aBadCaptureIsRefusedWithOneSentence(_ recipe: String, _ reason: String) async throws {
        try await shell("tar -C \(BuiltProgram.node("control-plane-1.36")) -czf good.tgz . && \(recipe)")
        let output = try await bounded("diagnose --from \(ground.path)/bad")
        #expect(output.status == 3)
        #expect(output.out.isEmpty)
        #expect(output.err == "drydock: The capture \(ground.path)/bad cannot be read: \(reason)\n")
    }

    @Test func linksInAFolderAreNotFollowed() async throws {
        try await shell(
            """
            cp -r \(BuiltProgram.node("control-plane-1.36")) n; echo 'kind: stolen' >secret
            ln -sf ../../../../../secret n/files/var/lib/kubelet/config.yaml
            """)
        let output = try await bounded("diagnose --from \(ground.path)/n --format json")
        #expect([0, 1, 3].contains(output.status))
        #expect(!output.out.contains("stolen"))
    }

    /// How a file is damaged, and the only rules that may name it. Where there is none, the damage gives no finding.
    static let damages: [(file: String, rules: [String])] = [
        ("etc/containerd/config.toml", ["containerd-would-not-start-again", "containerd-config-is-broken"]),
        ("etc/cni/net.d/10-wb.conflist", ["cni-config-is-broken"]),
        ("var/lib/kubelet/config.yaml", ["kubelet-config-is-broken"]),
        ("etc/kubernetes/kubelet.conf", ["kubeconfig-cannot-be-read"]),
        ("etc/kubernetes/admin.conf", ["kubeconfig-cannot-be-read"]),
        ("etc/kubernetes/pki/apiserver.crt", ["certificate-cannot-be-read"]),
        ("var/lib/kubelet/pki/kubelet-client-current.pem", ["certificate-cannot-be-read"]),
        ("etc/kubernetes/manifests/etcd.yaml", ["manifest-is-broken"]),
        ("boot/config-6.12.57+deb13-amd64", []),
    ]

    @Test(arguments: damages) func aDamagedFileIsNamedAndNothingElse(_ file: String, _ rules: [String]) async throws {
        try await shell("cp -r \(BuiltProgram.node("control-plane-1.36")) n")
        let invalid = "{\"a\": [1, }\n\t- : :\n[[[x\nkey = = 3\n-----BEGIN CERTIFICATE-----\n%%\n-----END CERTIFICATE-----\n"
        let contents: [(String, [UInt8])] = [
            ("NULs", [UInt8](repeating: 0, count: 3000)),
            ("noise", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 >> 3) | 0x80 }),
            ("invalid", Array(invalid.utf8)), ("one long line", Array("a: \"\(String(repeating: "x", count: 1 << 20))\"\n".utf8)),
            ("deep", [UInt8](repeating: UInt8(ascii: "["), count: 20_000)),
            ("UTF-16", [0xFF, 0xFE] + Array("k: v\n".utf8).flatMap { [$0, 0] }),
        ]
        for (name, bytes) in contents {
            try Data(bytes).write(to: URL(filePath: "\(ground.path)/n/files/\(file)"))
            let output = try await bounded("diagnose --from \(ground.path)/n --format json")
            #expect([0, 1, 3].contains(output.status), "\(name): \(output.err)")
            guard let report = try? JSONDecoder().decode(Report.self, from: Data(output.out.utf8)) else {
                Issue.record("\(name): no report; \(output.err)")
                continue
            }
            let found = report.findings.map(\.rule)
            #expect(found.allSatisfy(rules.contains), "\(name): \(found)")
        }
    }

    @Test func anEmptyKubeletConfigurationIsBroken() async throws {
        try await shell("cp -r \(BuiltProgram.node("control-plane-1.36")) n; : >n/files/var/lib/kubelet/config.yaml")
        let output = try await bounded("diagnose --from \(ground.path)/n")
        #expect(output.status == 1)
        #expect(output.out.contains("kubelet-config-is-broken"))
    }

    @Test(.enabled(if: geteuid() == 0, "only root can become nobody")) func nobodyGetsAReportThatSaysWhatItMayNotSee()
        async throws
    {
        try await shell("cp \(BuiltProgram.path) drydock; chmod 755 drydock")
        let output = try await BuiltProgram.shell(
            "exec setpriv --reuid=65534 --regid=65534 --clear-groups timeout 30 \(ground.path)/drydock diagnose --format json")
        #expect([0, 1, 3].contains(output.status), "\(output.err)")
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        // That root alone may read something is no fault of the node.
        #expect(!report.findings.contains { $0.rule.contains("cannot-be-read") || $0.rule.contains("is-missing") })
    }

    /// The static program alone, in a root with nothing in it: no /proc, then no /dev, no systemd, no file at all.
    @Test(.enabled(if: geteuid() == 0 && BuiltProgram.isStatic, "it needs root and the static program"))
    func anEmptyRootGetsAReport() async throws {
        try await shell("mkdir -p root/proc root/dev; cp \(BuiltProgram.path) root/drydock")
        let bare = try await BuiltProgram.shell("exec timeout 30 chroot \(ground.path)/root /drydock diagnose")
        #expect(bare.status == 3)
        #expect(bare.err.contains("/proc is not mounted here"))
        for prepare in ["true", "mknod root/dev/null c 1 3"] {
            let output = try await BuiltProgram.shell(
                "cd \(ground.path); \(prepare); exec unshare -m sh -c 'mount -t proc p root/proc; exec timeout 30 chroot root /drydock diagnose'"
            )
            #expect([0, 1, 3].contains(output.status), "\(output.err)")
            #expect(output.out.contains("Not checked"))
        }
    }

    @Test(arguments: [12, 40, 200]) func fewOpenFilesGiveAReport(_ count: Int) async throws {
        let output = try await BuiltProgram.shell("ulimit -n \(count); exec timeout 30 \(BuiltProgram.path) diagnose")
        #expect([0, 1, 3].contains(output.status), "\(output.err)")
        #expect(output.out.contains("Not checked"))
    }

    @Test func aLineOfAMegabyteAndBinaryBytesAreExplained() async throws {
        try await shell(
            """
            { head -c 1048576 /dev/zero | tr '\\0' x; echo; head -c 4096 /dev/urandom; echo;
            echo 'E1124 08:01:29.1 812 run.go:72] "command failed" err="failed to load kubelet config file, path: /x, error: x"'; } >log
            """)
        let output = try await BuiltProgram.shell("exec timeout 30 \(BuiltProgram.path) explain - <\(ground.path)/log")
        #expect(output.status == 0, "\(output.err)")
        #expect(output.out.contains("kubelet"))
    }

    /// In a network and mounts of its own: every socket of a node accepts and says nothing, those with TLS after the handshake.
    @Test(.enabled(if: geteuid() == 0, "it makes a network namespace of its own")) func socketsThatNeverAnswerDoNotHangIt()
        async throws
    {
        try Data(Self.silence.utf8).write(to: URL(filePath: ground.path + "/silence.py"))
        try Data(Self.silentNode(BuiltProgram.node("control-plane-1.36")).utf8).write(to: URL(filePath: ground.path + "/node.sh"))
        let output = try await BuiltProgram.shell(
            "cd \(ground.path); exec unshare -mn sh node.sh timeout 30 \(BuiltProgram.path) diagnose --format json")
        #expect(output.status == 1, "\(output.err)")
        let report = try JSONDecoder().decode(Report.self, from: Data(output.out.utf8))
        let found = report.findings.map(\.rule)
        #expect(found.contains("containerd-socket-hangs"), "\(found)")
        #expect(found.contains("apiserver-does-not-answer"), "\(found)")
        #expect(output.out.contains("No answer came within"))
    }

    private static func silentNode(_ node: String) -> String {
        """
        mount --make-rprivate /
        ip link set lo up
        ip addr add 192.168.10.11/32 dev lo
        mkdir -p /etc/kubernetes /var/lib/kubelet
        for folder in /etc/kubernetes /var/lib/kubelet /run; do mount -t tmpfs t $folder; done
        cp -r \(node)/files/etc/kubernetes/. /etc/kubernetes/
        cp -r \(node)/files/var/lib/kubelet/. /var/lib/kubelet/
        mkdir -p /run/containerd
        openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out crt -days 30 -subj /CN=x \\
            -addext subjectAltName=IP:192.168.10.11,IP:127.0.0.1 2>openssl.log
        for name in admin kubelet; do cat >/etc/kubernetes/$name.conf <<WORDS
        apiVersion: v1
        kind: Config
        clusters: [{name: k, cluster: {server: "https://192.168.10.11:6443", certificate-authority-data: $(base64 -w0 crt)}}]
        contexts: [{name: c, context: {cluster: k, user: u}}]
        current-context: c
        users: [{name: u, user: {client-certificate-data: $(base64 -w0 crt), client-key-data: $(base64 -w0 key)}}]
        WORDS
        done
        # A node that has been there for a while: what was written a moment ago is only starting.
        find /etc/kubernetes /var/lib/kubelet -exec touch -d '2 hours ago' {} +
        python3 silence.py &
        silence=$!
        for wait in 1 2 3 4 5 6 7 8 9; do [ -e ready ] || sleep 0.3; done
        "$@"
        status=$?
        kill $silence
        exit $status
        """
    }

    private static let silence = """
        import socket, ssl, threading, time
        kept = []
        def accept(listener, tls):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("crt", "key")
            def one(peer):
                try: kept.append(context.wrap_socket(peer, server_side=True) if tls else peer)
                except OSError: pass
            while True:
                threading.Thread(target=one, args=(listener.accept()[0],), daemon=True).start()
        def serve(family, address, tls):
            listener = socket.socket(family)
            listener.bind(address)
            listener.listen(64)
            threading.Thread(target=accept, args=(listener, tls), daemon=True).start()
        serve(socket.AF_UNIX, "/run/containerd/containerd.sock", False)
        for port, tls in ((6443, True), (2379, True), (2381, False), (10248, False), (10250, True), (10257, True), (10259, True)):
            serve(socket.AF_INET, ("0.0.0.0", port), tls)
        open("ready", "w").close()
        time.sleep(120)
        """
}
