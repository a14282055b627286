import Addresses

/// How many addresses the plugin host-local gives out of a range.
enum AddressPool {
    /// Of an IPv4 range all but its first, its last and the bridge's own (CNI plugins 1.1 host-local, allocator/range.go
    /// `Canonicalize`); nil for another range, or one too small for a pod.
    static func size(ofRange text: String) -> Int? {
        let parts = text.split(separator: "/")
        guard parts.count == 2, IPAddress(parts[0])?.isIPv6 == false, let length = Int(parts[1]), (1...30).contains(length)
        else {
            return nil
        }
        return (1 << (32 - length)) - 3
    }
}
