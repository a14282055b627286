/// The last bytes of what has gone by.
struct LogTail {
    private let limit: Int
    private(set) var bytes: [UInt8] = []

    init(limit: Int) { self.limit = limit }

    mutating func take(_ more: UnsafeRawBufferPointer) {
        if more.count >= limit {
            bytes = Array(more.suffix(limit))
        } else {
            let surplus = bytes.count + more.count - limit
            if surplus > 0 { bytes.removeFirst(surplus) }
            bytes += more
        }
    }

    /// Its last bytes with this added, at most so many.
    func with(_ more: UnsafeRawBufferPointer, limit: Int) -> [UInt8] {
        let own = bytes.suffix(max(0, limit - more.count))
        return own + more.suffix(limit)
    }
}
