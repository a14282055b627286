import Facts
import Hosts

/// PEM files of one host, each read once during a look.
struct PEMFiles {
    struct File: Sendable {
        var contents: PEMContents
        var status: FileStatus
    }

    let host: any Host
    private var seen: [String: Result<File, HostError>] = [:]

    init(_ host: any Host) { self.host = host }

    /// A file's contents, or why the host could not read it.
    mutating func read(_ path: String) async -> Result<File, HostError> {
        if let known = seen[path] { return known }
        let result: Result<File, HostError>
        do throws(HostError) {
            let file = try await host.read(path)
            result = .success(File(contents: PEMContents(file.bytes, path: path), status: file.status))
        } catch {
            result = .failure(error)
        }
        seen[path] = result
        return result
    }

    /// The certificates of a file; none where it is not there, nil where it cannot be looked at.
    mutating func authorities(_ path: String) async -> [X509Record]? {
        switch await read(path) {
        case .success(let file): file.contents.certificates
        case .failure(let error): error.isAbsence ? [] : nil
        }
    }

    /// Why a file's certificates are not known, as a sentence.
    mutating func reason(_ path: String) async -> Reason {
        guard case .failure(let error) = await read(path) else { return "\(path) holds no certificate that can be read." }
        return error.reason
    }

    /// What is known of the private key in a file.
    mutating func key(_ path: String?) async -> CertificateRow.Key {
        guard let path else { return .none }
        switch await read(path) {
        case .success(let file):
            return file.contents.hasKey ? .present(path: path, identity: file.contents.key) : .absent(path: path)
        case .failure(let error):
            return error.isAbsence ? .absent(path: path) : .unseen(path: path, reason: error.reason)
        }
    }
}
