import Editing
import Hosts
import Steps

/// Why steps were not carried out on a recorded node: what follows "The recipe …", up to the full stop.
package struct CureRefusal: Error, Sendable {
    package let sentence: String
}

extension RecordedHost {
    /// Makes the files as steps leave them: what they write and edit. Commands, downloads and restarts leave a recorded node as it is;
    /// so the files are as old as before, as they are to a service that was restarted afterwards.
    package mutating func make(_ steps: [Step]) throws(CureRefusal) {
        var isChanged = false
        for action in steps.flatMap(\.actions) {
            switch action {
            case .write(let file):
                let old = bytes(ofFile: file.path)
                if file.keepsExisting, old != nil { continue }
                guard file.placeholders.isEmpty else {
                    throw CureRefusal(sentence: "writes \(file.path) with a value that is only made when it is carried out.")
                }
                isChanged = isChanged || old != Array(file.content.utf8)
                write(file.path, Array(file.content.utf8), isOlder: true)
                let mode = String(file.mode, radix: 8)
                setStatus(file.path, CapturedStatus(mode: String(repeating: "0", count: max(0, 4 - mode.count)) + mode))
            case .edit(let change):
                let old = bytes(ofFile: change.path) ?? []
                let new: [UInt8]
                do throws(EditError) {
                    new = try change.edit.apply(to: old)
                } catch {
                    throw CureRefusal(sentence: "cannot edit \(change.path): \(error.description)")
                }
                guard new != old else { continue }
                isChanged = true
                write(change.path, new, isOlder: true)
            case .run, .fetch, .unit, .packages, .staticPod, .byHand: break
            }
        }
        guard isChanged else { throw CureRefusal(sentence: "changes no file of this node.") }
    }
}
