import Editing

// A recipe's step holds names in braces; each text of it is filled by itself, so that no value can change what stands around it.

extension Action {
    /// The action with each of its texts replaced.
    public func filled(_ fill: (String) -> String) -> Action {
        switch self {
        case .write(let file):
            .write(PlannedFile(fill(file.path), mode: file.mode, keepsExisting: file.keepsExisting, fill(file.content)))
        case .edit(let change): .edit(FileChange(fill(change.path), change.edit.filled(fill)))
        case .run(let run): .run(run.filled(fill))
        case .fetch(let fetch):
            .fetch(Fetch(fill(fetch.url), to: fill(fetch.path), mode: fetch.mode.bits, proof: fetch.proof.filled(fill)))
        case .unit(let unit): .unit(UnitChange(fill(unit.name), unit.state))
        case .packages(let set): .packages(set.filled(fill))
        case .staticPod(let pod): .staticPod(StaticPod(fill(pod.name), manifest: fill(pod.manifest)))
        case .byHand(let text): .byHand(fill(text))
        }
    }
}

extension Run {
    func filled(_ fill: (String) -> String) -> Run {
        Run(
            words.map(fill), unlessExists: unlessExists.map(fill), unless: unless?.map(fill),
            output: output.map { OutputFile(path: fill($0.path), mode: $0.mode.bits) }, makes: makes)
    }
}

extension PackageSet {
    fileprivate func filled(_ fill: (String) -> String) -> PackageSet {
        var set = self
        set.packages = packages.map { Package(fill($0.name), $0.version.map(fill)) }
        return set
    }
}

extension Fetch.Proof {
    fileprivate func filled(_ fill: (String) -> String) -> Fetch.Proof {
        switch self {
        case .published(let url, let name): .published(url: fill(url), name: fill(name))
        case .sha256(let sum): .sha256(fill(sum))
        case .key, .onlyTLS: self
        }
    }
}

extension Check {
    /// The check with each of its texts replaced.
    public func filled(_ fill: (String) -> String) -> Check {
        switch self {
        case .succeeds(let words): .succeeds(words.map(fill))
        case .holds(let condition): .holds(condition)
        case .clear(let rule): .clear(rule: fill(rule))
        }
    }
}

extension Undo {
    /// The undo with each of its texts replaced.
    public func filled(_ fill: (String) -> String) -> Undo {
        switch self {
        case .journal: .journal
        case .actions(let actions): .actions(actions.map { $0.filled(fill) })
        case .none(let because): .none(because: fill(because))
        }
    }
}

extension FileEdit {
    fileprivate func filled(_ fill: (String) -> String) -> FileEdit {
        FileEdit(form, kind: kind, changes.map { $0.filled(fill) })
    }
}

extension FileEdit.Change {
    fileprivate func filled(_ fill: (String) -> String) -> FileEdit.Change {
        switch self {
        case .set(let path, let value): .set(path.filled(fill), value.filled(fill))
        case .remove(let path): .remove(path.filled(fill))
        case .comment(let path): .comment(path.filled(fill))
        case .append(let lines): .append(lines.map(fill))
        case .replace(let old, let new): .replace(fill(old), with: fill(new))
        }
    }
}

extension EditPath {
    fileprivate func filled(_ fill: (String) -> String) -> EditPath {
        EditPath(
            segments: segments.map { segment in
                switch segment {
                case .key(let key): .key(fill(key))
                case .index: segment
                case .item(let name, let value): .item(name: fill(name), value: fill(value))
                case .member(let value): .member(fill(value))
                }
            })
    }
}

extension EditValue {
    fileprivate func filled(_ fill: (String) -> String) -> EditValue {
        switch self {
        case .null, .flag, .integer, .number: self
        case .text(let text): .text(fill(text))
        case .list(let list): .list(list.map { $0.filled(fill) })
        case .map(let map): .map(map.mapValues { $0.filled(fill) })
        }
    }
}
