extension KnownText: Packable {
    public func pack(into out: inout PackedWriter) {
        program.pack(into: &out)
        text.pack(into: &out)
        isInformation.pack(into: &out)
        isPassing.pack(into: &out)
        meaning.pack(into: &out)
        leads.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            program: try packed.text(), text: try packed.text(),
            isInformation: try Bool(from: &packed), isPassing: try Bool(from: &packed), meaning: try Meaning?(from: &packed),
            leads: try [String](from: &packed))
    }
}

extension KnownText.Meaning: Packable {
    public func pack(into out: inout PackedWriter) {
        id.pack(into: &out)
        title.pack(into: &out)
        says.pack(into: &out)
        isExpected.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            id: try packed.text(), title: try packed.text(), says: try packed.text(), isExpected: try Bool(from: &packed))
    }
}
