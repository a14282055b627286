import Diagnosis
import Facts
import Hosts
import Knowledge
import KnowledgeFormat
import TOML
import YAML

@testable import Application
@testable import Lookup
@testable import Patterns
@testable import Probes

extension Parsers {
    static let yaml = Parser(
        description: "yaml",
        seeds: texts(
            "a: &x {k: v, l: [1, 2]}\nb: *x\nc:\n  <<: *x\n  m: |\n    text\n    more\n  n: >-\n    folded\n",
            "%YAML 1.1\n%TAG !e! tag:e.com,2000:\n---\n!e!t \"\\u00e9\\x41\\n\": 'it''s'\n? k\n: - - v\n    - w\n...\n",
            "\u{FEFF}ü: \"中\"\r\n- \t# c\r\n🚢: [é, ê]\r\n", "a: &a [*a]\n", "&a [&b [*a, *b], *a]\n",
            "- 0x1F\n- 0o17\n- .inf\n- 1e3\n- ~\n")
            + [node("files/var/lib/kubelet/config.yaml"), node("files/etc/kubernetes/manifests/kube-apiserver.yaml")],
        words: ["---\n", "&a ", "*a", "<<: ", "!!binary ", "? ", ": ", "- ", "|2-\n", "\"\\U0010FFFF\"", "%YAML 1.1\n", "...\n"],
        read: { bytes in
            guard let stream = try? YAMLDocument.read(bytes, file: "f", duplicateKeys: .recorded) else { return false }
            for document in stream.documents { try visit(document, bytes.count) }
            if let config = try? KubeletConfigFile(bytes, path: "f") {
                _ = (config.unknownFields(minor: 36, Knowledge.releases.kubeletFields), config.kind)
            }
            _ = try? PodManifest(bytes, file: "f")
            return true
        })

    private static func visit(_ node: YAMLNode, _ count: Int) throws {
        guard node.start.offset <= node.end.offset, node.end.offset <= count else {
            throw Broken(description: "A mark lies outside the text.")
        }
        _ = (node.value, node.int, node.bool, node.double, node.kindName)
        for item in node.array ?? [] { try visit(item, count) }
        for entry in node.entries ?? [] {
            guard entry.key.end.offset <= count else { throw Broken(description: "A key's mark lies outside the text.") }
            try visit(entry.value, count)
        }
    }

    static let toml = Parser(
        description: "toml",
        // The first nine once ended the program or were read as something else.
        seeds: texts(
            "a=[1,197=-05-27 2\n", "a = [}\n", "b = 1979-05-27T!7:\n", "a = [1, 1979-05-27 2]\n", "[[[", "[[[[x]]]]\n", "[é]\n",
            "[ ",
            "a = 1\n\0b = 2\n", "a = [\n  [1, 2],\n  [3],\n]\nb = \"\"\"\n[[[\n\"\"\"\n[c.\"d.e\"]\nf = {g = 'h'}\n",
            "[[a]]\nb = 1979-05-27T07:32:00Z\n[[a]]\nc = 0x1F\nd = inf\ne = 1_000.5e-3\n")
            + [
                node("files/etc/containerd/config.toml"),
                file("Tests/Nodes/worker-1.36-crio/files/etc/crio/crio.conf.d/10-crio.conf"),
            ],
        words: [
            "[", "[[", "]]", " = ", "\"\"\"", "'''", "{", "}", ".", "#", "\\\n", "\\u00e9", "inf", "1979-05-27", "version = 3\n",
        ],
        read: { bytes in
            let later = try? TOMLDocument.parse(bytes, file: "f", as: .burntSushi)
            let document: TOMLDocument
            do throws(TOMLError) { document = try TOMLDocument.parse(bytes, file: "f") } catch {
                guard error.line >= 1, error.column >= 1, error.sentence.hasSuffix(".") else {
                    throw Broken(description: "A problem has no line or no sentence: \(error).")
                }
                return false
            }
            guard later?.sections == document.sections else { throw Broken(description: "TOML 1.1 reads TOML 1.0 otherwise.") }
            try visit(document.root, in: bytes.count)
            for section in document.sections { try visit(section, of: document, bytes) }
            let tree = document.root.tree
            _ = tree.leaves().map { document.mark(of: $0.path).map(document.line(at:)) }
            _ = (tree.written, ContainerdMigration.renamed(tree))
            return true
        })

