/// A file whose settings lie in each other.
protocol StructuredFile {
    /// Reads a file.
    ///
    /// - Parameter kind: which of several documents is meant.
    init(_ bytes: [UInt8], kind: String?) throws(EditError)
    /// What each document of a file says.
    static func documents(_ bytes: [UInt8]) throws(EditError) -> [Tree]
    /// What the file says, or the document that is meant.
    var tree: Tree { get }
    /// What else it says, which no edit changes.
    var others: [Tree] { get }
    /// The line on which a place stands, from 1.
    func line(of place: Tree.Place) -> Int
    /// The bytes with the operation made; nothing is promised of them yet.
    func spliced(_ operation: Operation) throws(EditError) -> [UInt8]
    /// Trees that count as the operation's result as well.
    func results(_ operation: Operation) -> [Tree]
    /// Why the result may differ from what was asked for; nil where nothing is known.
    func cause(_ operation: Operation) -> EditError?
}

extension StructuredFile {
    static func documents(_ bytes: [UInt8]) throws(EditError) -> [Tree] { [try Self(bytes, kind: nil).tree] }
    func results(_ operation: Operation) -> [Tree] { [operation.result(on: tree)] }
    func cause(_ operation: Operation) -> EditError? { nil }
}

/// Makes changes in a structured file: finds the place in the tree, has it spliced, reads the result and compares.
struct StructuredEdit<File: StructuredFile> {
    var kind: String?

    func apply(_ change: FileEdit.Change, to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        switch change {
        case .set(let path, let value):
            let file = try File(bytes, kind: kind)
            let operation = try finder(file).setting(path, value)
            if let operation, let after = itemByItem(operation, in: file, bytes) { return after }
            return try make(operation, in: file, bytes)
        case .remove(let path):
            let file = try File(bytes, kind: kind)
            return try make(try finder(file).removing(path), in: file, bytes)
        case .comment(let path): throw .unfit("\(path) cannot be made a comment in a file of this form; it can be removed.")
        case .append(let lines): return try append(lines, to: bytes)
        case .replace(let one, let other): return try replace(one, other, in: bytes)
        }
    }

    private func finder(_ file: File) -> OperationFinder { OperationFinder(tree: file.tree) { file.line(of: $0) } }

    /// Makes an operation, and makes sure that it is all that happened.
    func make(_ operation: Operation?, in file: File, _ bytes: [UInt8]) throws(EditError) -> [UInt8] {
        guard let operation else { return bytes }
        let after = try file.spliced(operation)
        let read: File
        do throws(EditError) {
            read = try File(after, kind: kind)
        } catch {
            if let cause = file.cause(operation) { throw cause }
            if case .unreadable(let line, let sentence) = error { throw .broken(line: line, sentence) }
            throw .broken(line: nil, error.description)
        }
        guard read.others == file.others, file.results(operation).contains(read.tree) else {
            throw file.cause(operation) ?? .broken(line: nil, "something else would change with it; edit the file by hand.")
        }
        return after
    }

    /// Another list item by item, so that those that stay keep their comments; nil where none stays, or it cannot be done so.
    private func itemByItem(_ operation: Operation, in file: File, _ bytes: [UInt8]) -> [UInt8]? {
        guard case .replace(let place, .list(let new)) = operation, case .list(let old)? = file.tree[place] else { return nil }
        var gone: [Int] = []
        var kept = 0
        for (index, item) in old.enumerated() {
            if kept < new.count, item == Tree(new[kept]) { kept += 1 } else { gone.append(index) }
        }
        guard kept > 0, gone.count + new.count - kept <= Self.mostItems else { return nil }
        let steps =
            gone.reversed().map { Operation.remove(place + [.index($0)]) } + new[kept...].map { Operation.addItem(place, $0) }
        do throws(EditError) {
            var after = bytes
            for step in steps { after = try make(step, in: try File(after, kind: kind), after) }
            let read = try File(after, kind: kind)
            return read.others == file.others && file.results(operation).contains(read.tree) ? after : nil
        } catch {
            return nil
        }
    }

    /// Each item is a reading of the file; longer lists are written anew.
    private static var mostItems: Int { 32 }

    private func append(_ lines: [String], to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        let old = try File.documents(bytes)
        let after = try TextEdit.append(lines, to: bytes)
        guard after != bytes else { return bytes }
        let new = try reread(after)
        guard old.count <= new.count, zip(old, new).allSatisfy({ $0.isKept(in: $1) }) else {
            throw .broken(line: nil, "the lines would change what stands before them.")
        }
        return after
    }

    private func replace(_ one: String, _ other: String, in bytes: [UInt8]) throws(EditError) -> [UInt8] {
        let after = try TextEdit.replace(one, with: other, in: bytes)
        guard after != bytes else { return bytes }
        // A file that could not be read before may be on its way to be readable.
        if (try? File.documents(bytes)) != nil { _ = try reread(after) }
        return after
    }

    private func reread(_ bytes: [UInt8]) throws(EditError) -> [Tree] {
        do throws(EditError) {
            return try File.documents(bytes)
        } catch {
            if case .unreadable(let line, let sentence) = error { throw .broken(line: line, sentence) }
            throw error
        }
    }
}
