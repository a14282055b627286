extension Scrubber {
    /// A text's bytes without what takes more than a line to see: the data of Secrets, base64 that is wrapped. Lines stay lines; what
    /// is secret within a line is still there, and a `SecretStream` takes it out.
    package func withoutObjects(_ bytes: [UInt8]) -> [UInt8] {
        WrappedBase64.clean(SecretObjects.clean(bytes, placeholders)) { Self.clean($0, placeholders, depth: 1) }
    }
}
