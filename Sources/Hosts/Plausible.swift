/// Numbers that a node, a file system or a stranger's capture tells, brought into the range in which they can be reckoned with.
/// What lies beyond is no time and no size of anything; the nearest end stands for it.
enum Plausible {
    /// Seconds from the first of January of year 1 to the last second of year 9999.
    static func time(_ seconds: Int) -> Int { min(max(seconds, -62_135_596_800), 253_402_300_799) }

    /// Bytes or counts: 0 to 2^60.
    static func size(_ number: Int) -> Int { min(max(number, 0), 1 << 60) }

    /// So many blocks of that size.
    static func size(_ blocks: UInt64, of block: Int) -> Int {
        let (bytes, isTooLarge) = blocks.multipliedReportingOverflow(by: UInt64(clamping: block))
        return isTooLarge ? 1 << 60 : size(Int(clamping: bytes))
    }
}

extension FileSystemSpace {
    /// With numbers that can be reckoned with.
    var plausible: FileSystemSpace {
        var space = self
        for number in [\FileSystemSpace.size, \.free, \.available, \.inodes, \.inodesFree] {
            space[keyPath: number] = Plausible.size(space[keyPath: number])
        }
        return space
    }
}