    private static func visit(_ node: TOMLNode, in count: Int) throws {
        guard node.span.start.offset <= node.span.end.offset, node.span.end.offset <= count else {
            throw Broken(description: "A span lies outside the text.")
        }
        for member in node.members ?? [] { try visit(member, in: count) }
        for entry in node.entries ?? [] { try visit(entry.value, in: count) }
    }

    /// A setting's value, cut out of the file and read alone, is the value that the file has.
    private static func visit(_ section: TOMLSection, of document: TOMLDocument, _ bytes: [UInt8]) throws {
        for setting in section.settings {
            let cut = bytes[setting.key.start.offset..<setting.value.end.offset]
            guard let alone = try? TOMLDocument.parse(Array(cut), file: "f"), let value = alone[setting.path] else {
                throw Broken(description: "What is cut out of the text at a setting's marks is none.")
            }
            guard document.lines(of: section.path + setting.path) != nil else {
                throw Broken(description: "A setting has no lines.")
            }
            if !section.isElement, let whole = document[section.path + setting.path], whole.tree.written != value.tree.written {
                throw Broken(description: "A setting's value is another one.")
            }
        }
    }

    static let json = Parser(
        description: "json",
        seeds: texts(
            "{\"a\": [1, -2.5e3, true, null, \"\\u00e9\\ud83d\\ude00\"], \"b\": {\"c\": {}}}", "[[[[[[[[]]]]]]]]",
            "{\"cniVersion\":\"1.0.0\",\"name\":\"n\",\"plugins\":[{\"type\":\"bridge\",\"ipam\":{\"ranges\":[[{\"subnet\":\"10.0.0.0/8\"}]]}}]}"
        )
            + [node("files/etc/cni/net.d/10-wb.conflist"), node("index.jsonl", longest: 4 << 10)],
        words: [
            "{", "}", "[", "]", ":", ",", "\"plugins\":", "\"type\":\"bridge\"", "\\ud83d", "1e999", "null", "\"isGateway\":true",
        ],
        read: { bytes in
            _ = JSONText.parse(bytes)
            let list = try? CNIConfig(bytes, isList: true)
            let one = try? CNIConfig(bytes, isList: false)
            for config in [list, one].compactMap({ $0 }) { _ = NetworkAddOn.of(config) }
            return list != nil || one != nil
        })

    static let kubeconfig = Parser(
        description: "kubeconfig",
        seeds: [
            node("files/etc/kubernetes/admin.conf"), node("files/etc/kubernetes/kubelet.conf"),
            node("files/etc/kubernetes/manifests/etcd.yaml"),
        ]
            + texts(
                "apiVersion: v1\nkind: Config\nclusters: [{name: a, cluster: {server: 'https://[::1]:6443'}}]\ncurrent-context: b\n"
            ),
        words: ["client-certificate-data: ", "server: https://", "[::1]", ":65536", "users:\n", "!!binary |\n", "exec:\n", "=="],
        read: { bytes in
            let flags = ComponentFlags(manifest: bytes, path: "/x", component: "etcd")
            _ = CertificateUses.all(flags: flags.map { [$0] } ?? [], found: ["/etc/kubernetes/pki/ca.crt"])
            guard let contents = try? KubeconfigContents(bytes, path: "/x/admin.conf") else { return false }
            _ = contents.clientData.map { PEMContents($0, path: "x") }
            _ = contents.server.map { AddressText.hostAndPort($0) }
            return true
        })

