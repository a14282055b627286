import FoundationEssentials
import Hosts

/// A recorded node laid out as other programs would have collected it, in a folder of its own.
struct LaidOutNode {
    let host: RecordedHost
    let folder: URL

    init(_ node: String, in folder: URL) throws {
        host = try RecordedHost(capture: CapturingTests.nodes.appending(path: node).path)
        self.folder = folder
    }

    /// As sos 4 lays out a control plane's or a worker's report: the node's files, and outputs under sos_commands.
    func sosreport() throws {
        try write("version.txt", "sosreport: 4.0\n")
        try write("sos_commands/date/date", date(host.head.taken) + "\n")
        try write("sos_commands/date/date_--utc", date(host.head.taken) + "\n")
        try write("sos_commands/host/hostname", host.head.hostname + "\n")
        // What a machine of today has there.
        try write("lib/systemd/system/cron.service", "[Service]\n")
        try write("etc/systemd/system/default.target", "[Unit]\n")
        let folders = ["etc", "var", "usr", "lib", "run", "proc", "sys"]
        for path in folders.flatMap({ host.files(below: "/" + $0) }) {
            if let bytes = host.bytes(ofFile: path) { try write(String(path.dropFirst()), bytes) }
        }
        var shown: [String] = []
        for command in host.commands {
            guard let output = host.output(of: command) else { continue }
            if command.contains("--raw"), output.status != 0 {
                try write("sos_commands/kubernetes/kubectl_version", output.errorText)
            }
            guard output.status == 0 else { continue }
            if command.hasPrefix("ss ") {
                let lines = output.lines.map { "tcp   \($0)" }.joined(separator: "\n")
                try write("sos_commands/networking/ss_-peaonmi", "Netid State Recv-Q\n" + lines + "\n")
            }
            if command == "kubelet --version" {
                let version = output.text.split(separator: " ").last?.dropFirst().prefix { $0 != "\n" } ?? ""
                try write("sos_commands/dpkg/dpkg_-l", "hi  kubelet  \(version)-1.1  amd64  Node Agent\n")
            }
            if command.hasPrefix("systemctl show ") {
                shown += output.text.split(separator: "\n\n").map(String.init).filter { !$0.contains("LoadState=not-found") }
            }
            if command.contains("--raw /api/v1/nodes/") {
                try write("sos_commands/kubernetes/kubectl_get_-o_json_nodes", output.out)
            }
        }
        try write("sos_commands/systemd/systemctl_show_service_--all", shown.joined(separator: "\n\n"))
        let files = shown.compactMap { block in
            block.split(separator: "\n").first { $0.hasPrefix("Id=") }.map { "\($0.dropFirst(3)) enabled enabled" }
        }
        try write("sos_commands/systemd/systemctl_list-unit-files", files.joined(separator: "\n"))
        for unit in ["kubelet", "containerd"] {
            guard let bytes = host.bytes(ofLog: "journal \(unit).service 0") else { continue }
            try write("sos_commands/kubernetes/journalctl_--no-pager_--unit_\(unit)", "-- Boot 7c3e --\n" + short(bytes))
        }
    }

    /// As `kubectl cluster-info dump --output-directory` does, of what the node asked the API server.
    func clusterDump() throws {
        var pods: [String] = []
        for command in host.commands {
            guard let output = host.output(of: command), output.status == 0 else { continue }
            let items = output.text.split(separator: "\"items\":", maxSplits: 1).last.map { "{\"items\":" + $0 } ?? "{}"
            if command.contains("--raw /api/v1/nodes/") {
                try write("nodes.json", "{\"kind\":\"NodeList\",\"items\":[\(output.text)]}")
            } else if command.contains("/api/v1/pods?") {
                pods.append(items)
            } else if command.contains("/api/v1/events?") {
                try write("default/events.json", items)
            }
        }
        for (number, list) in pods.enumerated() { try write("space-\(number)/pods.json", list) }
    }

    private func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let place = folder.appending(path: name)
        try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: place)
    }

    /// `1764000000.123456 host kubelet[1]: …` with syslog's local time.
    private func short(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line -> String in
            guard let dot = line.firstIndex(of: "."), let seconds = Int(line[..<dot]),
                let blank = line.firstIndex(of: " ")
            else { return String(line) }
            let words = date(seconds).split(separator: " ")
            return "\(words[1]) \(words[2]) \(words[3])\(line[blank...])"
        }.joined(separator: "\n") + "\n"
    }

    /// As date(1) prints it in UTC.
    private func date(_ seconds: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: Date(timeIntervalSince1970: Double(seconds)))
        func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return "Mon \(months[(parts.month ?? 1) - 1]) \(parts.day ?? 1) \(clock) UTC \(parts.year ?? 1970)"
    }
}
