import CRI
import Text

/// Answers to fixed questions, made from outputs that other programs collect in other forms.
struct BundleTexts {
    let bundle: BundleContents
    let clock: BundleClock
    let api: BundleAPI

    /// The node's name; nil where nothing tells it.
    var hostname: String? {
        if bundle.kind != .sosreport, let name = api.worst?["metadata"]["name"].text { return name }
        let said = bundle.output(of: "hostname") ?? bundle.text("proc/sys/kernel/hostname") ?? bundle.text("etc/hostname")
        let name = said.map { $0.trimmed } ?? ""
        if !name.isEmpty, !name.contains(" ") { return name }
        let words = bundle.output(of: "uname -a").map { $0.split(separator: " ") } ?? []
        return words.count > 2 ? String(words[1]) : nil
    }

    /// Texts of commands, by command line.
    var commands: [(line: String, text: String)] {
        var out: [(String, String)] = []
        // sos runs as root only, and so do they who look at a runtime.
        if bundle.kind == .sosreport { out.append(("id -u", "0\n")) }
        if let zone = clock.zoneText { out.append(("date +%z", zone + "\n")) }
        if let machine { out.append(("uname -m", machine + "\n")) }
        if let synchronised {
            out.append(("timedatectl show --property=NTPSynchronized", "NTPSynchronized=\(synchronised)\n"))
        }
        if let sockets { out.append(("ss -H -l -n -t -p", sockets)) }
        if let version = kubelet { out.append(("kubelet --version", "Kubernetes \(version)\n")) }
        return out
    }

    /// Files of the node that other outputs show, by path; what the bundle has itself counts before them.
    var files: [(path: String, text: String)] {
        var out: [(String, String)] = []
        if let hostname { out.append(("/proc/sys/kernel/hostname", hostname + "\n")) }
        if let mounts { out.append(("/proc/mounts", mounts)) }
        if let packages { out.append(("/var/lib/dpkg/status", packages)) }
        for line in (bundle.output(of: "sysctl -a") ?? "").split(separator: "\n") {
            guard let equals = line.firstRange(of: " = ") else { continue }
            let name = line[..<equals.lowerBound]
            guard name.utf8.allSatisfy({ $0 > 32 && $0 != UInt8(ascii: "/") }), !name.contains("..") else { continue }
            out.append(("/proc/sys/" + name.split(separator: ".").joined(separator: "/"), line[equals.upperBound...] + "\n"))
        }
        return out
    }

    /// `Linux cp1 6.12.0 #1 SMP … x86_64 GNU/Linux`.
    private var machine: String? {
        let words = (bundle.output(of: "uname -a") ?? "").split(whereSeparator: \.isWhitespace)
        guard words.count > 4, words.last == "GNU/Linux" else { return nil }
        return String(words[words.count - 2])
    }

    private var synchronised: String? {
        for line in (bundle.output(of: "timedatectl") ?? "").split(separator: "\n") {
            guard let colon = line.firstRange(of: "synchronized:") else { continue }
            return line[colon.upperBound...].trimmed == "yes" ? "yes" : "no"
        }
        return nil
    }

