extension StringProtocol {
    /// Without the quotes around it, single or double, where it begins and ends with the same one; nothing within is changed.
    package var unquoted: String {
        guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return String(self) }
        return String(dropFirst().dropLast())
    }
}
