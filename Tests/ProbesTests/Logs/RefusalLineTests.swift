import Testing

@testable import Probes

@Suite struct RefusalLineTests {
    @Test func theRuntimesReasonIsTakenOutOfItsWrappers() throws {
        let line =
            #"E1124 06:10:40.1   32033 remote_runtime.go:237] "RunPodSandbox from runtime service failed" err="rpc error: code = Unknown desc = failed to get sandbox image \"registry.k8s.io/pause:3.10\": i/o timeout: unknown""#
        let refusal = try #require(RefusalLine(line, step: .sandbox))
        #expect(refusal.text == #"failed to get sandbox image "registry.k8s.io/pause:3.10": i/o timeout"#)
        #expect(refusal.code == "Unknown")
        #expect(refusal.image == "registry.k8s.io/pause:3.10")
    }

    @Test func aPodsSynchronisationNamesTheStepAndThePod() throws {
        let line =
            #"E1130 04:55:40.4  242851 pod_workers.go:1338] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"etcd\" with ErrImagePull: \"failed to pull and unpack image \\\"registry.k8s.io/etcd:3.6.88-0\\\": no such host\"" pod="kube-system/etcd-cp2" podUID="5d2b""#
        let refusal = try #require(RefusalLine(line, step: nil))
        #expect(refusal.step == .pull)
        #expect(refusal.image == "registry.k8s.io/etcd:3.6.88-0")
        #expect(refusal.pod == "kube-system/etcd-cp2")
        #expect(refusal.text == #"failed to pull and unpack image "registry.k8s.io/etcd:3.6.88-0": no such host"#)
    }

    @Test func aVolumeThatCannotBeMountedNamesThePod() throws {
        let line =
            #"E1130 05:02:40.4 1 nestedpendingoperations.go:348] "Operation for volume failed" err="Operation for \"x\" failed. Error: MountVolume.SetUp failed for volume \"audit\" (UniqueName: \"kubernetes.io/host-path/a\") pod \"kube-apiserver-cp3\" (UID: \"a\") : hostPath type check failed: /etc/kubernetes/audit.yaml is not a file""#
        let refusal = try #require(RefusalLine(line, step: .volume))
        #expect(refusal.pod == "kube-apiserver-cp3")
        #expect(refusal.text.hasPrefix("MountVolume.SetUp failed for volume \"audit\""))
        #expect(refusal.text.hasSuffix("audit.yaml is not a file"))
    }

    @Test func anImageThatIsNeverPulledIsNamed() throws {
        let line =
            #"E1130 04:55:40.4 1 pod_workers.go:1] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"c\" with ErrImageNeverPull: \"Container image \\\"a/b:1\\\" is not present with pull policy of Never\"" pod="x/y""#
        let refusal = try #require(RefusalLine(line, step: nil))
        #expect(refusal.step == .pull)
        #expect(refusal.image == "a/b:1")
    }

    @Test func whatTheKubeletDoesNotAdmitNamesThePod() throws {
        let line =
            #"I1130 05:02:40.4 1 kubelet.go:2600] "Pod admission denied" podUID="25b9" pod="kube-system/big-cp3" reason="OutOfcpu" message="Node didn't have enough resource: cpu, requested: 200000, used: 650, capacity: 2000""#
        let refusal = try #require(RefusalLine(line, step: .admit))
        #expect(refusal.pod == "kube-system/big-cp3")
        #expect(refusal.text.hasPrefix("OutOfcpu: Node didn't have enough resource: cpu"))
    }

    @Test func theWaitBeforeAPullNamesItsReasonWhereItKnowsIt() throws {
        let plain =
            #"E1130 04:55:40.4 1 pod_workers.go:1] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"c\" with ImagePullBackOff: \"Back-off pulling image \\\"a/b:1\\\"\"" pod="x/y""#
        #expect(try #require(RefusalLine(plain, step: nil)).isBackOff)
        let told =
            #"E1130 04:55:40.4 1 pod_workers.go:1] "Error syncing pod, skipping" err="failed to \"StartContainer\" for \"c\" with ImagePullBackOff: \"Back-off pulling image \\\"a/b:1\\\": ErrImagePull: no such host\"" pod="x/y""#
        let refusal = try #require(RefusalLine(told, step: nil))
        #expect(refusal.text == "no such host")
        #expect(!refusal.isBackOff)
    }

    @Test func otherReasonsOfASynchronisationAreNoRefusal() {
        for word in ["CrashLoopBackOff", "CreateContainerConfigError"] {
            let line =
                #""Error syncing pod, skipping" err="failed to \"StartContainer\" for \"c\" with \#(word): \"back-off\"" pod="x/y""#
            #expect(RefusalLine(line, step: nil) == nil, "\(word)")
        }
        #expect(RefusalLine("\"RunPodSandbox from runtime service failed\"", step: .sandbox) == nil)
    }

    @Test func containerdsOwnLinesAreRead() throws {
        let line =
            #"time="2026-11-30T04:44:41Z" level=error msg="RunPodSandbox for name:\"web\"  namespace:\"default\" failed, error" error="rpc error: code = Unknown desc = failed to setup network for sandbox \"af7a\": no plugin""#
        #expect(try #require(RefusalLine(line, step: .sandbox)).text == #"failed to setup network for sandbox "af7a": no plugin"#)
        let pull = #"time="x" level=error msg="PullImage \"registry.k8s.io/etcd:3\" failed" error="not found""#
        #expect(try #require(RefusalLine(pull, step: .pull)).image == "registry.k8s.io/etcd:3")
    }

    @Test func whatDiffersFromTryToTryIsMasked() {
        let one = RefusalTally.masked(#"failed to start sandbox "31bef36e1ea3bbdec3fc": read tcp 10.0.0.1:40512"#)
        let other = RefusalTally.masked(#"failed to start sandbox "9794839282d9c889efd4": read tcp 10.0.0.1:41999"#)
        #expect(one == other)
        #expect(RefusalTally.masked("pause:3.9") != RefusalTally.masked("pause:3.8"))
    }
}
