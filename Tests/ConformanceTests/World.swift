import Glibc
import Steps

/// What a step meets on the machine, and how it is run.
enum World: String, CaseIterable, Sendable {
    /// Nothing is there.
    case fresh
    /// The step was done: by a run before this one.
    case alreadySo = "already so"
    /// The file is there and reads otherwise.
    case fileDiffers = "file differs"
    /// A run before this one was cut off by the first command, after what came before it was done.
    case cutOff = "cut off"
    /// The same, by the command called two.
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
    var values: [Placeholder: String] { self == .secretMissing ? [:] : [.encryptionKey: "c2VjcmV0", .joinToken: "abcdef.x"] }

    /// What commands are called.
    static let names = ["one", "two", "reload", "join", "token", "slow"]
    var isCutOff: Bool { self == .cutOff || self == .cutOffLater }

    func prepare(_ place: Place) throws {
        switch self {
        case .fileDiffers: try place.write(place.path, "old\n")
        case .commandFails, .cutOff: for name in Self.names { try place.write("fails-\(name)", "") }
        case .cutOffLater: try place.write("fails-two", "")
        default: break
        }
    }
}
