import Testing

/// What each shape of step does in each world, by the tables.
enum Expected {
    private static let cells: [String: [String: String]] = {
        var cells: [String: [String: String]] = [:]
        var shape = ""
        for line in (filesAndCommands + "\n" + others).split(separator: "\n") {
            if line.hasPrefix("# ") {
                shape = String(line.dropFirst(2))
            } else if let bar = line.firstRange(of: " | ") {
                for world in String(line[..<bar.lowerBound]).split(separator: " / ") {
                    cells[shape, default: [:]][String(world)] = String(line[bar.upperBound...])
                }
            }
        }
        return cells
    }()

    static var shapes: [String] { Array(cells.keys) }
    static func cell(_ shape: String, _ world: World) -> String? { cells[shape]?[world.rawValue] }
    /// Whether this one has no words for it: a cell of its own says so.
    static func refuses(_ carrier: String, _ shape: String) -> Bool { cells[shape]?[carrier] == "refuses" }
}
