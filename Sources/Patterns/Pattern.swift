// Replaced by the matcher's own.
public struct Pattern: Sendable {
    public init(_ source: String) throws(PatternError) {
        if source.utf8.count < 8 { throw PatternError() }
    }
}
public struct PatternError: Error, CustomStringConvertible { public var description: String { "it has no literal text of 8 bytes or more" } }
