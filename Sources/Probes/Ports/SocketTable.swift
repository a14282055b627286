/// The listening sockets of a machine, as `ss` writes them or as the kernel's own tables have them.
enum SocketTable {
    struct Listener: Sendable, Equatable {
        var address: String
        var port: Int
        /// The program's name as `ss` gives it (at most 15 characters), and its process id; nil where it did not say.
        var process: String?
        var pid: Int?
    }

    /// Reads `ss -H -l -n -t -p`: `LISTEN 0 4096 127.0.0.1:10248 0.0.0.0:* users:(("kubelet",pid=9326,fd=21))`.
    static func parse(ss text: String) -> [Listener] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 5, words[0] == "LISTEN", let colon = words[3].lastIndex(of: ":") else { return nil }
            let place = words[3]
            guard let port = Int(place[place.index(after: colon)...]) else { return nil }
            // An address may carry its interface: 127.0.0.53%lo.
            let address = place[..<colon].prefix { $0 != "%" }.filter { $0 != "[" && $0 != "]" }
            let (process, pid) = owner(line)
            return Listener(
                address: address == "0.0.0.0" || address == "::" ? "*" : String(address), port: port, process: process, pid: pid)
        }
    }

    /// `users:(("kube-controller",pid=9591,fd=5))`.
    private static func owner(_ line: Substring) -> (String?, Int?) {
        let marker = "users:((\""
        guard let start = line.firstRange(of: marker) else { return (nil, nil) }
        let rest = line[start.upperBound...]
        let process = rest.prefix { $0 != "\"" }
        guard let pid = rest.firstRange(of: "pid=") else { return (String(process), nil) }
        return (String(process), Int(rest[pid.upperBound...].prefix { $0.isNumber }))
    }

    /// Reads /proc/net/tcp or tcp6 (proc_net_tcp(5)): hexadecimal addresses, state 0A listens.
    static func parse(proc text: String) -> [Listener] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count > 3, words[3] == "0A", let colon = words[1].firstIndex(of: ":"),
                let port = Int(words[1][words[1].index(after: colon)...], radix: 16)
            else { return nil }
            return Listener(address: address(words[1][..<colon]), port: port, process: nil, pid: nil)
        }
    }

    /// The kernel writes each 32-bit word of an address in the machine's order, which is little-endian here.
    private static func address(_ hex: Substring) -> String {
        if hex.allSatisfy({ $0 == "0" }) { return "*" }
        var bytes: [Int] = []
        for word in stride(from: 0, to: hex.count, by: 8) {
            let digits = Array(hex.dropFirst(word).prefix(8))
            guard digits.count == 8 else { return String(hex) }
            for at in stride(from: 6, through: 0, by: -2) { bytes.append(Int(String(digits[at...at + 1]), radix: 16) ?? 0) }
        }
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 255 {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return stride(from: 0, to: bytes.count, by: 2).map { String(bytes[$0] * 256 + bytes[$0 + 1], radix: 16) }.joined(
            separator: ":")
    }
}
