import Planning
import Testing

@testable import PlanCases

struct PatchesCanBeAppliedTests {
    @Test(arguments: [
        ("kube-apiserver.yaml", 36, nil), ("kube-apiserver0+strategic.yaml", 23, nil), ("etcd+json.json", 23, nil),
        ("kubeletconfiguration+merge.yaml", 25, nil), ("kubeletconfiguration+merge.yaml", 24, "kubeadm 1.24 can patch"),
        ("corednsdeployment.yaml", 31, nil), ("corednsdeployment.yaml", 30, "kubeadm 1.30 can patch"),
        ("kubeproxydaemonset.yaml", 37, nil), ("kubeproxydaemonset.yaml", 36, "kubeadm 1.36 can patch"),
        ("apiserver.yaml", 36, "kube-apiserver, kube-controller-manager"), ("etcd+Merge.yaml", 36, "strategic, merge, json"),
        ("etcd+a+merge.yaml", 36, "strategic, merge, json"), ("etcd.yml", 36, ".yaml or .json"), ("etcd", 36, ".yaml or .json"),
        ("a/etcd.yaml", 36, "names a folder"),
    ])
    func aPatchIsKnownByItsName(_ name: String, _ minor: Int, _ words: String?) {
        let tried = KubeadmCase("patch", .single, minor) { $0.controlPlane.patches[name] = "a: 1\n" }
        let found = PlanChecks.all(tried.plan, KubeadmCase.knowledge).filter { $0.path == "spec.controlPlane.patches.\(name)" }
        if let words {
            #expect(found.count == 1 && found[0].isError && found[0].sentence.contains(words), "\(found)")
        } else {
            #expect(found == [])
        }
    }
}
