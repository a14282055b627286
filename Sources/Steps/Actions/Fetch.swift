/// A download. A file that is there with the right content is not fetched again; names carry versions.
public struct Fetch: Sendable, Equatable, Codable {
    /// Over TLS, or a file of the machine's own (`file://`): one that was brought there.
    public var url: String
    public var path: String
    public var mode: FileMode
    public var proof: Proof

    /// How it is seen that the file is the right one.
    public enum Proof: Sendable, Equatable, Codable {
        /// Its SHA-256, in hexadecimal.
        case sha256(String)
        /// The SHA-256 that its project publishes at another address, alone or in a list, in which the file has this name.
        case published(url: String, name: String)
        /// The fingerprint (SHA-1, 40 hexadecimal digits) of the OpenPGP key that it holds.
        case key(fingerprint: String)
        /// Nothing is published to compare it with, for this reason; only TLS vouches for it.
        case onlyTLS(because: String)
    }

    public init(_ url: String, to path: String, mode: UInt16 = 0o644, proof: Proof) {
        self.url = url
        self.path = path
        self.mode = FileMode(bits: mode)
        self.proof = proof
    }
}
