import CArchive

/// Bytes kept in memory, deflated where they are many: a log of 50 MB takes some 5 MB.
struct PackedBytes: Sendable {
    private var plain: [UInt8] = []
    private var packed: [UInt8] = []
    private(set) var count = 0
    private var isPacked = false

    init() {}

    /// Bytes that are kept as they are.
    init(plain bytes: [UInt8]) {
        plain = bytes
        count = bytes.count
    }

    /// Hands on the bytes in order, in pieces of at most 256 KiB.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) {
        guard isPacked else {
            return plain.withUnsafeBytes { Pieces.each(of: $0, body) }
        }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard drydock_inflate_init(stream, -15) == Z_OK else { return }
        defer { inflateEnd(stream) }
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Pieces.longest)
        defer { buffer.deallocate() }
        packed.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            var result = Z_OK
            while result == Z_OK {
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(buffer.count)
                result = inflate(stream, Z_NO_FLUSH)
                let count = buffer.count - Int(stream.pointee.avail_out)
                if count > 0 { body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])) }
            }
        }
    }

    /// All bytes.
    var bytes: [UInt8] {
        guard isPacked else { return plain }
        var all: [UInt8] = []
        all.reserveCapacity(count)
        forEachPiece { all.append(contentsOf: $0) }
        return all
    }

    /// How many bytes of memory it takes.
    var weight: Int { plain.count + packed.count }

    /// Collects bytes. Whoever shares one keeps it behind a lock, as `LineScrubber` does.
    final class Builder: @unchecked Sendable {
        private var result = PackedBytes()
        private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        private let threshold: Int
        private var isOpen = false

        /// - Parameter threshold: from this many bytes on they are deflated.
        init(packingFrom threshold: Int) {
            self.threshold = threshold
            stream.initialize(to: z_stream())
        }

        deinit {
            if isOpen { deflateEnd(stream) }
            stream.deallocate()
        }

        func append(_ bytes: UnsafeRawBufferPointer) {
            result.count += bytes.count
            if !result.isPacked {
                result.plain.append(contentsOf: bytes)
                guard result.count > threshold, drydock_deflate_init(stream, 1, -15) == Z_OK else { return }
                isOpen = true
                result.isPacked = true
                let first = result.plain
                result.plain = []
                first.withUnsafeBytes { deflate($0, Z_NO_FLUSH) }
            } else {
                deflate(bytes, Z_NO_FLUSH)
            }
        }

        /// The bytes so far; nothing may be appended after.
        func finish() -> PackedBytes {
            if isOpen {
                deflate(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH)
                deflateEnd(stream)
                isOpen = false
            }
            return result
        }

        private func deflate(_ bytes: UnsafeRawBufferPointer, _ flush: Int32) {
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32 << 10) { buffer in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
                stream.pointee.avail_in = UInt32(bytes.count)
                repeat {
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(buffer.count)
                    _ = CArchive.deflate(stream, flush)
                    result.packed.append(contentsOf: buffer[..<(buffer.count - Int(stream.pointee.avail_out))])
                } while stream.pointee.avail_out == 0
            }
        }
    }
}
