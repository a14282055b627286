/// One entry's head in a tar archive.
struct TarEntry: Sendable, Equatable {
    enum Kind: Sendable, Equatable { case file, directory, hardLink, link, device, pipe, other }

    var name: String
    var kind: Kind
    var size: Int
    var mode: Int
    var modified: Int
    var owner = 0
    var group = 0
    /// Where a link points, as it is written.
    var target = ""
}

/// Reads the entries of a tar archive as its bytes come: ustar, GNU long names, pax paths and sizes (POSIX.1-2017, pax).
struct TarReader {
    /// A name or pax header longer than this is refused.
    private static let longestHeader = 64 << 10

    private enum State {
        case head
        case body(TarEntry, left: Int, padding: Int)
        case extra(UInt8, left: Int, padding: Int)
        case padding(Int)
        case ended
    }

    private var state = State.head
    private var block: [UInt8] = []
    private var extra: [UInt8] = []
    private var nextName: String?
    private var nextSize: Int?
    private var nextTarget: String?

    /// Whether the archive's end was seen, or its bytes stopped between two entries.
    var isBetweenEntries: Bool {
        switch state {
        case .ended: true
        case .head: block.isEmpty
        default: false
        }
    }

    /// Whether the two zero blocks at the end were seen: nothing more is read.
    var isEnded: Bool {
        if case .ended = state { return true }
        return false
    }

    /// What the reader tells.
    enum Event {
        /// An entry begins.
        case entry(TarEntry)
        /// Bytes of the entry that began last.
        case bytes(UnsafeRawBufferPointer)
        /// The entry is whole.
        case end(TarEntry)
    }

