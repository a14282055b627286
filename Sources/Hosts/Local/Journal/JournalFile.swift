import Glibc

/// One file of systemd's journal, read at random places and never trusted ("Journal File Format" of systemd.io). What does not hold
/// together is left out; no read goes beyond the file, and no chain is followed for ever.
final class JournalFile {
    /// Flags of the header that change the file's form.
    private struct Form {
        static let keyedHash: UInt32 = 4
        static let compact: UInt32 = 16
        static let known: UInt32 = 1 | 2 | keyedHash | 8 | compact
    }

    /// The kinds of object that are read.
    enum Kind: UInt8 { case data = 1, field, entry, dataTable, fieldTable, entryArray }

    /// Objects in one chain or list that are followed at most.
    static let longestChain = 4_000_000
    /// A field of an entry of more bytes is not unpacked.
    static let longestField = 4 << 20
    private static let block = 64 << 10
    private static let blocks = 64

    private let descriptor: Int32
    private let size: Int
    private var cache = [(number: Int, bytes: [UInt8])](repeating: (-1, []), count: JournalFile.blocks)
    private let isCompact: Bool
    private let isKeyed: Bool
    private let headerSize: Int
    private let fileID: [UInt8]

    /// Takes over an open file; nil where it is no journal, or of a form that came later than this program.
    init?(descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
        var header = [UInt8](repeating: 0, count: 240)
        let got = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard got >= 208, header.starts(with: "LPKSHHRH".utf8) else { return nil }
        let flags = UInt32(header.number(12, 4))
        guard flags & ~Form.known == 0 else { return nil }
        isCompact = flags & Form.compact != 0
        isKeyed = flags & Form.keyedHash != 0
        headerSize = header.number(88, 8)
        fileID = Array(header[24..<40])
        guard headerSize >= 208, headerSize <= size else { return nil }
    }

    deinit { close(descriptor) }

    /// A field of the header, by its offset.
    private func header(_ at: Int) -> Int { number(at, 8) ?? 0 }

    /// When the newest entry was written, in microseconds since 1970; 0 where there is none.
    var newest: Int { header(192) }

    // MARK: Bytes

    /// `count` bytes at an offset; nil beyond the file's end.
    func bytes(_ at: Int, _ count: Int) -> [UInt8]? {
        guard at >= 0, count >= 0, count <= Self.longestField, at <= size - count else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(count)
        var at = at
        while out.count < count {
            let number = at / Self.block
            let block = block(number)
            let start = at - number * Self.block
            guard start < block.count else { return nil }
            let piece = block[start..<min(block.count, start + count - out.count)]
            out.append(contentsOf: piece)
            at += piece.count
        }
        return out
    }

