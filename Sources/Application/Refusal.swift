/// Why a command could not do what was asked, as whole sentences for the user.
public struct Refusal: Error, CustomStringConvertible, Sendable {
    public let description: String
    /// The exit status that goes with it.
    public let status: Int32

    public init(_ description: String, status: Int32 = 1) {
        self.description = description
        self.status = status
    }
}
