import Patterns

/// What a line says of itself: how bad its program takes it to be, and which program speaks.
struct LineReading: Sendable, Hashable {
    /// Mildest first.
    enum Level: Int, Sendable, Comparable {
        case information, warning, unsaid, error
        /// The program's last word.
        case fatal

        static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    var level = Level.unsaid
    /// One of `KnownText.programs`, nil where nothing tells.
    var program: String?
    /// The line has a log's header; what people type or kubectl prints has none.
    var isLogged = false

    /// Enough of a line to know it by, in bytes.
    private static let longestLook = 2048

    init(_ bytes: some Sequence<UInt8>) {
        let line = Array(bytes.prefix(Self.longestLook))
        readLevel(line)
        program =
            Self.context(line) ?? klogProgram(line) ?? Self.unit(line)
            ?? (isCapnslog || Self.isEtcdsJSON(line) ? "etcd" : isLogfmt ? "runtime" : nil)
    }

    private var klogFile: String?
    private var isLogfmt = false
    private var isCapnslog = false

    private mutating func readLevel(_ line: [UInt8]) {
        func has(_ word: Word) -> Bool { Bytes.place(of: word.bytes, in: line) != nil }
        if let klog = Self.klog(line) {
            (level, klogFile, isLogged) = (klog.level, klog.file, true)
        } else if let level = Self.field(line) {
            (self.level, isLogged) = (level, true)
            isLogfmt = has(Word.time)
        } else if let level = Self.bracket(line) ?? Self.logrus(line) {
            (self.level, isLogged) = (level, true)
        } else if let level = Self.capnslog(line) {
            (self.level, isLogged, isCapnslog) = (level, true, true)
        } else {
            level = Self.plain(line)
        }
        // What a program that stops says of what it gave up.
        if level == .warning, Word.canceled.contains(where: has) { level = .information }
        if has(Word.commandFailed) { level = .fatal }
        if level != .information, has(Word.phase) || has(Word.fatalMark) { level = .fatal }
    }

    /// Words by which lines are known.
    private struct Word {
        let bytes: [UInt8]
        init(_ text: String) { bytes = Array(text.utf8) }

        static let commandFailed = Word("\"command failed\" err=")
        static let phase = Word("error execution phase")
        static let fatalMark = Word("FATAL: ")
        static let time = Word("time=")
        static let canceled = [Word("context canceled"), Word("operation was canceled")]
        static let goPlace = Word(".go:")
        static let bar = Word(" | ")
        static let caller = Word("\"caller\":\"")
        static let levels = [Word(" level="), Word("\"level\":\""), Word("\"severity\":\"")]
    }

    /// `E1124 08:01:29.123456    1451 run.go:72] `: letter and file of klog's header.
    private static func klog(_ line: [UInt8]) -> (level: Level, file: String)? {
        var from = 0
        // A message may name a place of its own; klog's is the first.
        while let place = Bytes.place(of: Word.goPlace.bytes, in: line, from: from), place < 400 {
            from = place + 1
            let start = max(0, place - 100)
            let before = line[start..<place]
            guard let blank = before.lastIndex(of: 32) else { continue }
            let file = String(decoding: line[(blank + 1)..<place], as: UTF8.self)
            for at in start..<blank where at + 6 < line.count {
                // Docker's and CRI's files hold klog's line as it is, the former in quotes.
                let isStart = at == 0 || line[at - 1] == 32 || line[at - 1] == 9 || line[at - 1] == UInt8(ascii: "\"")
                guard isStart, let level = letter(line[at]), line[at + 5] == 32,
                    line[(at + 1)...(at + 4)].allSatisfy({ $0 >= 48 && $0 <= 57 })
                else { continue }
                return (level, file)
            }
        }
        return nil
    }

    private static func letter(_ byte: UInt8) -> Level? {
        switch byte {
        case UInt8(ascii: "I"): .information
        case UInt8(ascii: "W"): .warning
        case UInt8(ascii: "E"): .error
        case UInt8(ascii: "F"): .fatal
        default: nil
        }
    }

    /// `level=info` of logrus, `"level":"info"` of zap. A line that quotes another one has its own first.
    private static func field(_ line: [UInt8]) -> Level? {
        for word in Word.levels {
            guard let place = Bytes.place(of: word.bytes, in: line) else { continue }
            let value = line[(place + word.bytes.count)...].drop { $0 == 34 }.prefix { $0 >= 65 && $0 <= 122 }
            if let level = level(String(decoding: value, as: UTF8.self).lowercased()) { return level }
        }
        if line.starts(with: Word("level=").bytes) {
            return level(String(decoding: line[6...].prefix { $0 >= 97 && $0 <= 122 }, as: UTF8.self))
        }
        return nil
    }

    private static func level(_ word: String) -> Level? {
        switch word {
        case "trace", "debug", "info", "notice", "normal": .information
        case "warn", "warning": .warning
        case "error", "err": .error
        case "fatal", "panic", "critical", "dpanic": .fatal
        default: nil
        }
    }

