import Editing
import Steps

extension FileEdit.Form: Packable {}

extension FileChange: Packable {
    public func pack(into out: inout PackedWriter) {
        path.pack(into: &out)
        edit.form.pack(into: &out)
        edit.kind.pack(into: &out)
        edit.changes.pack(into: &out)
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(
            try packed.text(),
            FileEdit(
                try FileEdit.Form(from: &packed), kind: try String?(from: &packed), try [FileEdit.Change](from: &packed)))
    }
}

extension FileEdit.Change: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .set(let path, let value):
            out.write(0)
            path.pack(into: &out)
            value.pack(into: &out)
        case .remove(let path):
            out.write(1)
            path.pack(into: &out)
        case .comment(let path):
            out.write(2)
            path.pack(into: &out)
        case .append(let lines):
            out.write(3)
            lines.pack(into: &out)
        case .replace(let old, let new):
            out.write(4)
            [old, new].pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .set(try EditPath(from: &packed), try EditValue(from: &packed))
        case 1: self = .remove(try EditPath(from: &packed))
        case 2: self = .comment(try EditPath(from: &packed))
        case 3: self = .append(try [String](from: &packed))
        case 4:
            let texts = try [String](from: &packed)
            guard texts.count == 2 else { throw PackedError() }
            self = .replace(texts[0], with: texts[1])
        default: throw PackedError()
        }
    }
}

extension EditPath: Packable {
    public func pack(into out: inout PackedWriter) { segments.pack(into: &out) }

    public init(from packed: inout PackedReader) throws(PackedError) {
        self.init(segments: try [Segment](from: &packed))
    }
}

extension EditPath.Segment: Packable {
    public func pack(into out: inout PackedWriter) {
        switch self {
        case .key(let key):
            out.write(0)
            key.pack(into: &out)
        case .index(let index):
            out.write(1)
            out.write(index)
        case .item(let name, let value):
            out.write(2)
            name.pack(into: &out)
            value.pack(into: &out)
        case .member(let value):
            out.write(3)
            value.pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .key(try packed.text())
        case 1: self = .index(try packed.number())
        case 2: self = .item(name: try packed.text(), value: try packed.text())
        case 3: self = .member(try packed.text())
        default: throw PackedError()
        }
    }
}

extension EditValue: Packable {
    public func pack(into out: inout PackedWriter) {
        func put(_ kind: Int, _ value: some Packable) {
            out.write(kind)
            value.pack(into: &out)
        }
        switch self {
        case .null: out.write(0)
        case .flag(let flag): put(1, flag)
        case .integer(let number): put(2, number)
        case .number(let number): put(3, number)
        case .text(let text): put(4, text)
        case .list(let list): put(5, list)
        case .map(let map):
            out.write(6)
            map.keys.sorted().pack(into: &out)
            map.sorted { $0.key < $1.key }.map(\.value).pack(into: &out)
        }
    }

    public init(from packed: inout PackedReader) throws(PackedError) {
        switch try packed.number() {
        case 0: self = .null
        case 1: self = .flag(try Bool(from: &packed))
        case 2: self = .integer(try packed.number())
        case 3: self = .number(try Double(from: &packed))
        case 4: self = .text(try packed.text())
        case 5: self = .list(try [EditValue](from: &packed))
        case 6:
            let keys = try [String](from: &packed)
            let values = try [EditValue](from: &packed)
            guard keys.count == values.count else { throw PackedError() }
            self = .map(Dictionary(zip(keys, values)) { $1 })
        default: throw PackedError()
        }
    }
}
