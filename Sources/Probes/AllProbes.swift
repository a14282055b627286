/// Every probe, in no particular order: a survey runs each as soon as what it needs is there.
public enum Probes {
    /// `patterns` are the error texts that logs are searched for, all in one pass.
    public static func all(patterns: [String]) -> [any Probe] {
        [
        ]
    }
    public static let all: [any Probe] = [
        UnitsProbe(),
    ]
}
