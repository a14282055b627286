// As it stands in a list of steps: {"form": "yaml", "changes": [{"set": "cgroupDriver", "to": "systemd"}, {"remove": "x.y"},
// {"comment": "[type=swap]"}, {"append": ["line"]}, {"replace": "one", "with": "other"}]}.
extension FileEdit: Codable {
    private enum CodingKeys: String, CodingKey { case form, kind, changes }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try fields.decode(Form.self, forKey: .form), kind: try fields.decodeIfPresent(String.self, forKey: .kind),
            try fields.decode([Change].self, forKey: .changes))
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(form, forKey: .form)
        try fields.encodeIfPresent(kind, forKey: .kind)
        try fields.encode(changes, forKey: .changes)
    }
}

extension FileEdit.Change: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable { case set, to, remove, comment, append, replace, with }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let verbs = [CodingKeys.set, .remove, .comment, .append, .replace].filter { fields.contains($0) }
        guard verbs.count == 1, let verb = verbs.first else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "One of set, remove, comment, append and replace is expected."))
        }
        switch verb {
        case .set: self = .set(try fields.decode(EditPath.self, forKey: .set), try fields.decode(EditValue.self, forKey: .to))
        case .remove: self = .remove(try fields.decode(EditPath.self, forKey: .remove))
        case .comment: self = .comment(try fields.decode(EditPath.self, forKey: .comment))
        case .append: self = .append(try fields.decode([String].self, forKey: .append))
        default:
            self = .replace(
                try fields.decode(String.self, forKey: .replace), with: try fields.decode(String.self, forKey: .with))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .set(let path, let value):
            try fields.encode(path, forKey: .set)
            try fields.encode(value, forKey: .to)
        case .remove(let path): try fields.encode(path, forKey: .remove)
        case .comment(let path): try fields.encode(path, forKey: .comment)
        case .append(let lines): try fields.encode(lines, forKey: .append)
        case .replace(let one, let other):
            try fields.encode(one, forKey: .replace)
            try fields.encode(other, forKey: .with)
        }
    }
}

extension EditPath: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        do throws(EditError) {
            self = try EditPath(text)
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: error.description))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension EditValue: Codable {
    public init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .null
        } else if let flag = try? one.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? one.decode(Int.self) {
            self = .integer(number)
        } else if let number = try? one.decode(Double.self) {
            self = .number(number)
        } else if let text = try? one.decode(String.self) {
            self = .text(text)
        } else if let list = try? one.decode([EditValue].self) {
            self = .list(list)
        } else {
            self = .map(try one.decode([String: EditValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var one = encoder.singleValueContainer()
        switch self {
        case .null: try one.encodeNil()
        case .flag(let flag): try one.encode(flag)
        case .integer(let number): try one.encode(number)
        case .number(let number): try one.encode(number)
        case .text(let text): try one.encode(text)
        case .list(let list): try one.encode(list)
        case .map(let map): try one.encode(map)
        }
    }
}
