import Glibc
import Synchronization

/// How right drydock is on the sets of the repository: `Benchmarks/accuracy.md` says it, and a test fails where a figure falls below that.
///
/// With `DRYDOCK_RECORD_ACCURACY=1` (`make accuracy`) the figures are written there anew.
public struct Score: Sendable {
    private static let file = "Benchmarks/accuracy.md"
    private static let counts = Mutex<[String: (cases: Int, right: Int, all: Int)]>([:])
    private static let writing = Mutex(())

    private let path: String
    private let isRecording: Bool

    public init(
        path: String? = nil, isRecording: Bool = getenv("DRYDOCK_RECORD_ACCURACY") != nil
    ) {
        self.path = path ?? "\(Checkout.root)/\(Self.file)"
        self.isRecording = isRecording
    }

    /// What is worse than the file says, as a text for `#expect(… == nil)`; nil where nothing is.
    ///
    /// - Parameter isFault: what is counted are faults: more of them are worse.
    public func difference(_ name: String, _ count: Int, of all: Int, isFault: Bool = false) -> String? {
        guard !isRecording else { return record(name, count, all) }
        guard let said = rows().first(where: { $0.name == name }) else {
            return "\(path) has no row \"\(name)\". make accuracy writes it."
        }
        let (now, then) = (count * said.all, said.count * all)
        guard isFault ? now > then : now < then else { return nil }
        return "\(name): \(count) of \(all), and \(path) says \(said.count) of \(said.all)."
    }

    /// The same of a figure whose cases are tests of their own: it is compared when the last of them came.
    public func add(_ name: String, _ count: Int, of all: Int = 1, cases: Int, isFault: Bool = false) -> String? {
        let sum = Self.counts.withLock { counts in
            var sum = counts[name] ?? (0, 0, 0)
            sum = (sum.cases + 1, sum.right + count, sum.all + all)
            counts[name] = sum
            return sum
        }
        return sum.cases == cases ? difference(name, sum.right, of: sum.all, isFault: isFault) : nil
    }

    private struct Row {
        var name: String
        var count: Int
        var all: Int
        var text: String {
            let thousandths = all == 0 ? 0 : (count * 2000 + all) / (2 * all)
            return "| \(name) | \(count) of \(all) | \(thousandths / 10).\(thousandths % 10) % |"
        }
    }

    private func rows() -> [Row] { lines().compactMap(Self.row) }

    private func lines() -> [String] {
        guard let text = GoldenFolder.read(path) else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func row(_ line: String) -> Row? {
        let cells = line.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
        guard cells.count == 3, cells[1].count == 3, cells[1][1] == "of", let count = Int(cells[1][0]), let all = Int(cells[1][2])
        else { return nil }
        return Row(name: cells[0].joined(separator: " "), count: count, all: all)
    }

    /// Writes a row in its place among the others; what went wrong, nil for nothing.
    private func record(_ name: String, _ count: Int, _ all: Int) -> String? {
        Self.writing.withLock { _ in
            let lines = lines()
            let head = lines.filter { Self.row($0) == nil }
            let rows = lines.compactMap(Self.row).filter { $0.name != name } + [Row(name: name, count: count, all: all)]
            let text = (head + rows.sorted { $0.name < $1.name }.map(\.text)).joined(separator: "\n") + "\n"
            return GoldenFolder.write(text, to: path) ? nil : "\(path) could not be written: \(String(cString: strerror(errno)))."
        }
    }
}
