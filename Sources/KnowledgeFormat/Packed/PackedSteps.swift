import Steps

extension Risk: Packable {}
extension UnitChange.State: Packable {}
extension SystemFamily: Packable {}

extension FileMode: Packable {
    public func pack(into out: inout PackedWriter) { out.write(Int(bits)) }

    public init(from packed: inout PackedReader) throws(PackedError) {
        guard let bits = UInt16(exactly: try packed.number()) else { throw PackedError() }
        self.init(bits: bits)
    }
}

extension Action: Packable {
    public func pack(into out: inout PackedWriter) {
        func put(_ kind: Int, _ value: some Packable) {
            out.write(kind)
            value.pack(into: &out)
        }
        switch self {
        case .write(let file): put(0, file)
        case .edit(let change): put(1, change)
        case .run(let run): put(2, run)
        case .fetch(let fetch): put(3, fetch)
        case .unit(let unit): put(4, unit)
        case .packages(let set): put(5, set)
        case .staticPod(let pod): put(6, pod)
        case .byHand(let text): put(7, text)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .write(try PlannedFile(from: &packed))
        case 1: self = .edit(try FileChange(from: &packed))
        case 2: self = .run(try Run(from: &packed))
        case 3: self = .fetch(try Fetch(from: &packed))
        case 4: self = .unit(try UnitChange(from: &packed))
        case 5: self = .packages(try PackageSet(from: &packed))
        case 6: self = .staticPod(try StaticPod(from: &packed))
        case 7: self = .byHand(try packed.text())
        default: throw PackedError()
        }
    }
}

extension PlannedFile: Packable {
    public func pack(into out: inout PackedWriter) {
        path.pack(into: &out)
        FileMode(bits: mode).pack(into: &out)
        keepsExisting.pack(into: &out)
        content.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            try packed.text(), mode: try FileMode(from: &packed).bits, keepsExisting: try Bool(from: &packed), try packed.text())
    }
}

extension Run: Packable {
    public func pack(into out: inout PackedWriter) {
        words.pack(into: &out)
        unlessExists.pack(into: &out)
        unless.pack(into: &out)
        output.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            try [String](from: &packed), unlessExists: try String?(from: &packed), unless: try [String]?(from: &packed),
            output: try OutputFile?(from: &packed))
    }
}

extension Run.OutputFile: Packable {
    public func pack(into out: inout PackedWriter) {
        path.pack(into: &out)
        mode.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(path: try packed.text(), mode: try FileMode(from: &packed).bits)
    }
}

extension Fetch: Packable {
    public func pack(into out: inout PackedWriter) {
        url.pack(into: &out)
        path.pack(into: &out)
        mode.pack(into: &out)
        proof.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            try packed.text(), to: try packed.text(), mode: try FileMode(from: &packed).bits, proof: try Proof(from: &packed))
    }
}

extension Fetch.Proof: Packable {
    public func pack(into out: inout PackedWriter) {
        let (kind, texts) =
            switch self {
            case .sha256(let sum): (0, [sum])
            case .published(let url, let name): (1, [url, name])
            case .key(let fingerprint): (2, [fingerprint])
            case .onlyTLS(let because): (3, [because])
            }
        out.write(kind)
        for text in texts { text.pack(into: &out) }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .sha256(try packed.text())
        case 1: self = .published(url: try packed.text(), name: try packed.text())
        case 2: self = .key(fingerprint: try packed.text())
        case 3: self = .onlyTLS(because: try packed.text())
        default: throw PackedError()
        }
    }
}

extension UnitChange: Packable {
    public func pack(into out: inout PackedWriter) {
        name.pack(into: &out)
        state.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(try packed.text(), try State(from: &packed))
    }
}

extension PackageSet: Packable {
    public func pack(into out: inout PackedWriter) {
        family.pack(into: &out)
        packages.map(\.name).pack(into: &out)
        packages.map(\.version).pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        let family = try SystemFamily(from: &packed)
        let names = try [String](from: &packed)
        let versions = try [String?](from: &packed)
        guard names.count == versions.count else { throw PackedError() }
        self.init(family, versions: Array(zip(names, versions)))
    }
}

extension StaticPod: Packable {
    public func pack(into out: inout PackedWriter) {
        name.pack(into: &out)
        manifest.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(try packed.text(), manifest: try packed.text())
    }
}

extension Check: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .succeeds(let words):
            out.write(0)
            words.pack(into: &out)
        case .holds(let condition):
            out.write(1)
            condition.pack(into: &out)
        case .clear(let rule):
            out.write(2)
            rule.pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .succeeds(try [String](from: &packed))
        case 1: self = .holds(try packed.text())
        case 2: self = .clear(rule: try packed.text())
        default: throw PackedError()
        }
    }
}

extension Undo: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .journal: out.write(0)
        case .actions(let actions):
            out.write(1)
            actions.pack(into: &out)
        case .none(let because):
            out.write(2)
            because.pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .journal
        case 1: self = .actions(try [Action](from: &packed))
        case 2: self = .none(because: try packed.text())
        default: throw PackedError()
        }
    }
}