    static let knowledge = Parser(
        description: "knowledge",
        seeds: [
            file("Knowledge/rules/control-plane/manifest-is-broken.yaml"),
            file("Knowledge/rules/kubelet/kubelet-config-is-broken.yaml"),
            file("Knowledge/rules/etcd/etcd-is-not-set-up.yaml"), file("Knowledge/recipes/network/turn-hairpin-on.yaml"),
        ],
        words: [
            "when: ", "{fact: ", "each: ", "where:\n", "all:\n", "any:\n", "not: ", "matches: \"*\"", "present: true", "below: 1",
            "{value}", "steps:\n",
        ],
        read: { bytes in
            let places = ["rules/host/swap-is-odd.yaml", "recipes/host/mend-swap.yaml", "ladder/1-host.yaml"]
            let outcomes = places.map { place in
                KnowledgeFolder.read([KnowledgeFile(path: place, shownAs: place, bytes: bytes)], beside: Knowledge.base)
            }
            for problem in outcomes.flatMap(\.1) where problem.line < 1 || !".?".contains(problem.sentence.last ?? " ") {
                throw Broken(description: "A problem has no line or no sentence: \(problem).")
            }
            // What has the recipe it names beside itself only in the whole folder is refused here for that alone.
            return outcomes.contains { $0.1.isEmpty || !$0.0.rules.isEmpty || !$0.0.recipes.isEmpty }
        })

    static let patterns = Parser(
        description: "patterns",
        seeds: texts(
            "failed to load kubelet config file, path: %s, error: %w", "%[1]*.[2]*[3]f and %+v of %#x: %%done",
            "\"%q\" <nil> & %5.2f%%",
            "a literal text that is long enough", "%", "%[", "%[9999999999]d of something that is long",
            "\\\" \\n \\u003c some text here"),
        words: ["%s", "%d", "%+v", "%[1]d", "%%", "%*", "%.", "\\\"", "<", ">", "&", "\\u003c", "\\x41"],
        read: { bytes in
            guard let pattern = try? Pattern(String(decoding: bytes, as: UTF8.self)) else { return false }
            let set = PatternSet([pattern])
            var scanner = LogScanner(set)
            let line = bytes + [10] + pattern.bytes + [10]
            scanner.feed(line) { _ in }
            scanner.finish { _ in }
            return true
        })

