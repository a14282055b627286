import Facts
import Hosts

/// Looks at the keys that sign and check the tokens of service accounts. Of a private key only its public half's hash is taken.
struct TokenKeyProbe: Probe {
    let name = "service-account-keys"
    let subject = "the keys of service account tokens"
    let gives: [FactKey] = [
        IdentityFacts.tokenSigningKey, IdentityFacts.tokenKeys, IdentityFacts.tokenKeyIsAccepted,
        IdentityFacts.controllerTokenKeyIsAccepted,
    ]
    let needs: [FactKey] = ComponentFiles.needs

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let components = await ComponentFiles.read(from: host, knowing: known)
        guard let api = components["kube-apiserver"] else {
            for key in gives {
                if let reason = components.unseen["kube-apiserver"] { facts.miss(key, reason) } else { facts.setAbsent(key) }
            }
            return facts
        }
        var files = PEMFiles(host)
        let signing = api.file("service-account-signing-key-file")
        let checking = api.all("service-account-key-file").compactMap(api.onHost)
        let line = api.line("service-account-key-file")
        facts.set(
            IdentityFacts.tokenSigningKey, .text(ifAny: signing),
            from: .file(api.path, line: api.line("service-account-signing-key-file")))
        facts.set(IdentityFacts.tokenKeys, .list(checking), from: .file(api.path, line: line))
        // Without the flag the API server takes the public half of its TLS key.
        let accepted = await publicKeys(
            checking.isEmpty ? [api.file("tls-private-key-file")].compactMap { $0 } : checking, &files)
        facts.merge(await fact(IdentityFacts.tokenKeyIsAccepted, signing, accepted, &files))
        let manager = components["kube-controller-manager"]
        if manager == nil, let reason = components.unseen["kube-controller-manager"] {
            facts.miss(IdentityFacts.controllerTokenKeyIsAccepted, reason)
        } else {
            facts.merge(
                await fact(
                    IdentityFacts.controllerTokenKeyIsAccepted, manager?.file("service-account-private-key-file"), accepted,
                    &files))
        }
        return facts
    }

    /// Whether the key's public half is among the accepted ones; absent where there is no key or no list to compare with.
    private func fact(_ key: FactKey, _ path: String?, _ accepted: Result<Set<String>, HostError>, _ files: inout PEMFiles) async
        -> FactSet
    {
        var facts = FactSet()
        switch (await files.key(path), accepted) {
        case (.none, _), (.absent, _): facts.setAbsent(key)
        case (.unseen(_, let reason), _): facts.miss(key, reason)
        case (_, .failure(let error)): facts.miss(key, error.reason)
        case (.present(let path, nil), _):
            facts.miss(key, "The private key in \(path ?? "") is encrypted, damaged or of an unknown kind.")
        case (.present(let path, let identity?), .success(let accepted)):
            if accepted.isEmpty {
                facts.setAbsent(key)
            } else {
                facts.set(
                    key, .flag(accepted.contains(identity)),
                    from: Source(path ?? "", "its public half has the SHA-256 \(identity)"))
            }
        }
        return facts
    }

    /// The hashes of all public keys in files: bare ones, those of certificates, the public halves of private ones.
    private func publicKeys(_ paths: [String], _ files: inout PEMFiles) async -> Result<Set<String>, HostError> {
        var hashes: Set<String> = []
        for path in paths {
            switch await files.read(path) {
            case .success(let file):
                hashes.formUnion(
                    file.contents.publicKeys + file.contents.certificates.map(\.publicKey) + [file.contents.key].compactMap { $0 }
                )
            case .failure(let error):
                if !error.isAbsence { return .failure(error) }
            }
        }
        return .success(hashes)
    }
}
