import Terminal

/// One row that a cursor may stand on or pass.
struct Slot<ID: Hashable & Sendable>: Sendable {
    var id: ID
    var isSelectable = true
}

/// The selected row and the scroll position of a list.
///
/// The selection follows the identity of the row, not its place.
struct RowCursor<ID: Hashable & Sendable>: Sendable {
    private(set) var selected: ID?
    /// Rows that fit; what a page is.
    var page = 20
    private var top = 0
    /// Where the selected row was: when it vanishes, its neighbour is taken.
    private var index = 0

    func index(in slots: [Slot<ID>]) -> Int? {
        guard let selected else { return nil }
        if index < slots.count && slots[index].id == selected { return index }
        return slots.firstIndex { $0.id == selected }
    }

    mutating func select(_ id: ID, in slots: [Slot<ID>]) {
        guard let found = slots.firstIndex(where: { $0.id == id && $0.isSelectable }) else { return }
        take(found, in: slots)
    }

    /// Finds its row again after rows came and went.
    mutating func settle(in slots: [Slot<ID>]) {
        if let found = index(in: slots), slots[found].isSelectable {
            // The view stays where it was around the selected row.
            top = max(0, top + found - index)
            take(found, in: slots)
        } else {
            take(nearest(to: index, in: slots), in: slots)
        }
    }

    private func nearest(to index: Int, in slots: [Slot<ID>]) -> Int? {
        let start = min(index, slots.count - 1)
        guard start >= 0 else { return nil }
        return slots[start...].firstIndex { $0.isSelectable } ?? slots[..<start].lastIndex { $0.isSelectable }
    }

    private mutating func take(_ found: Int?, in slots: [Slot<ID>]) {
        selected = found.map { slots[$0].id }
        index = found ?? 0
        top = firstRow(height: page, in: slots)
    }

    /// Acts on the keys that move.
    mutating func handle(_ key: Key, in slots: [Slot<ID>]) -> Bool {
        switch key {
        case .mouse(let mouse) where mouse.action == .wheelUp: move(by: -3, in: slots)
        case .mouse(let mouse) where mouse.action == .wheelDown: move(by: 3, in: slots)
        default:
            guard let rows = Move(key)?.rows(page: max(1, page - 1), of: slots.count) else { return false }
            move(by: rows, in: slots)
        }
        return true
    }

    private mutating func move(by rows: Int, in slots: [Slot<ID>]) {
        guard !slots.isEmpty else { return }
        let from = index(in: slots) ?? 0
        let wanted = min(max(0, from + rows), slots.count - 1)
        let onTheWay =
            rows > 0
            ? slots[wanted...].firstIndex { $0.isSelectable } ?? slots[...wanted].lastIndex { $0.isSelectable }
            : slots[...wanted].lastIndex { $0.isSelectable } ?? slots[wanted...].firstIndex { $0.isSelectable }
        take(onTheWay, in: slots)
    }

    /// The row to draw first so that the selected one is seen.
    func firstRow(height: Int, in slots: [Slot<ID>]) -> Int {
        guard height > 0 else { return 0 }
        var first = min(top, max(0, slots.count - height))
        if let index = index(in: slots) {
            first = min(max(first, index - height + 1), index)
            // A heading right above the selected row is seen with it.
            if first == index && index > 0 && !slots[index - 1].isSelectable && height > 1 { first -= 1 }
        }
        return first
    }
}
