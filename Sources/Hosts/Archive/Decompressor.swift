import CArchive

/// What is wrong with an archive.
public struct ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A phrase: `it ends in the middle`.
    public var description: String

    public init(_ description: String) { self.description = description }
}

/// Unpacks .gz (one or more members) or .xz piece by piece; bytes that are neither pass through.
final class Decompressor {
    private enum Form {
        case unknown, plain, gzip, xz, ended
    }

    /// Memory that liblzma may take for its dictionary.
    private static let xzMemory: UInt64 = 40 << 20

    /// LZMA_CONCATENATED, a macro that Swift does not see.
    private static let xzConcatenated: UInt32 = 0x08

    private var form = Form.unknown
    // zlib and liblzma keep the address of their stream: it must not move.
    private let zlib = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let lzma = UnsafeMutablePointer<lzma_stream>.allocate(capacity: 1)
    private var pending: [UInt8] = []
    /// Whether the end of a .gz member or of the .xz stream was seen after the last byte.
    private(set) var isAtEnd = false
    private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)

    init() {
        zlib.initialize(to: z_stream())
        lzma.initialize(to: drydock_lzma_stream())
    }

    deinit {
        if case .gzip = form { inflateEnd(zlib) }
        if case .xz = form { lzma_end(lzma) }
        zlib.deallocate()
        lzma.deallocate()
        buffer.deallocate()
    }

    /// Unpacks more bytes and hands them on in pieces of at most 64 KiB; `sink` answers false to stop.
    func take(_ bytes: [UInt8], _ sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool) throws(ArchiveError) {
        var bytes = bytes
        if case .unknown = form {
            pending += bytes
            guard pending.count >= 6 || bytes.isEmpty else { return }
            bytes = pending
            pending = []
            try recognise(bytes)
        }
        switch form {
        case .gzip: try inflate(bytes, sink)
        case .xz: try decode(bytes, sink)
        case .plain:
            isAtEnd = true
            try pass(bytes, sink)
        case .unknown, .ended: break
        }
    }

    /// Says that no more bytes come; throws where the packed stream is not whole.
    func finish(_ sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool) throws(ArchiveError) {
        if case .unknown = form { try take([], sink) }
        if case .xz = form { try decode([], sink) }
        if case .ended = form { return }
        guard isAtEnd else { throw ArchiveError("it ends in the middle: the file was cut off") }
    }

    private func recognise(_ bytes: [UInt8]) throws(ArchiveError) {
        if bytes.starts(with: [0x1f, 0x8b]) {
            // 15 bits of window, 16 for the gzip form.
            guard drydock_inflate_init(zlib, 15 + 16) == Z_OK else { throw ArchiveError("zlib could not be started") }
            form = .gzip
        } else if bytes.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]) {
            guard lzma_stream_decoder(lzma, Self.xzMemory, Self.xzConcatenated) == LZMA_OK else {
                throw ArchiveError("liblzma could not be started")
            }
            form = .xz
        } else {
            form = .plain
        }
    }

    private func pass(_ bytes: [UInt8], _ sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool) throws(ArchiveError) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + buffer.count)
            _ = buffer.update(fromContentsOf: bytes[start..<end])
            guard try sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<(end - start)])) else {
                form = .ended
                return
            }
            start = end
        }
    }

    private func inflate(_ bytes: [UInt8], _ sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool) throws(ArchiveError) {
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        defer { input.deallocate() }
        _ = input.update(fromContentsOf: bytes)
        zlib.pointee.next_in = input.baseAddress
        zlib.pointee.avail_in = UInt32(bytes.count)
        while true {
            if isAtEnd {
                // Another member may follow; what is none (zeros a tape writes) is padding.
                guard zlib.pointee.avail_in > 0 else { return }
                guard zlib.pointee.next_in.pointee == 0x1f, inflateReset(zlib) == Z_OK else {
                    zlib.pointee.avail_in = 0
                    return
                }
                isAtEnd = false
            }
            zlib.pointee.next_out = buffer.baseAddress
            zlib.pointee.avail_out = UInt32(buffer.count)
            let result = CArchive.inflate(zlib, Z_NO_FLUSH)
            let count = buffer.count - Int(zlib.pointee.avail_out)
            if count > 0, try !sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])) {
                inflateEnd(zlib)
                form = .ended
                return
            }
            switch result {
            case Z_STREAM_END: isAtEnd = true
            case Z_OK where zlib.pointee.avail_in > 0 || zlib.pointee.avail_out == 0: continue
            case Z_OK, Z_BUF_ERROR: return
            default: throw ArchiveError("its gzip data is damaged")
            }
        }
    }

    private func decode(_ bytes: [UInt8], _ sink: (UnsafeRawBufferPointer) throws(ArchiveError) -> Bool) throws(ArchiveError) {
        guard !isAtEnd else { return }
        let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        defer { input.deallocate() }
        _ = input.update(fromContentsOf: bytes)
        lzma.pointee.next_in = UnsafePointer(input.baseAddress)
        lzma.pointee.avail_in = bytes.count
        while true {
            lzma.pointee.next_out = buffer.baseAddress
            lzma.pointee.avail_out = buffer.count
            let result = lzma_code(lzma, bytes.isEmpty ? LZMA_FINISH : LZMA_RUN)
            let count = buffer.count - lzma.pointee.avail_out
            if count > 0, try !sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])) {
                lzma_end(lzma)
                form = .ended
                return
            }
            switch result {
            case LZMA_STREAM_END:
                isAtEnd = true
                return
            case LZMA_OK where lzma.pointee.avail_in > 0 || lzma.pointee.avail_out == 0 || bytes.isEmpty: continue
            case LZMA_OK: return
            case LZMA_BUF_ERROR:
                if bytes.isEmpty { throw ArchiveError("it ends in the middle: the file was cut off") }
                return
            case LZMA_MEMLIMIT_ERROR: throw ArchiveError("its xz data needs more than 40 MiB to unpack")
            default: throw ArchiveError("its xz data is damaged")
            }
        }
    }
}
