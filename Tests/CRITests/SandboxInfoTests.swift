import Testing

@testable import CRI

@Suite struct SandboxInfoTests {
    @Test func readsTheProcessAndTheNetworkNamespace() {
        let text = """
            {"pid": 4711, "processStatus": "running", "runtimeSpec": {"ociVersion": "1.1.0", "linux": {"namespaces":
            [{"type": "pid"}, {"type": "network", "path": "/var/run/netns/cni-77"}, {"type": "mount"}]}}}
            """
        let info = SandboxInfo(info: ["info": text])
        #expect(info?.processID == 4711)
        #expect(info?.networkNamespacePath == "/var/run/netns/cni-77")
    }

    @Test func hasNoPathOnTheNodesNetwork() {
        let info = SandboxInfo(info: [
            "info": "{\"pid\": 3, \"runtimeSpec\": {\"linux\": {\"namespaces\": [{\"type\": \"ipc\"}]}}}"
        ])
        #expect(info?.processID == 3)
        #expect(info?.networkNamespacePath == nil)
    }

    @Test func isAbsentWithoutJSON() {
        #expect(SandboxInfo(info: [:]) == nil)
        #expect(SandboxInfo(info: ["info": "pid=3"]) == nil)
    }
}
