import Diagnosis

extension Severity: Packable {}
extension Rung: Packable {}
extension Rule.Kind: Packable {}

extension Rule: Packable {
    public func pack(into out: inout PackedWriter) {
        id.pack(into: &out)
        area.pack(into: &out)
        catalogue.pack(into: &out)
        title.pack(into: &out)
        severity.pack(into: &out)
        kind.pack(into: &out)
        rung.pack(into: &out)
        applies.pack(into: &out)
        versions.pack(into: &out)
        when.pack(into: &out)
        says.pack(into: &out)
        why.pack(into: &out)
        leadsTo.pack(into: &out)
        wrongWhen.pack(into: &out)
        recipes.pack(into: &out)
        quotes.pack(into: &out)
        sources.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            id: try packed.text(), area: try packed.text(), catalogue: try [String](from: &packed), title: try packed.text(),
            severity: try Severity(from: &packed), kind: try Kind(from: &packed), rung: try Rung(from: &packed),
            applies: try Condition?(from: &packed), versions: try VersionRange(from: &packed),
            when: try Condition(from: &packed), says: try packed.text(), why: try packed.text(),
            leadsTo: try [String](from: &packed), wrongWhen: try packed.text(), recipes: try [String](from: &packed),
            quotes: try [String](from: &packed), sources: try [Reference](from: &packed))
    }
}

extension Reference: Packable {
    public func pack(into out: inout PackedWriter) {
        source.pack(into: &out)
        date.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(source: try packed.text(), date: try packed.text())
    }
}

extension VersionRange: Packable {
    public func pack(into out: inout PackedWriter) {
        from.pack(into: &out)
        to.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(from: try MinorVersion?(from: &packed), to: try MinorVersion?(from: &packed))
    }
}

extension MinorVersion: Packable {
    public func pack(into out: inout PackedWriter) {
        out.write(major)
        out.write(minor)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(major: try packed.number(), minor: try packed.number())
    }
}

extension RungLaw: Packable {
    public func pack(into out: inout PackedWriter) {
        rung.pack(into: &out)
        title.pack(into: &out)
        applies.pack(into: &out)
        stands.pack(into: &out)
        saysStanding.pack(into: &out)
        saysBroken.pack(into: &out)
        saysNotHere.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            rung: try Rung(from: &packed), title: try packed.text(), applies: try Condition?(from: &packed),
            stands: try Condition(from: &packed), saysStanding: try packed.text(), saysBroken: try packed.text(),
            saysNotHere: try packed.text())
    }
}
