/// Quantities as Kubernetes writes them: `512Mi`, `1.5Gi`, `100M`, `1000` (apimachinery pkg/api/resource).
enum KubernetesQuantity {
    private static let units: [(suffix: String, factor: Double)] = [
        ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776), ("k", 1e3), ("M", 1e6), ("G", 1e9),
        ("T", 1e12),
    ]

    /// The quantity as a whole number, rounded up; nil where the text is none.
    static func bytes(_ text: String) -> Int? {
        for unit in units where text.hasSuffix(unit.suffix) {
            return Double(text.dropLast(unit.suffix.count)).flatMap { whole($0 * unit.factor) }
        }
        return Double(text).flatMap(whole)
    }

    private static func whole(_ number: Double) -> Int? {
        guard number >= 0, number < 9e18 else { return nil }
        return Int(number.rounded(.up))
    }
}