    /// Takes more bytes of the archive and tells what is in them.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer, _ tell: (Event) throws(ArchiveError) -> Void
    ) throws(ArchiveError) {
        var at = 0
        while at < bytes.count {
            switch state {
            case .ended: return
            case .head:
                let count = min(512 - block.count, bytes.count - at)
                block.append(contentsOf: bytes[at..<(at + count)])
                at += count
                if block.count == 512 {
                    let head = block
                    block.removeAll(keepingCapacity: true)
                    try begin(head, tell)
                }
            case .body(let entry, let left, let padding):
                let count = min(left, bytes.count - at)
                try tell(.bytes(UnsafeRawBufferPointer(rebasing: bytes[at..<(at + count)])))
                at += count
                if count == left {
                    try tell(.end(entry))
                    state = padding > 0 ? .padding(padding) : .head
                } else {
                    state = .body(entry, left: left - count, padding: padding)
                }
            case .extra(let type, let left, let padding):
                let count = min(left, bytes.count - at)
                extra.append(contentsOf: bytes[at..<(at + count)])
                at += count
                if count == left {
                    try understand(type)
                    state = padding > 0 ? .padding(padding) : .head
                } else {
                    state = .extra(type, left: left - count, padding: padding)
                }
            case .padding(let left):
                let count = min(left, bytes.count - at)
                at += count
                state = count == left ? .head : .padding(left - count)
            }
        }
    }

    private mutating func begin(_ head: [UInt8], _ tell: (Event) throws(ArchiveError) -> Void) throws(ArchiveError) {
        guard head.contains(where: { $0 != 0 }) else {
            state = .ended
            return
        }
        guard Self.checksumHolds(head) else { throw ArchiveError("it is not a tar archive, or one of its headers is damaged") }
        guard var size = Self.number(head[124..<136]), let mode = Self.number(head[100..<108]) else {
            throw ArchiveError("one of its headers has no readable size")
        }
        let type = head[156]
        if [UInt8(ascii: "L"), UInt8(ascii: "K"), UInt8(ascii: "x"), UInt8(ascii: "g")].contains(type) {
            guard size <= Self.longestHeader else { throw ArchiveError("one of its headers is longer than 64 KiB") }
            extra.removeAll(keepingCapacity: true)
            state = size == 0 ? .head : .extra(type, left: size, padding: Self.padding(size))
            return
        }
        let name = nextName ?? Self.name(head)
        size = nextSize ?? size
        (nextName, nextSize) = (nil, nil)
        let kind = Self.kind(type, name)
        // Only a file has a body; links may tell the size of what they mean.
        if kind != .file { size = kind == .other ? size : 0 }
        let target = nextTarget ?? String(decoding: head[157..<257].prefix { $0 != 0 }, as: UTF8.self)
        nextTarget = nil
        let entry = TarEntry(
            name: name, kind: kind, size: size, mode: mode & 0o7777, modified: Self.number(head[136..<148]) ?? 0,
            owner: Self.number(head[108..<116]) ?? 0, group: Self.number(head[116..<124]) ?? 0, target: target)
        try tell(.entry(entry))
        if size == 0 {
            try tell(.end(entry))
            state = .head
        } else {
            state = .body(entry, left: size, padding: Self.padding(size))
        }
    }

    /// A long name, or a pax header's records: `27 path=…\n`.
    private mutating func understand(_ type: UInt8) throws(ArchiveError) {
        if type == UInt8(ascii: "L") {
            nextName = String(decoding: extra.prefix { $0 != 0 }, as: UTF8.self)
            return
        }
        if type == UInt8(ascii: "K") { nextTarget = String(decoding: extra.prefix { $0 != 0 }, as: UTF8.self) }
        guard type == UInt8(ascii: "x") else { return }
        var rest = extra[...]
        while let space = rest.firstIndex(of: UInt8(ascii: " ")) {
            guard let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > space - rest.startIndex + 1,
                length <= rest.count
            else { throw ArchiveError("one of its pax headers is damaged") }
            let record = rest[(space + 1)..<(rest.startIndex + length)]
            rest = rest[(rest.startIndex + length)...]
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            var value = record[(equals + 1)...]
            if value.last == UInt8(ascii: "\n") { value.removeLast() }
            let text = String(decoding: value, as: UTF8.self)
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": nextName = text
            case "linkpath": nextTarget = text
            case "size":
                guard let size = Int(text), size >= 0 else { throw ArchiveError("one of its pax headers is damaged") }
                nextSize = size
            default: break
            }
        }
    }

    private static func kind(_ type: UInt8, _ name: String) -> TarEntry.Kind {
        switch type {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): name.hasSuffix("/") ? .directory : .file
        case UInt8(ascii: "1"): .hardLink
        case UInt8(ascii: "2"): .link
        case UInt8(ascii: "3"), UInt8(ascii: "4"): .device
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "6"): .pipe
        default: .other
        }
    }

    private static func name(_ head: [UInt8]) -> String {
        let name = String(decoding: head[0..<100].prefix { $0 != 0 }, as: UTF8.self)
        guard head[257..<262].elementsEqual("ustar".utf8), head[262] == 0 else { return name }
        let prefix = String(decoding: head[345..<500].prefix { $0 != 0 }, as: UTF8.self)
        return prefix.isEmpty ? name : prefix + "/" + name
    }

    private static func padding(_ size: Int) -> Int { (512 - size % 512) % 512 }

    /// Octal digits, or base 256 where the first bit is set (GNU); nil where it is neither, or too large.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            var value = Int(first & 0x7f)
            for byte in field.dropFirst() {
                guard value < 1 << 48 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        var value = 0
        for byte in field {
            if byte == 0 || byte == UInt8(ascii: " ") {
                if value > 0 { break }
                continue
            }
            guard (48...55).contains(byte), value < 1 << 48 else { return nil }
            value = value << 3 | Int(byte - 48)
        }
        return value
    }

    private static func checksumHolds(_ head: [UInt8]) -> Bool {
        guard let wanted = number(head[148..<156]) else { return false }
        // The sum is taken with blanks in its own place.
        var sum = 8 * 32
        head.withUnsafeBufferPointer { head in
            var index = 0
            while index < head.count {
                sum += Int(head[index])
                index += 1
            }
            index = 148
            while index < 156 {
                sum -= Int(head[index])
                index += 1
            }
        }
        return sum == wanted
    }
}
