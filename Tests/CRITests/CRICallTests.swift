import Testing

@testable import CRI

@Suite struct CRICallTests {
    @Test func namesEachQuestion() {
        #expect(VersionRequest().key == "Version")
        #expect(VersionV1Alpha2Request().key == "Version v1alpha2")
        #expect(StatusRequest().key == "Status")
        #expect(StatusRequest(verbose: true).key == "Status verbose")
        #expect(RuntimeConfigRequest().key == "RuntimeConfig")
        #expect(ListPodSandboxRequest().key == "ListPodSandbox")
        #expect(PodSandboxStatusRequest(podSandboxId: "77aa").key == "PodSandboxStatus 77aa")
        #expect(PodSandboxStatusRequest(podSandboxId: "77aa", verbose: true).key == "PodSandboxStatus 77aa verbose")
        #expect(ListContainersRequest().key == "ListContainers")
        #expect(ContainerStatusRequest(containerId: "c1").key == "ContainerStatus c1")
        #expect(ListImagesRequest().key == "ListImages")
    }

    @Test func encodesItsParameters() {
        #expect(VersionRequest().protobuf == [])
        #expect(StatusRequest(verbose: true).protobuf == [8, 1])
        #expect(ContainerStatusRequest(containerId: "c1").protobuf == [10, 2, 99, 49])
        #expect(PodSandboxStatusRequest(podSandboxId: "7", verbose: true).protobuf == [10, 1, 55, 16, 1])
    }

    @Test func stripsTheScheme() {
        #expect(CRIClient(socket: "unix:///run/r.sock").socket == "/run/r.sock")
        #expect(CRIClient(socket: "/run/r.sock").socket == "/run/r.sock")
    }
}