    private func block(_ number: Int) -> [UInt8] {
        let slot = number % Self.blocks
        if cache[slot].number == number { return cache[slot].bytes }
        var bytes = [UInt8](repeating: 0, count: Self.block)
        let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, number * Self.block) }
        bytes.removeLast(bytes.count - max(0, got))
        cache[slot] = (number, bytes)
        return bytes
    }

    /// A number of little-endian bytes; nil where it is beyond the file or larger than any offset.
    func number(_ at: Int, _ width: Int) -> Int? {
        guard at >= 0, at <= size - width else { return nil }
        let number = at / Self.block
        let start = at - number * Self.block
        let block = block(number)
        if start + width <= block.count { return block.number(start, width) }
        return bytes(at, width)?.number(0, width)
    }

    // MARK: Objects

    /// The whole size of the object at an offset; nil where none of that kind stands there.
    func size(_ kind: Kind, at offset: Int) -> Int? {
        guard offset >= headerSize, offset % 8 == 0, let type = number(offset, 1), type == kind.rawValue,
            let length = number(offset + 8, 8), length >= 16, length <= size - offset
        else { return nil }
        return length
    }

    private var dataStart: Int { isCompact ? 72 : 64 }

    /// A data object's `FIELD=value`, unpacked; nil where it cannot be.
    func payload(at offset: Int) -> [UInt8]? {
        guard let length = size(.data, at: offset), length >= dataStart, let flags = number(offset + 1, 1),
            let raw = bytes(offset + dataStart, length - dataStart)
        else { return nil }
        return flags & 7 == 0 ? raw : JournalUnpacking.unpacked(raw, flags: flags & 7, limit: Self.longestField)
    }

    /// The first bytes of an entry's fields, to know whose value it is without unpacking more than is wanted.
    func isPacked(at offset: Int) -> Bool { (number(offset + 1, 1) ?? 0) & 7 != 0 }

    /// Where the data object `FIELD=value` stands; nil where the file has no such.
    func data(_ text: String) -> Int? {
        let wanted = Array(text.utf8)
        guard isKeyed else { return scan(.data) { self.payload(at: $0) == wanted } }
        return chain(table: 104, sizeAt: 112, hash: SipHash.of(wanted, key: fileID), next: 24) { offset in
            size(.data, at: offset) != nil && payload(at: offset) == wanted
        }
    }

    private func field(_ name: String) -> Int? {
        let wanted = Array(name.utf8)
        func isOne(_ offset: Int) -> Bool {
            guard let length = size(.field, at: offset), length >= 40 else { return false }
            return bytes(offset + 40, length - 40) == wanted
        }
        guard isKeyed else { return scan(.field, isOne) }
        return chain(table: 120, sizeAt: 128, hash: SipHash.of(wanted, key: fileID), next: 24, isOne)
    }

    private func chain(table: Int, sizeAt: Int, hash: UInt64, next: Int, _ isOne: (Int) -> Bool) -> Int? {
        let (start, length) = (header(table), header(sizeAt))
        guard start > 0, length >= 16 else { return nil }
        let bucket = Int(hash % UInt64(length / 16))
        var offset = number(start + bucket * 16, 8) ?? 0
        var steps = 0
        while offset > 0, steps < 100_000 {
            if isOne(offset) { return offset }
            // What is put in a chain later stands later in the file.
            guard let further = number(offset + next, 8), further > offset else { return nil }
            offset = further
            steps += 1
        }
        return nil
    }

    /// Goes over the objects in their order: files of systemd before 246 hash otherwise.
    private func scan(_ kind: Kind, _ isOne: (Int) -> Bool) -> Int? {
        var offset = headerSize
        while offset <= size - 16, let length = number(offset + 8, 8), length >= 16, length <= size - offset {
            if number(offset, 1) == Int(kind.rawValue), isOne(offset) { return offset }
            offset += (length + 7) & ~7
        }
        return nil
    }

    // MARK: Entries

    /// The offsets of the entries that hold a data object, oldest first.
    func entries(of data: Int) -> [Int] {
        guard size(.data, at: data) != nil, let first = number(data + 40, 8), first > 0, let array = number(data + 48, 8),
            let count = number(data + 56, 8)
        else { return [] }
        return [first] + items(of: array, most: count - 1)
    }

    /// The offset of the newest entry of all.
    var last: Int? { items(of: header(176), most: header(152)).last }

    private func items(of array: Int, most: Int) -> [Int] {
        let width = isCompact ? 4 : 8
        var found: [Int] = []
        var array = array
        let most = min(most, Self.longestChain)
        while array > 0, found.count < most, let length = size(.entryArray, at: array) {
            for item in 0..<max(0, (length - 24) / width) {
                guard found.count < most, let offset = number(array + 24 + item * width, width), offset > 0 else { break }
                found.append(offset)
            }
            guard let next = number(array + 16, 8), next > array else { break }
            array = next
        }
        return found
    }

    /// When an entry was written, in microseconds since 1970; nil where there is none.
    func time(of entry: Int) -> Int? { size(.entry, at: entry) == nil ? nil : number(entry + 24, 8) }

    /// The boot in which an entry was written.
    func boot(of entry: Int) -> [UInt8]? { size(.entry, at: entry) == nil ? nil : bytes(entry + 40, 16) }

    /// The offsets of an entry's fields.
    func fields(of entry: Int) -> [Int] {
        guard let length = size(.entry, at: entry) else { return [] }
        let width = isCompact ? 4 : 16
        return (0..<min(4096, max(0, (length - 64) / width))).compactMap { number(entry + 64 + $0 * width, isCompact ? 4 : 8) }
    }

    /// The boots whose entries are in the file, each with the time of its first there.
    var boots: [(id: [UInt8], first: Int)] {
        guard let field = field("_BOOT_ID"), var data = number(field + 32, 8) else { return [] }
        var found: [(id: [UInt8], first: Int)] = []
        var steps = 0
        while data > 0, steps < 10_000, size(.data, at: data) != nil {
            if let entry = number(data + 40, 8), let id = boot(of: entry), let time = time(of: entry) { found.append((id, time)) }
            // Each new value is put before the others.
            guard let next = number(data + 32, 8), next < data else { break }
            data = next
            steps += 1
        }
        return found
    }
}

extension [UInt8] {
    /// A number of little-endian bytes, at most `Int.max`; the bytes are there.
    fileprivate func number(_ at: Int, _ width: Int) -> Int {
        var value: UInt64 = 0
        for index in (0..<width).reversed() { value = value << 8 | UInt64(self[at + index]) }
        return Int(clamping: value)
    }
}
