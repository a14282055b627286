import Steps
import Testing

@testable import PlanCases
@testable import Planning

/// The schema is proved on recorded files before it judges drydock's own.
struct KubeadmSchemaTests {
    /// What kubeadm 1.36.2 said of each file: read, or which field it named. Files that it refuses for a value which depends
    /// on the machine or on itself (a kubeconfig that is not there, a release that is too old, a feature gate) are read as far as their form goes.
    @Test(arguments: [
        ("bad-advertise", "localAPIEndpoint.advertiseAddress"), ("bad-podsubnet", "networking.podSubnet"),
        ("bad-port", "localAPIEndpoint.bindPort"), ("bad-san", "apiServer.certSANs[0]"),
        ("bad-token", "bootstrapTokens[0].token"),
        ("bad-yaml-tab", "not read"), ("cpe-no-port", "controlPlaneEndpoint"), ("cri-no-scheme", nil), ("cri-relative", nil),
        ("dup-key", "not read"), ("feature-gate-unknown", nil), ("init-and-join", nil),
        ("join-bad-endpoint", "discovery.bootstrapToken.apiServerEndpoint"), ("join-bad-hash", nil), ("join-good", nil),
        ("join-no-cahash", nil), ("kubelet-bad-cgroupdriver", "maxPods"), ("kubelet-unknown-field", "maxPod"),
        ("mixed-versions", nil), ("newer-version", nil), ("no-kind", "kind"), ("old-version", nil), ("overlap-subnet", nil),
        ("unknown-field", "networking.podSubnets"), ("v1", "apiVersion"), ("v1beta1", "apiVersion"), ("v1beta2", "apiVersion"),
        ("v1beta3-good", nil), ("v1beta3-list-extraargs", "apiServer.extraArgs"), ("v1beta4-good", nil),
        ("v1beta4-map-extraargs", "apiServer.extraArgs"), ("v1beta5", "apiVersion"), ("init-defaults", nil),
        ("init-defaults-components", nil), ("join-defaults", nil),
    ])
    func aRecordedFileIsJudgedAsKubeadmDid(_ name: String, _ field: String?) {
        let problems = KubeadmSchema.problems(Recording.text("kubeadm/\(name).yaml"))
        if let field {
            #expect(problems.contains { $0.hasPrefix("\(field):") }, "\(problems)")
        } else {
            #expect(problems == [])
        }
    }

    @Test func everyRecordedFileIsAmongThem() {
        #expect(Recording.names("kubeadm").filter { $0.hasSuffix(".yaml") }.count == 35)
    }

    /// A good file with one thing altered is refused, and the field is named.
    @Test(arguments: [
        ("init-defaults-components", "serviceSubnet: 10.96", "servicesSubnet: 10.96", "networking.servicesSubnet"),
        ("init-defaults-components", "taints: null", "taint: null", "nodeRegistration.taint"),
        ("init-defaults-components", "discovery: 5m0s", "discovery: 5", "timeouts.discovery"),
        ("init-defaults-components", "rotateCertificates: true", "rotateCertificates: \"true\"", "rotateCertificates"),
        ("init-defaults-components", "staticPodPath:", "staticPodsPath:", "staticPodsPath"),
        ("init-defaults-components", "strictARP: false", "strictArp: false", "ipvs.strictArp"),
        ("init-defaults-components", "mode: \"\"", "mode: 1", "mode"),
        ("init-defaults-components", "proxy: {}", "proxy: {disable: true}", "proxy.disable"),
        ("init-defaults-components", "proxy: {}", "dns: {disabled: 1}", "not read"),
        ("v1beta3-good", "timeoutForControlPlane", "timeout", "apiServer.timeout"),
        ("v1beta3-good", "node-ip: 192.168.10.11", "node-ip: 4", "nodeRegistration.kubeletExtraArgs.node-ip"),
        ("v1beta3-good", "kubernetesVersion:", "encryptionAlgorithm:", "encryptionAlgorithm"),
        ("join-defaults", "caCertPath", "caCert", "caCert"),
    ])
    func anAlteredFileIsRefusedWithTheFieldsName(_ name: String, _ old: String, _ new: String, _ field: String) throws {
        let text = Recording.text("kubeadm/\(name).yaml")
        let altered = try #require(replaced(old, new, in: text))
        #expect(KubeadmSchema.problems(altered).contains { $0.hasPrefix("\(field):") }, "\(KubeadmSchema.problems(altered))")
    }

    /// The first place where it stands; nil where it stands nowhere.
    private func replaced(_ old: String, _ new: String, in text: String) -> String? {
        guard let range = text.firstRange(of: old) else { return nil }
        var out = text
        out.replaceSubrange(range, with: new)
        return out
    }

    @Test(arguments: KubeadmCase.all) func kubeadmWouldReadEveryFile(_ tried: KubeadmCase) {
        let plan = tried.made
        for file in Set(plan.steps.map(\.machine)).flatMap(plan.files) where Self.isKubeadms(file.content) {
            #expect(KubeadmSchema.problems(file.content) == [], "\(file.path)")
        }
    }

    private static func isKubeadms(_ text: String) -> Bool {
        text.hasPrefix("apiVersion: kubeadm.k8s.io/") || text.hasPrefix("apiVersion: kubelet.config.k8s.io/")
    }
}
