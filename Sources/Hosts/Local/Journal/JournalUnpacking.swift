import CArchive

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
        case zstd: unpackedZstd(bytes, limit)
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

    /// Eight bytes of the size, then one LZ4 block.
    private static func unpackedLZ4(_ bytes: [UInt8], _ limit: Int) -> [UInt8]? {
        guard bytes.count > 8, bytes.count <= Int32.max else { return nil }
        let size = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard size <= limit, size <= Int32.max else { return nil }
        let block = bytes.dropFirst(8)
        var written = -1
        let out = [UInt8](unsafeUninitializedCapacity: Int(size)) { room, count in
            let done = block.withUnsafeBytes { packed in
                LZ4_decompress_safe(packed.baseAddress, room.baseAddress, Int32(packed.count), Int32(size))
            }
            written = Int(done)
            count = max(0, written)
        }
        return written == Int(size) ? out : nil
    }

    /// One zstd frame; journald's tell their size. One that does not may take all that is allowed.
    private static func unpackedZstd(_ bytes: [UInt8], _ limit: Int) -> [UInt8]? {
        let told = bytes.withUnsafeBytes { ZSTD_getFrameContentSize($0.baseAddress, $0.count) }
        // The two greatest numbers stand for damage and for a size that is not told (zstd.h).
        guard told != UInt64.max - 1, told == UInt64.max || told <= limit else { return nil }
        var isDamaged = true
        let out = [UInt8](unsafeUninitializedCapacity: told == UInt64.max ? limit : Int(told)) { room, count in
            let done = bytes.withUnsafeBytes { ZSTD_decompress(room.baseAddress, room.count, $0.baseAddress, $0.count) }
            isDamaged = ZSTD_isError(done) != 0
            count = isDamaged ? 0 : done
        }
        return isDamaged ? nil : out
    }
}
