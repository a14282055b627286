import Facts
import Hosts
import Testing

@testable import Probes
@testable import Redaction

/// Damaged certificates, keys, kubeconfigs and manifests are read without a trap; what cannot be read says so.
@Suite struct CertificateFuzzTests {
    /// A fixed sequence, so that a failure comes again.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(1, count)
        }
    }

    private func damaged(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = bytes
        for _ in 0...dice.roll(4) {
            guard !bytes.isEmpty else { break }
            let at = dice.roll(bytes.count)
            switch dice.roll(5) {
            case 0: bytes[at] = UInt8(dice.roll(256))
            case 1: bytes[at] ^= 1 << UInt8(dice.roll(8))
            case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + dice.roll(20)))
            case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + dice.roll(20))], at: dice.roll(bytes.count))
            default: bytes.removeSubrange(at...)
            }
        }
        return bytes
    }

    @Test func threeThousandDamagedPEMFiles() throws {
        let seeds = try [
            "etc/kubernetes/pki/etcd/server.crt", "var/lib/kubelet/pki/kubelet-client-current.pem", "etc/kubernetes/pki/sa.pub",
        ].map(NodeFiles.bytes)
        var dice = Dice(state: 1)
        var unread = 0
        for round in 0..<3000 {
            let contents = PEMContents(damaged(seeds[round % seeds.count], &dice), path: "x")
            if let record = contents.certificates.first {
                #expect(record.fingerprint.utf8.count == 64)
                _ = [record.subject, record.issuer, record.serial, record.algorithm, record.renewalDue.description] as [String?]
                _ = (record.names, record.usages, record.organisations, record.isSigned(by: record), CertificateRow.text(record))
            } else if contents.publicKeys.isEmpty {
                unread += 1
            }
        }
        #expect(unread > 100, "the damage reaches the certificates")
    }

    @Test func threeThousandDamagedCertificatesInWholePEM() throws {
        let der = try #require(PEMBlock.all(in: NodeFiles.bytes("etc/kubernetes/pki/apiserver.crt")).first?.der)
        var dice = Dice(state: 2)
        var read = 0
        for _ in 0..<3000 {
            guard let record = X509Record(der: damaged(der, &dice)) else { continue }
            read += 1
            _ =
                [
                    record.subject, record.issuer, record.serial, record.algorithm, record.renewalDue.description,
                    record.notAfter.description,
                ] as [String?]
            _ = (record.names, record.usages, record.organisations, record.isSigned(by: record), record.isCA)
        }
        #expect(read > 0 && read < 3000, "some damage leaves a certificate, most does not")
    }

    @Test func threeThousandDamagedKubeconfigsAndManifests() throws {
        let kubeconfig = try NodeFiles.bytes("etc/kubernetes/admin.conf")
        let manifest = try NodeFiles.bytes("etc/kubernetes/manifests/kube-apiserver.yaml")
        var dice = Dice(state: 3)
        var refused = 0
        for _ in 0..<1500 {
            do {
                let contents = try KubeconfigContents(damaged(kubeconfig, &dice), path: "/x/admin.conf")
                _ = contents.clientData.map { PEMContents($0, path: "x") }
                _ = contents.server.flatMap { AddressText.hostAndPort($0) }
            } catch {
                refused += 1
                #expect(error.sentence.hasPrefix("/x/admin.conf"))
            }
            let flags = ComponentFlags(manifest: damaged(manifest, &dice), path: "/x", component: "kube-apiserver")
            _ = CertificateUses.all(flags: flags.map { [$0] } ?? [], found: ["/etc/kubernetes/pki/ca.crt"])
        }
        #expect(refused > 10)
    }
}
