import Editing
import Testing

/// An edit of a text, and what comes of it.
struct EditCase: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var edit: FileEdit
    var before: String
    var expected: Expected
    /// Also tried with CRLF line ends, and without the last newline.
    var isVaried = true

    enum Expected: Sendable {
        case text(String)
        /// The error's sentence has these words.
        case error(String)
    }

    init(
        _ name: String, _ form: FileEdit.Form, kind: String? = nil, _ changes: FileEdit.Change..., before: String, after: String,
        varied: Bool = true
    ) {
        testDescription = name
        edit = FileEdit(form, kind: kind, changes)
        self.before = before
        expected = .text(after)
        isVaried = varied
    }

    init(
        _ name: String, _ form: FileEdit.Form, kind: String? = nil, _ changes: FileEdit.Change..., before: String, error: String
    ) {
        testDescription = name
        edit = FileEdit(form, kind: kind, changes)
        self.before = before
        expected = .error(error)
    }

    func check() {
        switch expected {
        case .text(let after):
            check(before, after)
            guard isVaried else { return }
            if before.contains("\n") { check(crlf(before), crlf(after)) }
            if before.hasSuffix("\n"), after.hasSuffix("\n"), before.count > 1 {
                check(String(before.dropLast()), String(after.dropLast()))
            }
        case .error(let words):
            do throws(EditError) {
                let after = try edit.apply(to: Array(before.utf8))
                Issue.record("No error: \(String(decoding: after, as: UTF8.self))")
            } catch {
                #expect(error.description.contains(words), "\(error)")
            }
        }
    }

    private func check(_ before: String, _ after: String) {
        do throws(EditError) {
            let made = try edit.apply(to: Array(before.utf8))
            #expect(String(decoding: made, as: UTF8.self) == after)
            // Made again, it changes nothing.
            let again = try edit.apply(to: made)
            #expect(String(decoding: again, as: UTF8.self) == after, "the second time")
        } catch {
            Issue.record("\(error)")
        }
    }

    private func crlf(_ text: String) -> String {
        String(text.unicodeScalars.flatMap { $0 == "\n" ? ["\r", "\n"] : [$0] }.map { Character($0) })
    }
}

extension FileEdit.Change {
    /// A setting by the text of its path.
    static func set(_ path: String, _ value: EditValue) -> FileEdit.Change { .set(read(path), value) }
    static func remove(_ path: String) -> FileEdit.Change { .remove(read(path)) }
    static func comment(_ path: String) -> FileEdit.Change { .comment(read(path)) }

    private static func read(_ path: String) -> EditPath {
        do throws(EditError) {
            return try EditPath(path)
        } catch {
            Issue.record("\(error)")
            return EditPath(keys: path)
        }
    }
}
