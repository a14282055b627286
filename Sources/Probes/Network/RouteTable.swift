import Addresses

/// The kernel's route tables as /proc writes them (proc_pid_net(5); linux net/ipv4/fib_trie.c, net/ipv6/ip6_fib.c).
enum RouteTable {
    struct Route: Equatable {
        /// The range: its first address and its length.
        var destination: String
        var length: Int
        /// Nil where the range is reached directly.
        var gateway: String?
        var interface: String

        var range: String { "\(destination)/\(length)" }
        var isDefault: Bool { length == 0 }
    }

    private static let up = 0x1
    private static let throughGateway = 0x2
    /// Routes that refuse, routes to the machine's own addresses, and those that only a cache holds.
    private static let unwanted = 0x200 | 0x8000_0000 | 0x0100_0000

    /// /proc/net/route: destination, gateway and mask as eight hexadecimal digits, lowest byte first.
    static func ipv4(_ text: String) -> [Route] {
        text.split(separator: "\n").dropFirst().compactMap { line in
            let words = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
            guard words.count >= 8, let destination = littleEndian(words[1]), let gateway = littleEndian(words[2]),
                let flags = Int(words[3], radix: 16), let mask = littleEndian(words[7]), flags & up != 0, flags & unwanted == 0,
                // A blackhole, as Calico lays one over the block that it gives addresses from.
                words[0] != "*"
            else { return nil }
            return Route(
                destination: IPAddress(bytes: destination)?.description ?? "", length: mask.reduce(0) { $0 + $1.nonzeroBitCount },
                gateway: flags & throughGateway != 0 ? IPAddress(bytes: gateway)?.description : nil, interface: String(words[0]))
        }
    }

    /// /proc/net/ipv6_route: 32 hexadecimal digits, the length in hexadecimal; flags in the ninth field, the interface last.
    static func ipv6(_ text: String) -> [Route] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 10, let destination = bytes(words[0]), destination.count == 16,
                let length = Int(words[1], radix: 16), let gateway = bytes(words[4]), let flags = Int(words[8], radix: 16),
                flags & up != 0, flags & unwanted == 0, words[9] != "lo"
            else { return nil }
            // Multicast and link-local ranges are on every interface.
            guard destination[0] != 0xff, !(destination[0] == 0xfe && destination[1] & 0xc0 == 0x80) else { return nil }
            return Route(
                destination: IPAddress(bytes: destination)?.description ?? "", length: length,
                gateway: flags & throughGateway != 0 ? IPAddress(bytes: gateway)?.description : nil, interface: String(words[9]))
        }
    }

    private static func littleEndian(_ digits: Substring) -> [UInt8]? {
        guard let bytes = bytes(digits), bytes.count == 4 else { return nil }
        return bytes.reversed()
    }

    private static func bytes(_ digits: Substring) -> [UInt8]? {
        let digits = Array(digits.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var out: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else { return nil }
            out.append(byte)
        }
        return out
    }
}
