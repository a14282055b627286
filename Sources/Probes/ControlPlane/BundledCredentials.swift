import Hosts

extension KubeconfigContents {
    /// The kubeconfig at a path; an empty one where the node is seen through another program's bundle, which may have the API server's
    /// answers without the credentials that they were asked with.
    static func read(_ path: String, at host: any Host) async throws -> KubeconfigContents {
        do {
            return try KubeconfigContents(try await host.read(path).bytes, path: path)
        } catch HostError.notInBundle {
            return try KubeconfigContents(Array("kind: Config\n".utf8), path: path)
        }
    }
}
