/// Metrics in Prometheus' text format, as far as single values and histograms of one program go.
struct PrometheusText: Sendable {
    /// One line: a name, its labels as written, and its value.
    struct Sample: Sendable, Equatable {
        var name: Substring
        var labels: Substring
        var value: Double

        /// The value of a label.
        func label(_ name: String) -> String? {
            guard let start = labels.firstRange(of: name + "=\"") else { return nil }
            return String(labels[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    private(set) var samples: [String: [Sample]] = [:]

    /// Keeps the samples whose names are wanted: a whole page of etcd's has some two thousand lines.
    init(_ text: String, wanted: Set<String>) {
        for line in text.utf8.split(separator: 10) where line.first != UInt8(ascii: "#") {
            let name = line.prefix { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: " ") }
            let key = String(Substring(name))
            guard wanted.contains(key) else { continue }
            var rest = Substring(line).dropFirst(key.count)
            var labels: Substring = ""
            if rest.first == "{", let close = rest.lastIndex(of: "}") {
                labels = rest[rest.index(after: rest.startIndex)..<close]
                rest = rest[rest.index(after: close)...]
            }
            guard let word = rest.split(separator: " ").first, let value = Double(word) else { continue }
            samples[key, default: []].append(Sample(name: Substring(name), labels: labels, value: value))
        }
    }

    /// The value of a metric without labels.
    func value(_ name: String) -> Double? { samples[name]?.first?.value }

    func integer(_ name: String) -> Int? { value(name).flatMap { $0.magnitude < 9e15 ? Int($0) : nil } }

    /// The value below which a share of a histogram's observations lie, in the histogram's unit, as Prometheus'
    /// histogram_quantile reckons it; nil where nothing was observed.
    func quantile(_ share: Double, of histogram: String) -> Double? {
        let buckets = (samples[histogram + "_bucket"] ?? []).compactMap { sample -> (bound: Double, count: Double)? in
            guard let text = sample.label("le") else { return nil }
            return (text == "+Inf" ? Double.infinity : Double(text) ?? 0, sample.value)
        }.sorted { $0.bound < $1.bound }
        guard let total = buckets.last?.count, total > 0 else { return nil }
        let rank = share * total
        var before = (bound: 0.0, count: 0.0)
        for bucket in buckets {
            if bucket.count >= rank {
                if bucket.bound == .infinity { return before.bound }
                let part = bucket.count > before.count ? (rank - before.count) / (bucket.count - before.count) : 1
                return before.bound + (bucket.bound - before.bound) * part
            }
            before = bucket
        }
        return before.bound
    }
}
