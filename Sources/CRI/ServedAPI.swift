/// Which version of the CRI a runtime serves. Kubernetes 1.26 and later need v1.
public enum ServedAPI: Equatable, Sendable {
    case v1(VersionResponse)
    /// Too old for a current kubelet: containerd before 1.6, CRI-O before 1.23.
    case v1alpha2Only(VersionResponse)
    /// A gRPC server that has no CRI at all, as containerd with its CRI plugin disabled or not loaded. The runtime's own words.
    case none(message: String)

    /// Tells from the answers; `ask` is given each question in turn and only while the answer is still open. Throws what is neither
    /// an answer nor "unknown service".
    public static func told(
        v1: () throws(CRIError) -> VersionResponse, v1alpha2: () throws(CRIError) -> VersionResponse
    ) throws(CRIError) -> ServedAPI {
        let refusal: String
        do {
            return .v1(try v1())
        } catch {
            guard case .status(GRPCStatus.unimplemented, let message) = error else { throw error }
            refusal = message
        }
        do {
            return .v1alpha2Only(try v1alpha2())
        } catch {
            guard case .status(GRPCStatus.unimplemented, _) = error else { throw error }
            return .none(message: refusal)
        }
    }
}

extension CRIClient {
    /// Asks for the version in v1 and, where that is unknown, in v1alpha2. Each question has `deadline`.
    public func servedAPI(deadline: Duration) throws(CRIError) -> ServedAPI {
        try ServedAPI.told(
            v1: { () throws(CRIError) in try ask(VersionRequest(), deadline: deadline) },
            v1alpha2: { () throws(CRIError) in try ask(VersionV1Alpha2Request(), deadline: deadline) })
    }
}
