import Planning
import Steps

extension Risk: Packable {}
extension Edit.Format: Packable {}

extension ReleaseRange: Packable {
    public func pack(into out: inout PackedWriter) {
        from.pack(into: &out)
        to.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(from: try Int?(from: &packed), to: try Int?(from: &packed))
    }
}

extension Recipe: Packable {
    public func pack(into out: inout PackedWriter) {
        id.pack(into: &out)
        area.pack(into: &out)
        title.pack(into: &out)
        catalogue.pack(into: &out)
        about.pack(into: &out)
        notWhen.pack(into: &out)
        steps.pack(into: &out)
        texts.pack(into: &out)
        sources.pack(into: &out)
        releases.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            id: try packed.text(), area: try packed.text(), title: try packed.text(), catalogue: try [String](from: &packed),
            about: try packed.text(), notWhen: try packed.text(), steps: try [RecipeStep](from: &packed),
            texts: try [String](from: &packed), sources: try [String](from: &packed),
            releases: try ReleaseRange?(from: &packed))
    }
}

extension RecipeStep: Packable {
    public func pack(into out: inout PackedWriter) {
        title.pack(into: &out)
        risk.pack(into: &out)
        command.pack(into: &out)
        edit.pack(into: &out)
        byHand.pack(into: &out)
        check.pack(into: &out)
        expects.pack(into: &out)
        undo.pack(into: &out)
        releases.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            title: try packed.text(), risk: try Risk(from: &packed), command: try [String]?(from: &packed),
            edit: try Edit?(from: &packed), byHand: try String?(from: &packed), check: try [String]?(from: &packed),
            expects: try String?(from: &packed), undo: try String?(from: &packed),
            releases: try ReleaseRange?(from: &packed))
    }
}

extension Edit: Packable {
    public func pack(into out: inout PackedWriter) {
        file.pack(into: &out)
        format.pack(into: &out)
        path.pack(into: &out)
        value.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            file: try packed.text(), format: try Format(from: &packed), path: try [String](from: &packed),
            value: try String?(from: &packed))
    }
}

extension CatalogueEntry: Packable {
    public func pack(into out: inout PackedWriter) {
        id.pack(into: &out)
        group.pack(into: &out)
        problem.pack(into: &out)
        text.pack(into: &out)
        writtenBy.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            id: try packed.text(), group: try packed.text(), problem: try packed.text(), text: try packed.text(),
            writtenBy: try String?(from: &packed))
    }
}
