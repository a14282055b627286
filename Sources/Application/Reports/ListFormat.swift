/// The forms in which lists and texts are printed.
public enum ListFormat: String, Sendable, CaseIterable {
    case text, json
}
