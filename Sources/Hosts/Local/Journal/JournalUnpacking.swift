/// Unpacks the fields of journal files that journald packed: by xz, lz4 or zstd, as the object's flags say.
enum JournalUnpacking {
    private static let xz = 1
    private static let lz4 = 2
    private static let zstd = 4

    /// The bytes; nil where they are damaged, longer than the limit, or packed in a way that is not read.
    static func unpacked(_ bytes: [UInt8], flags: Int, limit: Int) -> [UInt8]? {
        switch flags {
        case xz: unpackedXZ(bytes, limit)
        case lz4: unpackedLZ4(bytes, limit)
        case zstd: ZstdFrame.unpacked(bytes, limit: limit)
        default: nil
        }
    }

    private static func unpackedXZ(_ bytes: [UInt8], _ limit: Int) -> [UInt8]? {
        guard bytes.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) else { return nil }
        var out: [UInt8] = []
        let decompressor = Decompressor()
        let sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool = { (piece) throws(ArchiveError) in
            out.append(contentsOf: piece)
            return out.count <= limit
        }
        do throws(ArchiveError) {
            try decompressor.take(bytes, sink)
            try decompressor.finish(sink)
        } catch {
            return nil
        }
        return out.count <= limit ? out : nil
    }

    /// Eight bytes of the size, then one LZ4 block (lz4_Block_format.md).
    private static func unpackedLZ4(_ bytes: [UInt8], _ limit: Int) -> [UInt8]? {
        guard bytes.count > 8 else { return nil }
        var size = 0
        for index in (0..<8).reversed() {
            guard size < 1 << 40 else { return nil }
            size = size << 8 | Int(bytes[index])
        }
        guard size <= limit else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(size)
        var at = 8
        func length(_ nibble: Int) -> Int? {
            var length = nibble
            guard nibble == 15 else { return length }
            while at < bytes.count {
                let more = Int(bytes[at])
                at += 1
                length += more
                if more < 255 { return length }
            }
            return nil
        }
        while at < bytes.count {
            let token = Int(bytes[at])
            at += 1
            guard let literals = length(token >> 4), at + literals <= bytes.count, out.count + literals <= size else {
                return nil
            }
            out.append(contentsOf: bytes[at..<(at + literals)])
            at += literals
            if at == bytes.count { break }
            guard at + 2 <= bytes.count else { return nil }
            let back = Int(bytes[at]) | Int(bytes[at + 1]) << 8
            at += 2
            guard let match = length(token & 15), back > 0, back <= out.count, out.count + match + 4 <= size else { return nil }
            var from = out.count - back
            for _ in 0..<(match + 4) {
                out.append(out[from])
                from += 1
            }
        }
        return out.count == size ? out : nil
    }
}
