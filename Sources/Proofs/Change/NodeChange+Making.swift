import Editing
import Hosts
import YAML

extension RecordedHost {
    /// Makes a change on a recorded node.
    ///
    /// - Parameter file: the file that asks for it.
    /// - Throws: what could not be made, with the line that asks for it.
    package mutating func make(_ change: NodeChange, file: String) throws(FileProblem) {
        for entry in change.entries {
            do throws(ChangeRefusal) {
                try make(entry.deed)
            } catch {
                throw FileProblem(file: file, line: entry.line, sentence: error.sentence)
            }
        }
    }

    private mutating func make(_ deed: NodeChange.Deed) throws(ChangeRefusal) {
        switch deed {
        case .write(let path, let text): write(path, Array(text.utf8))
        case .edit(let recorded, let change): try edit(recorded, change)
        case .setStatus(let path, let status): setStatus(path, status)
        case .setList(let path, let entries): setList(path, entries)
        case .setSpace(let path, let space): setSpace(path, space)
        case .remove(let path): remove(path)
        case .fail(let recorded, let error): fail(recorded, error)
        case .output(let command, let output): setOutput(of: command, output)
        case .ending(let command, let exit, let err): try setEnding(of: command, exit, err)
        case .reply(let call, let json): setLine(ofCall: call, Self.line(of: call, json))
        case .answer(let url, let answer): setAnswer(of: url, answer)
        case .setLog(let key, let text): setLog(key, Array(text.utf8))
        case .appendToLog(let key, let lines): append(lines, toLog: key)
        case .setProperties(let unit, let properties, let without): try set(properties, without: without, of: unit)
        case .ask(let old, let new):
            guard ask(old, as: new) > 0 else {
                throw ChangeRefusal("No question of the recorded node has \"\(old)\" in its words.")
            }
        case .setNow(let seconds): setNow(seconds)
        case .setHostname(let name): setHostname(name)
        }
    }

    private static func line(of call: String, _ json: String) -> [UInt8] {
        Array("{\"cri\":\(JSONWriting.text(call)),\"json\":\(json)}".utf8)
    }

    private mutating func fail(_ recorded: NodeChange.Recorded, _ error: CapturedError) {
        switch recorded {
        case .file(let path): fail(path, error)
        case .command(let line): fail(command: line, error)
        case .call(let call): fail(call: call, error)
        case .url(let url): fail(url: url, error)
        case .log(let key): fail(log: key, error)
        }
    }

    private mutating func setEnding(of command: String, _ exit: Int?, _ err: String?) throws(ChangeRefusal) {
        guard var output = output(of: command) else { throw ChangeRefusal("The recorded node has no output of this command.") }
        output.status = exit ?? output.status
        output.err = err.map { Array($0.utf8) } ?? output.err
        setOutput(of: command, output)
    }

    private mutating func append(_ lines: [String], toLog key: String) {
        var bytes = bytes(ofLog: key) ?? []
        if !bytes.isEmpty, bytes.last != 10 { bytes.append(10) }
        for line in lines { bytes += Array(line.utf8) + [10] }
        setLog(key, bytes)
    }

    // MARK: Edits

    private mutating func edit(_ recorded: NodeChange.Recorded, _ change: TextChange) throws(ChangeRefusal) {
        switch recorded {
        case .file(let path): try edit(path, change)
        case .command(let line):
            guard var output = output(of: line) else { throw ChangeRefusal("The recorded node has no output of this command.") }
            output.out = try change.make(output.out, .json)
            setOutput(of: line, output)
        case .call(let call):
            guard let line = line(ofCall: call) else { throw ChangeRefusal("The recorded node has no reply to this call.") }
            setLine(ofCall: call, try change.inside("json").make(line, .json))
        case .url(let url):
            guard var answer = answer(of: url) else { throw ChangeRefusal("The recorded node has no answer from this URL.") }
            answer.body = try change.make(answer.body, .json)
            setAnswer(of: url, answer)
        case .log(let key):
            guard let bytes = bytes(ofLog: key) else { throw ChangeRefusal("The recorded node has no such log.") }
            setLog(key, try change.make(bytes, nil))
        }
    }

    /// A file; for a folder, each file below it in which the text stands.
    private mutating func edit(_ path: String, _ change: TextChange) throws(ChangeRefusal) {
        if let bytes = bytes(ofFile: path) {
            write(path, try change.make(bytes, change.form(path)))
            return
        }
        guard case .everywhere(let old, _) = change.what else {
            throw ChangeRefusal("The recorded node has no file \(path); \"write\" makes one.")
        }
        var isThere = false
        for file in files(below: path) {
            guard let bytes = bytes(ofFile: file), let after = try? change.make(bytes, nil) else { continue }
            isThere = true
            write(file, after)
        }
        guard isThere else { throw ChangeRefusal("No file below \(path) holds \"\(old)\".") }
    }

    // MARK: Units

    /// Properties of a unit, in every recorded output of `systemctl show` that tells of it.
    private mutating func set(
        _ properties: [(name: String, value: String)], without: [String], of unit: String
    ) throws(ChangeRefusal) {
        var isShown = false
        for command in commands where command.hasPrefix("systemctl show ") {
            guard var output = output(of: command) else { continue }
            var blocks = output.text.split(separator: "\n\n", omittingEmptySubsequences: false).map { $0.split(separator: "\n") }
            guard let at = blocks.firstIndex(where: { $0.contains("Id=\(unit)") }) else { continue }
            isShown = true
            for (name, value) in properties {
                let line = Substring("\(name)=\(value)")
                if let index = blocks[at].firstIndex(where: { $0.hasPrefix("\(name)=") }) {
                    blocks[at][index] = line
                } else {
                    blocks[at].append(line)
                }
            }
            for name in without { blocks[at].removeAll { $0.hasPrefix("\(name)=") } }
            let text = blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
            output.out = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
            setOutput(of: command, output)
        }
        guard isShown else { throw ChangeRefusal("No recorded output of systemctl show tells of \(unit).") }
    }
}

extension TextChange {
    /// The same, of what stands under a key of a JSON text.
    fileprivate func inside(_ key: String) -> TextChange {
        guard case .edit(let edit) = what else { return self }
        var change = self
        func inner(_ path: EditPath) -> EditPath { EditPath(segments: [.key(key)] + path.segments) }
        switch edit {
        case .set(let path, let value): change.what = .edit(.set(inner(path), value))
        case .remove(let path): change.what = .edit(.remove(inner(path)))
        case .comment, .append, .replace: break
        }
        return change
    }

    /// How a file is read: a flag's path in a manifest means the container's flags.
    fileprivate func form(_ path: String) -> FileEdit.Form? {
        let form = FileEdit.Form(path: path)
        guard form == .yaml, case .edit(let edit) = what else { return form }
        switch edit {
        case .set(let path, _), .remove(let path):
            let isFlag = path.segments.prefix(2).contains { if case .key(let key) = $0 { key.hasPrefix("--") } else { false } }
            return isFlag ? .manifest : form
        case .comment, .append, .replace: return form
        }
    }
}