    /// The kubelet's version: as the cluster knows it of this node, else as its package says.
    private var kubelet: String? {
        let name = hostname
        let told = api.nodes.first { $0["metadata"]["name"].text == name }?["status"]["nodeInfo"]["kubeletVersion"].text
        if let told { return told }
        for line in (bundle.output(of: "dpkg -l") ?? bundle.text("installed-debs") ?? "").split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 2, words[0].hasPrefix("ii") || words[0].hasPrefix("hi"), words[1] == "kubelet" else { continue }
            return "v" + words[2].prefix { $0 != "-" && $0 != "+" && $0 != "~" }
        }
        for line in (bundle.output(of: "rpm -qa") ?? bundle.text("installed-rpms") ?? "").split(separator: "\n")
        where line.hasPrefix("kubelet-") {
            return "v" + line.dropFirst(8).prefix { $0 != "-" }
        }
        return nil
    }

    /// The listening sockets as `ss -H -l -n -t -p` prints them, from `ss -peaonmi`.
    var sockets: String? {
        for name in bundle.outputs {
            let file = BundleFileName(name)
            guard file.words.first == "ss", let text = bundle.text(name), text.contains("LISTEN") else { continue }
            let lines = text.split(separator: "\n").compactMap { line -> String? in
                let words = line.split(whereSeparator: \.isWhitespace)
                if words.first == "LISTEN" { return String(line) }
                guard words.count > 5, words[0] == "tcp", words[1] == "LISTEN" else { return nil }
                return words.dropFirst().joined(separator: " ")
            }
            if !lines.isEmpty { return lines.joined(separator: "\n") + "\n" }
        }
        return nil
    }

    /// `/dev/vda1 on / type ext4 (rw,relatime)` as /proc/mounts has it.
    private var mounts: String? {
        guard let text = bundle.output(of: "mount -l") ?? bundle.output(of: "mount") else { return nil }
        let lines = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "on", words[3] == "type", words[5].hasPrefix("("), words[5].hasSuffix(")") else {
                return nil
            }
            return "\(words[0]) \(words[2]) \(words[4]) \(words[5].dropFirst().dropLast()) 0 0"
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n") + "\n"
    }

    /// dpkg's data base from `dpkg -l`: `ii  kubelet  1.36.1-1.1  amd64  …`.
    private var packages: String? {
        guard let text = bundle.output(of: "dpkg -l") ?? bundle.text("installed-debs") else { return nil }
        let wanted: [Character: String] = ["i": "install", "h": "hold", "r": "deinstall", "p": "purge"]
        let states: [Character: String] = [
            "i": "installed", "c": "config-files", "U": "unpacked", "F": "half-configured", "H": "half-installed",
        ]
        var out = ""
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 4, words[0].count <= 3, let first = words[0].first, let want = wanted[first],
                let second = words[0].dropFirst().first, let state = states[second]
            else { continue }
            let name = words[1].prefix { $0 != ":" }
            out += "Package: \(name)\nStatus: \(want) ok \(state)\nArchitecture: \(words[3])\nVersion: \(words[2])\n\n"
        }
        return out.isEmpty ? nil : out
    }

    /// The room of every file system that df told, by the folder on which it is mounted.
    var spaces: [String: FileSystemSpace] {
        var out: [String: FileSystemSpace] = [:]
        let inodes = table(of: ["df -ali -x autofs", "df -i", "df -ali"])
        for (mount, numbers) in table(of: ["df -al -x autofs", "df -al", "df", "df -k"]) where numbers[0] > 0 {
            let own = inodes[mount]
            out[mount] =
                FileSystemSpace(
                    size: Plausible.size(UInt64(numbers[0]), of: 1024), free: Plausible.size(UInt64(numbers[2]), of: 1024),
                    available: Plausible.size(UInt64(numbers[2]), of: 1024), inodes: own?[0] ?? 0, inodesFree: own?[2] ?? 0,
                    type: 0, isReadOnly: false
                ).plausible
        }
        return out
    }

    private func table(of commands: [String]) -> [String: [Int]] {
        guard let text = commands.lazy.compactMap({ bundle.output(of: $0) }).first(where: { $0.contains("Mounted on") }) else {
            return [:]
        }
        let header = text.split(separator: "\n").first { $0.contains("Mounted on") } ?? ""
        // A table in MiB or of `df -h` tells other numbers.
        guard header.contains("1K-blocks") || header.contains("Inodes") else { return [:] }
        var out: [String: [Int]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 6, words[words.count - 1].hasPrefix("/") else { continue }
            let numbers = words[(words.count - 5)..<(words.count - 2)].compactMap { Int($0) }
            if numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }) { out[String(words[words.count - 1])] = numbers }
        }
        return out
    }
}
