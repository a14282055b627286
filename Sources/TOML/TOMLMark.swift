/// A place in a TOML file.
package struct TOMLMark: Sendable, Hashable {
    /// Bytes from the beginning of the file.
    package var offset: Int
    /// The line, counted from 1.
    package var line: Int

    package init(offset: Int, line: Int) {
        self.offset = offset
        self.line = line
    }
}

/// A stretch of a TOML file: a key, a value, a header.
package struct TOMLSpan: Sendable, Hashable {
    /// Its first byte.
    package var start: TOMLMark
    /// Just after its last byte, on that byte's line.
    package var end: TOMLMark

    package init(start: TOMLMark, end: TOMLMark) {
        self.start = start
        self.end = end
    }

    /// The lines from its first to its last byte, counted from 1.
    package var lines: ClosedRange<Int> { start.line...max(start.line, end.line) }
}
