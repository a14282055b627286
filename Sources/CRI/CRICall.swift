/// One request of the CRI (`runtime.v1`), with the type of its answer.
public protocol CRICall: Sendable {
    associatedtype Reply: CRIReply
    /// The gRPC path: `/runtime.v1.RuntimeService/Version`.
    static var method: String { get }
    /// The request as protobuf.
    func encoded() -> [UInt8]
    /// Names the call and its parameters, the same in every run: under this key a capture keeps the answer.
    var key: String { get }
}

/// An answer of the CRI. As JSON it has crictl's shape.
public protocol CRIReply: Sendable, Codable, Equatable {
    init(protobuf: [UInt8]) throws
}
