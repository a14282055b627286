import Facts
import Hosts

/// The options that the running kernel was built with, from the first copy that can be read.
enum KernelOptions {
    /// What kubeadm's preflight demands (system-validators 1.12, types_unix.go).
    static let required = [
        "NAMESPACES", "NET_NS", "PID_NS", "IPC_NS", "UTS_NS", "CGROUPS", "CGROUP_PIDS", "CGROUP_SCHED", "CPUSETS", "MEMCG",
        "INET", "EXT4_FS",
        "PROC_FS", "NETFILTER_XT_TARGET_REDIRECT", "NETFILTER_XT_MATCH_COMMENT", "FAIR_GROUP_SCHED",
    ]

    /// Names that older kernels gave to the same option.
    static let aliases = [
        "NETFILTER_XT_TARGET_REDIRECT": ["IP_NF_TARGET_REDIRECT"], "EXT4_FS": ["EXT4"],
    ]

    static func set(release: String, at host: any Host, _ facts: inout FactSet) async {
        var reasons: [Reason] = []
        for path in ["/boot/config-\(release)", "/usr/lib/modules/\(release)/config", "/lib/modules/\(release)/config"] {
            switch await SmallFile.read(path, at: host) {
            case .text(let text) where isWhole(text): return set(text, from: path, &facts)
            case .text: reasons.append("\(path) is not a kernel configuration, or is incomplete.")
            case .unseen(let reason): reasons.append(reason)
            case .absent: continue
            }
        }
        do {
            let output = try await host.run(Command("zcat", ["/proc/config.gz"], deadline: .seconds(2), limit: 1 << 20))
            if output.succeeded, !output.isCut, isWhole(output.text) { return set(output.text, from: "/proc/config.gz", &facts) }
            reasons.append(
                output.succeeded
                    ? "The output of zcat for /proc/config.gz is not a kernel configuration, or is incomplete."
                    : "No configuration of the running kernel was found under /boot, /lib/modules or /proc.")
        } catch {
            reasons.append(error.reason)
        }
        facts.miss(KernelFacts.missingOptions, reasons.first ?? "")
    }

    private static func set(_ text: String, from path: String, _ facts: inout FactSet) {
        let missing = missing(in: text)
        let source = Source.file(path, missing.map { "CONFIG_\($0) is not set" }.joined(separator: ", "))
        facts.set(KernelFacts.missingOptions, missing.isEmpty ? .absent : .list(missing), from: source)
    }

    /// Whether a text is a kernel's configuration to its last line: what a damaged file lacks, the kernel may have.
    static func isWhole(_ text: String) -> Bool {
        text.utf8.last == UInt8(ascii: "\n") && text.split(separator: "\n").contains { $0.hasPrefix("CONFIG_") }
    }

    /// The required options that are neither `y` nor `m`.
    static func missing(in text: String) -> [String] {
        var on: Set<Substring> = []
        for line in text.split(separator: "\n") where line.hasPrefix("CONFIG_") && (line.hasSuffix("=y") || line.hasSuffix("=m"))
        {
            on.insert(line.dropFirst(7).dropLast(2))
        }
        return required.filter { option in !on.contains(option[...]) && !(aliases[option] ?? []).contains { on.contains($0[...]) }
        }
    }
}
