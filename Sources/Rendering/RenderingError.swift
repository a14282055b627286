import Steps
import Text

/// A rendering was asked for what it has no words for. It never leaves out a part of an action: it refuses.
public struct RenderingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The document: `install.ps1`.
    public var document: String
    /// The step's id.
    public var step: String
    /// What cannot be said in it: `an edit of /etc/fstab`.
    public var what: String

    public init(_ document: String, step: String, what: String) {
        self.document = document
        self.step = step
        self.what = what
    }

    public var description: String { "\(document) is not written: it cannot carry out \(what), which the step \(step) needs." }
}