    /// `[INFO]` of CoreDNS and Calico, `[ERROR Swap]:` of kubeadm; within the first words.
    private static func bracket(_ line: [UInt8]) -> Level? {
        let head = Array(line.prefix(60))
        for (word, level) in brackets where Bytes.place(of: word.bytes, in: head) != nil { return level }
        return nil
    }

    private static let brackets: [(Word, Level)] = [
        (Word("[FATAL]"), .fatal), (Word("[PANIC]"), .fatal), (Word("[ALERT]"), .fatal), (Word("[EMERG]"), .fatal),
        (Word("[ERROR"), .error), (Word("[WARNING"), .warning),
        (Word("[INFO]"), .information), (Word("[DEBUG]"), .information),
    ]

    /// `FATA[0000] `, `ERRO[2019-05-14T13:46:48+01:00] `: logrus at a terminal, as crictl and cri-dockerd write.
    private static func logrus(_ line: [UInt8]) -> Level? {
        let text = line.drop { $0 == 32 || $0 == 9 }
        return logrusLevels.first { text.starts(with: $0.0.bytes) }?.1
    }

    private static let logrusLevels: [(Word, Level)] = [
        (Word("FATA["), .fatal), (Word("PANI["), .fatal), (Word("ERRO["), .error), (Word("WARN["), .warning),
        (Word("INFO["), .information), (Word("DEBU["), .information), (Word("TRAC["), .information),
    ]

    /// `2021-03-02 10:11:12.131415 W | etcdserver: `: etcd up to 3.4.
    private static func capnslog(_ line: [UInt8]) -> Level? {
        guard let bar = Bytes.place(of: Word.bar.bytes, in: Array(line.prefix(longestHeader))), bar >= 20, line[bar - 2] == 32,
            line[bar - 3] >= 48, line[bar - 3] <= 57
        else { return nil }
        switch line[bar - 1] {
        case UInt8(ascii: "C"): return .fatal
        case UInt8(ascii: "E"): return .error
        case UInt8(ascii: "W"): return .warning
        case UInt8(ascii: "N"), UInt8(ascii: "I"), UInt8(ascii: "D"): return .information
        default: return nil
        }
    }

    /// A capnslog header ends before this, with a journal's before it.
    private static let longestHeader = 120

    /// `"caller":"etcdserver/server.go:2148"`: others' callers, such as MetalLB's, are files without a folder.
    private static func isEtcdsJSON(_ line: [UInt8]) -> Bool {
        guard let place = Bytes.place(of: Word.caller.bytes, in: line) else { return false }
        return line[(place + Word.caller.bytes.count)...].prefix { $0 != UInt8(ascii: "\"") }.contains(UInt8(ascii: "/"))
    }

    /// What has no header: events, apt, kubectl, a Go program that panics.
    private static func plain(_ line: [UInt8]) -> Level {
        let text = line.drop { $0 == 32 || $0 == 9 }
        for (word, level) in beginnings where text.starts(with: word.bytes) { return level }
        return .unsaid
    }

    private static let beginnings: [(Word, Level)] = [
        (Word("panic: "), .fatal), (Word("fatal error: "), .fatal), (Word("Warning "), .error), (Word("Error"), .error),
        (Word("error"), .error), (Word("E: "), .error), (Word("W: "), .warning), (Word("Warning:"), .warning),
        (Word("Normal "), .unsaid),
    ]

    /// What the words of a message show: who found the fault, whichever program wrote the line.
    private static func context(_ line: [UInt8]) -> String? {
        for (word, program) in contexts where Bytes.place(of: word.bytes, in: line) != nil { return program }
        return nil
    }

    private static let contexts: [(Word, String)] = [
        ("failed calling webhook", "webhook"), ("failed to call webhook", "webhook"), ("Failed to pull image", "registry"),
        ("failed to pull image", "registry"), ("failed to pull and unpack image", "registry"), ("PullImage ", "registry"),
        ("failed to resolve reference", "registry"), ("failed to do request: Head", "registry"),
        ("failed to fetch anonymous token", "registry"), ("httpReadSeeker: ", "registry"), ("/v2/", "registry"),
        ("ImagePull]", "registry"), ("Error response from daemon: Get", "registry"),
        ("Failed to scrape node", "metrics-server"), ("unable to fully scrape metrics", "metrics-server"),
        ("metrics-server", "metrics-server"), ("v1beta1.metrics.k8s.io", "metrics-server"),
        ("Unable to connect to the server", "kubectl"), ("The connection to the server", "kubectl"),
        ("Error from server", "kubectl"), ("memcache.go:", "kubectl"), ("current server API group list", "kubectl"),
        ("logged in to the server", "kubectl"), ("error validating data", "kubectl"),
        ("[preflight]", "kubeadm"), ("[discovery]", "kubeadm"), ("error execution phase", "kubeadm"), ("[ERROR ", "kubeadm"),
        ("[WARNING ", "kubeadm"), ("[upgrade", "kubeadm"), ("[kubelet-", "kubeadm"), ("[wait-control-plane]", "kubeadm"),
        ("[control-plane", "kubeadm"), ("[init]", "kubeadm"), ("[api-check]", "kubeadm"), ("[reset]", "kubeadm"),
        ("] [etcd] ", "kubeadm"), ("[mark-control-plane]", "kubeadm"), ("[upload-config]", "kubeadm"),
        ("[check-etcd]", "kubeadm"), ("[download-certs]", "kubeadm"), ("[certs]", "kubeadm"), ("[addons]", "kubeadm"),
        ("[join]", "kubeadm"),
        ("couldn't validate the identity", "kubeadm"),
        ("etcdmain", "etcd"), ("\"caller\":\"etcd", "etcd"), ("rafthttp", "etcd"), ("\"caller\":\"embed", "etcd"),
        ("haproxy", "haproxy"), ("Keepalived", "haproxy"), ("keepalived", "haproxy"), ("vrrp", "haproxy"),
        ("kube-vip", "kube-vip"), ("plndr-", "kube-vip"),
        ("plugin/", "coredns"), ("Corefile", "coredns"), ("calico", "calico"), ("BIRD", "calico"), ("felix", "calico"),
        ("Felix", "calico"),
        ("cilium", "cilium"), (" subsys=", "cilium"), ("BPF p", "cilium"), ("flannel", "flannel"),
        ("hcsshim", "windows"), ("hcnCreate", "windows"), ("Win32", "windows"), ("plugin type=", "cni"), ("kernel: ", "kernel"),
        ("The repository 'http", "packages"), ("GPG error", "packages"), ("for repo", "packages"),
        ("[UFW BLOCK]", "kernel"), ("iptables", "iptables"),
    ].map { (Word($0.0), $0.1) }