    /// klog, logfmt, JSON and journal lines, as a person pastes them.
    static let explain = Parser(
        description: "explain",
        seeds: texts(
            "E1124 08:01:29.123456     812 run.go:72] \"command failed\" err=\"failed to load kubelet config file, path: /var/lib/kubelet/config.yaml, error: x\"\n",
            "Nov 24 08:01:29 cp1 kubelet[812]: W1124 08:01:29.1 812 x.go:1] text\n",
            "time=\"2026-11-24T08:01:29.5+01:00\" level=error msg=\"a \\\"b\\\"\" k=v\n",
            "{\"level\":\"warn\",\"ts\":\"2026-11-24T08:01:29.123Z\",\"msg\":\"x\",\"error\":\"\\u003cnil\\u003e\"}\n",
            "1764000000.123456 cp1 kernel: oom\n",
            "[    1.234567] kernel: x\n", "type=AVC msg=audit(1764000000.123:45): denied\n",
            "\u{1B}[31mred\u{1B}[0m \u{1B}]0;t\u{07}x\n",
            "2026-11-24T08:01:29.999999999Z stderr F {\"ts\":1764000000.5}\n"),
        words: [
            "\u{1B}[", "\u{1B}]", "msg=\"", "ts=", "2026-02-30T25:61:61Z", "E1331 99:99:99", "\\\"", "\\u00", "stderr F ",
            "9999999999.9 ", "container runtime is not running",
        ],
        read: { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let reader = LogTimeReader(reference: 1_764_000_000)
            var dated = false
            for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
                guard let time = reader.read(Array(line)) else { continue }
                dated = true
                guard (0...line.count).contains(time.message) else {
                    throw Broken(description: "A message begins outside its line.")
                }
            }
            _ = PastedText(text)
            if bytes.count < 2048 { _ = explainer.explain(bytes) }
            return dated
        })

    private static let explainer = Explainer(knowledge: Knowledge.base, catalogue: Knowledge.catalogue)

    /// What journalctl, dmesg and container runtimes write: whole logs, in pieces.
    static let journal = Parser(
        description: "journal",
        seeds: [node("files/var/log/dpkg.log", longest: 2 << 10)]
            + texts(
                "1764000000.123456 cp1 kubelet[71]: E1124 08:01:29.1 71 x.go:1] \"command failed\" err=\"failed to x: no relationship found between node 'a' and this object\"\n1764000001.1 cp1 systemd[1]: [80B blob data]\n",
                "6,339,5140900,-;NET: Registered PF_INET\n SUBSYSTEM=x\n",
                "<6>[    0.000000] Linux\n<3>[ 9999.9] Out of memory: Killed process 71 (kubelet)\n"),
        words: [
            "[80B blob data]", "\0\0\0\0", "\u{FFFD}", "1764000000.123456 ", "9223372036854775807.1 ", "<6>[",
            "Failed to run kubelet",
        ],
        read: { bytes in
            var scanner = LogScanner(allPatterns)
            var found = 0
            for piece in [bytes.prefix(bytes.count / 3), bytes.dropFirst(bytes.count / 3)] {
                scanner.feed(Array(piece)) { _ in found += 1 }
            }
            scanner.finish { _ in found += 1 }
            _ = LastWords(in: bytes, LogTimeReader(reference: 1_795_000_000), isUnit: true)
            _ = PackageLogs.dpkg(String(decoding: bytes, as: UTF8.self), file: "f", zone: 0)
            return found > 0
        })

    private static let allPatterns = PatternSet(Knowledge.rules.flatMap(\.patterns).compactMap { try? Pattern($0) })

    /// The outputs of programs and the files of /proc.
    static let listings = Parser(
        description: "listings",
        seeds: texts(
            "*nat\n:KUBE-SEP-X - [0:0]\n-A KUBE-SEP-X -s 10.244.0.5/32 -m comment --comment \"default/web:http\" -j KUBE-MARK-MASQ\n-A KUBE-SEP-X -p tcp -m tcp -j DNAT --to-destination 10.244.0.5:8080\nCOMMIT\n",
            "-A KUBE-SEP-Y -j DNAT --to-destination [fd00::5]:80\n-A KUBE-SEP-\n-A KUBE-SEP-Z --to-destination\n",
            "tcp 6 119 SYN_SENT src=10.244.0.5 dst=10.96.0.1 sport=1 dport=80 [UNREPLIED] src=10.244.0.5 dst=10.244.0.5 sport=80 dport=1\n",
            "LISTEN 0 4096 127.0.0.1:10248 0.0.0.0:* users:((\"kubelet\",pid=812,fd=20))\nLISTEN 0 5 [::]:6443 [::]:*\n",
            "  0: 0100007F:2808 00000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 1\n",
            "/dev/vda1 / ext4 rw,relatime 0 0\ncgroup /sys/fs/cgroup\\040x cgroup rw,cpu 0 0\n",
            "#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t1\t1\t1\n", "CONFIG_NAMESPACES=y\n# CONFIG_X is not set\n",
            "# HELP x y\netcd_server_has_leader 1\netcd_network_peer_round_trip_time_seconds_count{To=\"a\\\"b\"} 3e4 1764\n",
            "[Service]\nExecStart=\nExecStart=/usr/bin/kubelet \\\n  --a=b $KUBELET_EXTRA_ARGS \"c d\" ${X}\nEnvironment=\"A=b c\" D=e\n"
        ),
        words: [
            "-A KUBE-SEP-", "--to-destination ", "[", "]:", ":*", "users:((", "\\040", "\\", "{", "le=\"+Inf\"", "NaN", "$", "${",
            "\"", "'", "ExecStart=",
        ],
        read: { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            for line in text.split(separator: "\n") { _ = ConntrackLine.selfConnection(line) }
            _ = (MountTable(text), KernelProbe.missing(inCgroups: text), KernelOptions.missing(in: text))
            _ = (EtcdMetrics.peers(text), PrometheusText(text, wanted: ["etcd_server_has_leader"]))
            _ = (UnitDefinition.parse(text, file: "f"), ServiceCommand.split(text), ServiceCommand.variables(in: text, file: "f"))
            _ = DpkgStatus.rows(bytes, names: ["kubelet"])
            let pods = PodNames(leases: nil, routes: nil)
            let servers = IPVSEndpoints.servers(text)
            let rows =
                NATTable(bytes).rows(from: "iptables-save", pods: pods) + NFTProxyTable(bytes).rows(from: "nft", pods: pods)
                + IPVSEndpoints.rows(servers, IPVSEndpoints.members(text), pods: pods, isSetAsked: true)
            return !rows.isEmpty || !SocketTable.parse(ss: text).isEmpty || !SocketTable.parse(proc: text).isEmpty
        })
}
