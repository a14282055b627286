import Text

/// Times as crictl's `inspect` writes them.
enum Timestamp {
    /// Nanoseconds since the epoch of an RFC 3339 text (`2026-11-24T07:01:38.507124779+01:00`), nil where it is none. Go's zero
    /// time and others that nanoseconds in 64 bits cannot hold are 0, as the CRI has a time that is not set.
    static func nanoseconds(rfc3339 text: String) -> Int? {
        guard let time = RFC3339(text), time.isExact else { return nil }
        let (whole, overflow) = time.seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, carried) = whole.addingReportingOverflow(time.nanoseconds)
        return overflow || carried ? 0 : sum
    }
}
