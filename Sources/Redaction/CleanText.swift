/// Text as it may become a fact, be shown or be copied: without secrets. Equal secrets stay equal while the program runs.
public enum CleanText {
    package static let scrubber = Scrubber(hidingAddresses: false)

    /// A line of a log as text. It is cut after the secrets are out: half a password is still one, and has no sign of it.
    ///
    /// - Parameter limit: how many bytes of the clean line are kept.
    public static func of(_ line: [UInt8], upTo limit: Int) -> String {
        String(decoding: scrubber.text(line).prefix(limit), as: UTF8.self)
    }

    /// A whole text; lines stay lines.
    public static func of(_ text: [UInt8]) -> [UInt8] { scrubber.text(text) }

    /// A piece of text. Most hold nothing that is even suspicious, and come back as they are.
    public static func of(_ text: String) -> String {
        var text = text
        let isSuspicious = text.withUTF8 { Scrubber.prefilter.next(in: UnsafeRawBufferPointer($0), from: 0) != nil }
        return isSuspicious ? scrubber.subject(text) : text
    }
}
