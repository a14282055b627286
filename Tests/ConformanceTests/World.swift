import Glibc
import Steps

/// What a step meets on the machine, and how it is run.
enum World: String, CaseIterable, Sendable {
    /// Nothing is there.
    case fresh
    /// The step was done: by a run before this one.
    case alreadySo = "already so"
    /// The file is there, reads otherwise and is not root's.
    case fileDiffers = "file differs"
    /// A run before this one was cut off by the first command, after what came before it was done.
    case cutOff = "cut off"
    /// The same, by the second command.
    case cutOffLater = "cut off later"
    /// Commands fail.
    case commandFails = "command fails"
    /// The values that files need are not known.
    case secretMissing = "secret missing"
    /// Nothing may be changed, on a machine where nothing is there.
    case look
    /// Nothing may be changed, on a machine where all is done.
    case lookAlreadySo = "look, already so"

    var looks: Bool { self == .look || self == .lookAlreadySo }
    /// Whether a run of the same step comes before.
    var isSecondRun: Bool { self == .alreadySo || self == .lookAlreadySo }
    var isCutOff: Bool { self == .cutOff || self == .cutOffLater }
    var values: [Placeholder: String] { self == .secretMissing ? [:] : Self.known }
    static let known: [Placeholder: String] = [.encryptionKey: "c2VjcmV0", .joinToken: "abcdef.x"]

    /// What the second command of a shape is called.
    private static let later = ["two", "install", "start", "tool.sha256"]

    func prepare(_ shape: Shape, _ place: Place) throws {
        try shape.prepare(place)
        switch self {
        case .fileDiffers:
            try place.write(place.path, shape.old)
            _ = chown(place.path, 1, 1)
        case .commandFails, .cutOff: try place.write("fails", "")
        case .cutOffLater: for name in Self.later { try place.write("fails-\(name)", "") }
        default: break
        }
    }

    /// What was in the way of the run that was cut off.
    func clear(_ place: Place) { for name in ["fails"] + Self.later.map({ "fails-\($0)" }) { unlink("\(place.folder)/\(name)") } }
}