    /// Files of klog's header that only one program has.
    private func klogProgram(_ line: [UInt8]) -> String? { klogFile.flatMap { Self.files[$0] } }

    private static let files: [String: String] = {
        let kubelet = [
            "kubelet", "kubelet_node_status", "pod_workers", "kuberuntime_manager", "kuberuntime_sandbox",
            "kuberuntime_container",
            "kuberuntime_image", "remote_runtime", "remote_image", "eviction_manager", "container_manager_linux",
            "cri_stats_provider", "csi_plugin", "reconciler_common", "nestedpendingoperations", "dns", "kubelet_pods",
            "image_gc_manager", "generic", "cpu_manager", "memory_manager", "kubelet_network", "kubelet_volumes", "fs",
            "bootstrap", "log", "server_v1", "oom_watcher_linux", "pod_container_manager_linux", "cgroup_manager_linux",
            "certificate_manager", "volume_manager", "operation_generator", "plugin_watcher", "prober", "prober_manager",
            "status_manager", "csi_attacher", "csi_mounter", "topology_manager", "state_mem", "state_checkpoint",
            "kubelet_getters", "nodeshutdown_manager_linux", "docker_service", "docker_sandbox", "kube_docker_client",
            "desired_state_of_world_populator", "kubelet_resources", "watchdog_linux", "qos_container_manager_linux",
            "node_container_manager_linux",
        ]
        var files = Dictionary(kubelet.map { ($0, "kubelet") }) { first, _ in first }
        for name in ["checks", "initconfiguration", "token", "join"] { files[name] = "kubeadm" }
        for name in ["proxier", "conntrack", "proxy", "server_others"] { files[name] = "kube-proxy" }
        for name in [
            "controllermanager", "garbagecollector", "node_lifecycle_controller", "range_allocator", "node_ipam_controller",
            "cidr_allocator", "replica_set", "job_controller", "daemon_controller", "stateful_set", "pv_controller",
            "attach_detach_controller", "resource_quota_controller", "certificate_controller", "namespaced_resources_deleter",
        ] {
            files[name] = "kube-controller-manager"
        }
        for name in ["available_controller", "authentication", "oidc", "instance"] { files[name] = "kube-apiserver" }
        files["scraper"] = "metrics-server"
        for name in ["schedule_one", "scheduler"] { files[name] = "kube-scheduler" }
        files["memcache"] = "kubectl"
        return files
    }()

    /// `kubelet[1451]: ` of the journal, or the column of an event that names its source.
    private static func unit(_ line: [UInt8]) -> String? {
        let head = Array(line.prefix(160))
        for (word, program) in units where Bytes.place(of: word.bytes, in: head) != nil { return program }
        if head.first == 91, let close = head.firstIndex(of: 93), close > 5,
            head[1..<close].allSatisfy({ $0 == 32 || $0 == 46 || $0 >= 48 && $0 <= 57 })
        {
            return "kernel"
        }
        return nil
    }

    private static let units: [(Word, String)] = [
        ("kubelet[", "kubelet"), ("containerd[", "runtime"), ("crio[", "runtime"), ("dockerd[", "runtime"), ("etcd[", "etcd"),
        ("systemd[", "systemd"), ("  kubelet  ", "kubelet"), ("default-scheduler", "kube-scheduler"),
        ("kube-apiserver[", "kube-apiserver"), ("kube-controller-manager[", "kube-controller-manager"),
        ("kube-scheduler[", "kube-scheduler"), ("kube-proxy[", "kube-proxy"), ("bird: ", "calico"),
    ].map { (Word($0.0), $0.1) }
}
