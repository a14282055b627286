import TOML
import Testing

/// The document of a text.
func toml(_ text: String, as dialect: TOMLDocument.Dialect = .goTOML) throws(TOMLError) -> TOMLDocument {
    try TOMLDocument.parse(Array(text.utf8), file: "x.toml", as: dialect)
}

/// The values of a text.
func tree(_ text: String) throws(TOMLError) -> TOMLTree { try toml(text).root.tree }

/// The error that bytes give; nil, and a failed test, where they give none.
func problem(
    _ bytes: [UInt8], as dialect: TOMLDocument.Dialect = .goTOML, limits: TOMLDocument.Limits = .init()
) -> TOMLError? {
    do throws(TOMLError) {
        _ = try TOMLDocument.parse(bytes, file: "x.toml", as: dialect, limits: limits)
        Issue.record("the text was read: \(String(decoding: bytes.prefix(80), as: UTF8.self))")
        return nil
    } catch {
        #expect(error.sentence.hasSuffix("."), "\(error)")
        return error
    }
}

func problem(_ text: String, as dialect: TOMLDocument.Dialect = .goTOML, limits: TOMLDocument.Limits = .init()) -> TOMLError? {
    problem(Array(text.utf8), as: dialect, limits: limits)
}

func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
