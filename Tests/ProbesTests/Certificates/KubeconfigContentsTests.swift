import Hosts
import Testing

@testable import Probes

@Suite struct KubeconfigContentsTests {
    private func read(_ text: String) throws -> KubeconfigContents {
        try KubeconfigContents(Array(text.utf8), path: "/etc/kubernetes/x.conf")
    }

    private let whole = """
        apiVersion: v1
        kind: Config
        current-context: b
        contexts:
        - {name: a, context: {cluster: one, user: u}}
        - {name: b, context: {cluster: two, user: v}}
        clusters:
        - name: one
          cluster: {server: "https://one:6443"}
        - name: two
          cluster:
            server: https://two:6443
            certificate-authority: pki/ca.crt
            tls-server-name: api.example.org
        users:
        - name: v
          user:
            client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem
            client-key: /var/lib/kubelet/pki/kubelet-client-current.pem
        """

    @Test func theCurrentContextCounts() throws {
        let config = try read(whole)
        #expect(config.server == "https://two:6443")
        #expect(config.serverLine == 12)
        #expect(config.authorityFile == "/etc/kubernetes/pki/ca.crt", "relative to the file's folder")
        #expect(config.tlsServerName == "api.example.org")
        #expect(config.clientSource == "file")
        #expect(config.contextIsWhole)
        #expect(!config.skipsVerification)
    }

    @Test func aContextWithoutItsUserIsNotWhole() throws {
        let config = try read(whole.replacing("current-context: b", with: "current-context: a"))
        #expect(config.server == "https://one:6443")
        #expect(!config.contextIsWhole)
        #expect(config.clientSource == nil)
    }

    @Test func kubeadmsEmbeddedCertificateAndKey() throws {
        let config = try KubeconfigContents(try NodeFiles.bytes("etc/kubernetes/admin.conf"), path: "/etc/kubernetes/admin.conf")
        let certificate = try #require(config.clientData.map { PEMContents($0, path: "admin.conf") }?.certificates.first)
        #expect(certificate.subject == "kubernetes-admin")
        #expect(certificate.organisations == ["kubeadm:cluster-admins"])
        #expect(config.hasEmbeddedKey)
        #expect(config.embeddedKey == certificate.publicKey)
        #expect(config.clientSource == "embedded")
    }

    @Test func aTokenIsSeenAndNotKept() throws {
        let config = try read(
            whole.replacing(
                "client-certificate: /var/lib/kubelet/pki/kubelet-client-current.pem", with: "token: abcdef.0123456789abcdef"
            )
            .replacing("client-key: /var/lib/kubelet/pki/kubelet-client-current.pem", with: "username: x"))
        #expect(config.clientSource == "token")
        #expect(!"\(config)".contains("0123456789abcdef"))
    }

    @Test func whatIsNoYAMLSaysWhereAndWhy() {
        #expect(throws: KubeconfigContents.Unreadable(sentence: "/etc/kubernetes/x.conf is empty.")) { try read("") }
        let error = #expect(throws: KubeconfigContents.Unreadable.self) { try read("a: [\n") }
        #expect(error?.sentence.hasPrefix("/etc/kubernetes/x.conf line ") == true)
    }
}
