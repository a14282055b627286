/// The stretches of four bytes that some texts hold, each with its number and how many texts hold it.
///
/// Some hundred thousand are numbered whenever a text that nobody knows is ranked: a table of our own takes a tenth of a dictionary's time.
struct GramTable: Sendable {
    /// By number, how many texts hold it.
    private(set) var holders: [Int32] = []
    /// Of all texts, one after the other, the numbers of their stretches, each once.
    private(set) var numbers: [Int32] = []
    /// Where each text's numbers begin, and where the last's end.
    private(set) var starts: [Int] = [0]

    /// Stretches by hash, each with its number plus one; 0 where none is.
    private var slots: [(gram: UInt32, number: Int32)]
    private var shift: UInt32
    private var lastHolder: [Int32] = []

    /// - Parameter count: about how many stretches there are.
    init(count: Int) {
        var bits: UInt32 = 10
        while 1 << bits < count * 2 { bits += 1 }
        slots = Array(repeating: (0, 0), count: 1 << Int(bits))
        shift = 32 - bits
    }

    /// Numbers the next text's stretches.
    mutating func add(_ grams: some Sequence<UInt32>) {
        let text = Int32(truncatingIfNeeded: starts.count)
        for gram in grams {
            let place = place(of: gram)
            if slots[place].number == 0 {
                holders.append(0)
                lastHolder.append(0)
                slots[place] = (gram, Int32(truncatingIfNeeded: holders.count))
            }
            let number = Int(slots[place].number) - 1
            guard lastHolder[number] != text else { continue }
            lastHolder[number] = text
            holders[number] += 1
            numbers.append(Int32(truncatingIfNeeded: number))
        }
        starts.append(numbers.count)
        if holders.count * 2 > slots.count { grow() }
    }

    /// A stretch's number, nil where no text holds it.
    func number(of gram: UInt32) -> Int? {
        let number = slots[place(of: gram)].number
        return number == 0 ? nil : Int(number) - 1
    }

    private func place(of gram: UInt32) -> Int {
        var place = Int((gram &* 0x9E37_79B1) >> shift)
        while slots[place].number != 0, slots[place].gram != gram { place = (place + 1) & (slots.count - 1) }
        return place
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: (0, 0), count: old.count * 2)
        shift -= 1
        for slot in old where slot.number != 0 { slots[place(of: slot.gram)] = slot }
    }
}
