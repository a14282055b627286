/// A header with the settings below it, up to the next header; the first section of a file has no header.
///
/// Sections are what an editor of the text works on: the lines that it finds, and the place after which a new line belongs.
package struct TOMLSection: Sendable, Hashable {
    /// The header's path; empty for what stands above the first header.
    package var path: [String]
    /// The header has two brackets: this is one element of a list of tables.
    package var isElement: Bool
    /// The header from its first to its last bracket.
    package var header: TOMLSpan?
    /// In the file's order; those within inline tables are part of their setting.
    package var settings: [TOMLSetting] = []

    /// From the header to the end of the last setting; nil for the first section where it is empty.
    ///
    /// Comments and empty lines above the next header lie outside.
    package var lines: ClosedRange<Int>? {
        guard let first = header?.lines.lowerBound ?? settings.first?.lines.lowerBound else { return nil }
        return first...(settings.last?.lines.upperBound ?? header?.lines.upperBound ?? first)
    }
}

/// A line `key = value` of a section; the value may go on over more lines.
package struct TOMLSetting: Sendable, Hashable {
    /// The key below the section's path; more than one name for a dotted key.
    package var path: [String]
    /// The key with all its parts.
    package var key: TOMLSpan
    package var value: TOMLSpan

    /// From the key to the end of the value.
    package var lines: ClosedRange<Int> { TOMLSpan(start: key.start, end: value.end).lines }
}
