extension KnownState: Packable {
    public func pack(into out: inout PackedWriter) {
        for text in [id, title, says] { text.pack(into: &out) }
        isExpected.pack(into: &out)
        for texts in [words, asks, leads, sources] { texts.pack(into: &out) }
        ways.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        let (id, title, says) = (try packed.text(), try packed.text(), try packed.text())
        let isExpected = try Bool(from: &packed)
        let (words, asks) = (try [String](from: &packed), try [String](from: &packed))
        let (leads, sources) = (try [String](from: &packed), try [String](from: &packed))
        self.init(
            id: id, title: title, words: words, isExpected: isExpected, says: says, asks: asks, ways: try [Way](from: &packed),
            leads: leads, sources: sources)
    }
}

extension KnownState.Way: Packable {
    public func pack(into out: inout PackedWriter) {
        sign.pack(into: &out)
        exits.pack(into: &out)
        words.pack(into: &out)
        places.pack(into: &out)
        says.pack(into: &out)
        leads.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            sign: try packed.text(), exits: try [Int](from: &packed), words: try [String](from: &packed),
            places: try [String](from: &packed), says: try packed.text(), leads: try [String](from: &packed))
    }
}
