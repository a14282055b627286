import Diagnosis

extension MachineNeed: Packable {
    public func pack(into out: inout PackedWriter) {
        title.pack(into: &out)
        stops.pack(into: &out)
        rules.pack(into: &out)
        says.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            title: try packed.text(), stops: try [String](from: &packed), rules: try [String](from: &packed),
            says: try packed.text())
    }
}

extension ReadinessSubject: Packable {
    public func pack(into out: inout PackedWriter) {
        title.pack(into: &out)
        cases.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(title: try packed.text(), cases: try [Case](from: &packed))
    }
}

extension ReadinessSubject.Case: Packable {
    public func pack(into out: inout PackedWriter) {
        when.pack(into: &out)
        isReady.pack(into: &out)
        says.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(when: try Condition?(from: &packed), isReady: try Bool?(from: &packed), says: try packed.text())
    }
}
