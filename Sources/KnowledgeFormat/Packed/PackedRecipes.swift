import Diagnosis
import Planning
import Steps

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
        fits.pack(into: &out)
        params.pack(into: &out)
        manual.pack(into: &out)
        (plan?.rawValue).pack(into: &out)
        steps.pack(into: &out)
        texts.pack(into: &out)
        sources.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            id: try packed.text(), area: try packed.text(), title: try packed.text(), catalogue: try [String](from: &packed),
            about: try packed.text(), notWhen: try packed.text(), fits: try Fit(from: &packed),
            params: try [RecipeParam](from: &packed), manual: try String?(from: &packed),
            plan: try String?(from: &packed).flatMap(ExistingCluster.Task.init), steps: try [RecipeStep](from: &packed),
            texts: try [String](from: &packed), sources: try [String](from: &packed))
    }
}

extension Recipe.Fit: Packable {
    public func pack(into out: inout PackedWriter) {
        releases.pack(into: &out)
        when.pack(into: &out)
        words.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            releases: try ReleaseRange?(from: &packed), when: try Condition?(from: &packed), words: try String?(from: &packed))
    }
}

extension RecipeParam: Packable {
    public func pack(into out: inout PackedWriter) {
        name.pack(into: &out)
        source.pack(into: &out)
        ask.pack(into: &out)
        example.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            try packed.text(), try Source?(from: &packed), ask: try String?(from: &packed), example: try packed.text())
    }
}

extension RecipeParam.Source: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .fact(let name):
            out.write(0)
            name.pack(into: &out)
        case .finding(let columns):
            out.write(1)
            columns.pack(into: &out)
        case .table(let name, let column, let condition):
            out.write(2)
            name.pack(into: &out)
            column.pack(into: &out)
            condition.pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .fact(try packed.text())
        case 1: self = .finding(try [String](from: &packed))
        case 2: self = .table(try packed.text(), column: try packed.text(), where: try Condition?(from: &packed))
        default: throw PackedError()
        }
    }
}

extension RecipeStep: Packable {
    public func pack(into out: inout PackedWriter) {
        title.pack(into: &out)
        risk.pack(into: &out)
        fits.pack(into: &out)
        actions.pack(into: &out)
        check.pack(into: &out)
        checkWords.pack(into: &out)
        expects.pack(into: &out)
        undo.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            title: try packed.text(), risk: try Risk(from: &packed), fits: try Recipe.Fit(from: &packed),
            actions: try [Action](from: &packed), check: try Check?(from: &packed), checkWords: try String?(from: &packed),
            expects: try String?(from: &packed),
            undo: try Undo(from: &packed))
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
