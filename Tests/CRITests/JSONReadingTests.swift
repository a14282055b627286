import FoundationEssentials
import Testing

@testable import CRI

/// JSON as crictl writes it.
@Suite struct JSONReadingTests {
    private func read<M: ProtobufMessage>(_ type: M.Type, _ text: String) throws -> M {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    @Test func readsPods() throws {
        let pods = try read(
            ListPodSandboxResponse.self,
            """
            {"items": [{"id": "77aa", "metadata": {"name": "quay-0", "uid": "u", "namespace": "harbour", "attempt": 3},
              "state": "SANDBOX_NOTREADY", "createdAt": "1795503498508138778", "labels": {"tide": "high"}, "annotations": {},
              "runtimeHandler": ""}]}
            """)
        #expect(pods.items.count == 1)
        #expect(pods.items[0].state == .notReady)
        #expect(pods.items[0].createdAt == 1_795_503_498_508_138_778)
        #expect(pods.items[0].metadata.attempt == 3)
        #expect(pods.items[0].labels == ["tide": "high"])
    }

    @Test func readsContainers() throws {
        let list = try read(
            ListContainersResponse.self,
            """
            {"containers": [{"id": "c", "podSandboxId": "77aa", "metadata": {"name": "crane", "attempt": 1},
              "image": {"image": "sha256:5160", "annotations": {}, "userSpecifiedImage": "harbour.example/crane:2"},
              "imageRef": "sha256:5160", "state": "CONTAINER_RUNNING", "createdAt": "5", "imageId": "sha256:5160"}]}
            """)
        #expect(list.containers[0].state == .running)
        #expect(list.containers[0].image.userSpecifiedImage == "harbour.example/crane:2")
        #expect(list.containers[0].metadata.name == "crane")
    }

    @Test func isLenient() throws {
        let container = try read(
            Container.self,
            "{\"createdAt\": 7, \"state\": 2, \"metadata\": {\"attempt\": \"4\"}, \"labels\": null, \"later\": [1, {}]}")
        #expect(container.createdAt == 7)
        #expect(container.state == .exited)
        #expect(container.metadata.attempt == 4)
        #expect(container.labels.isEmpty)
        #expect(try read(Container.self, "{\"state\": \"2\"}").state == .exited)
        #expect(try read(Container.self, "{\"state\": \"CONTAINER_PAUSED\"}").state.rawValue == ContainerState.unknownName)
        #expect(try read(Image.self, "{\"size\": 1.5e9, \"pinned\": \"true\"}").size == 1_500_000_000)
        #expect(try read(Image.self, "{\"size\": \"18446744073709551615\"}").size == Int.max)
        #expect(try read(Image.self, "{}") == Image())
    }

    @Test func refusesWhatCannotBeMeant() {
        #expect(throws: DecodingError.self) { try read(Image.self, "{\"size\": \"many\"}") }
        #expect(throws: DecodingError.self) { try read(Image.self, "{\"size\": 1.5}") }
        #expect(throws: DecodingError.self) { try read(Image.self, "{\"repoTags\": \"one\"}") }
        #expect(throws: DecodingError.self) { try read(Container.self, "{\"metadata\": 3}") }
        #expect(throws: DecodingError.self) { try read(Container.self, "[]") }
    }

    @Test func readsInfoWithItsEntriesLaidOut() throws {
        let status = try read(
            StatusResponse.self,
            """
            {"config": {"enableSelinux": false, "cni": {"binDirs": ["/usr/lib/cni"]}, "statsCollectPeriod": null, "share": 0.5},
             "golang": "go1.27.3", "lastCNILoadStatus": "OK", "features": {"supplemental_groups_policy": true},
             "runtimeHandlers": [{"features": {"recursive_read_only_mounts": true}, "name": "runc"}],
             "status": {"conditions": [{"type": "NetworkReady", "status": false, "reason": "NetworkPluginNotReady", "message": "none"}]}}
            """)
        #expect(
            status.info["config"]
                == "{\"cni\":{\"binDirs\":[\"/usr/lib/cni\"]},\"enableSelinux\":false,\"share\":0.5,\"statsCollectPeriod\":null}")
        #expect(status.info["golang"] == "go1.27.3")
        #expect(status.info["lastCNILoadStatus"] == "OK")
        #expect(status.info.count == 3)
        #expect(status.status?.conditions.map(\.reason) == ["NetworkPluginNotReady"])
        #expect(status.runtimeHandlers.map(\.name) == ["runc"])
        #expect(status.runtimeHandlers[0].features?.recursiveReadOnlyMounts == true)
        #expect(status.features?.supplementalGroupsPolicy == true && status.features?.userNamespacesHostNetwork == false)
    }

    @Test func readsAnInspectedContainer() throws {
        let answer = try read(
            ContainerStatusResponse.self,
            """
            {"status": {"id": "c", "state": "CONTAINER_EXITED", "createdAt": "2026-11-24T07:01:38.507124779Z", "startedAt":
              "2026-11-24T08:01:38+01:00", "finishedAt": "0001-01-01T00:00:00Z", "exitCode": 137, "reason": "OOMKilled",
              "resources": {"linux": {"memoryLimitInBytes": "67108864"}}, "mounts": [{"containerPath": "/x", "propagation": "PROPAGATION_PRIVATE"}]},
             "info": {"pid": 0, "sandboxID": "77aa"}}
            """)
        #expect(answer.status?.createdAt == 1_795_503_698_507_124_779)
        #expect(answer.status?.startedAt == 1_795_503_698_000_000_000)
        #expect(answer.status?.finishedAt == 0)
        #expect(answer.status?.exitCode == 137)
        #expect(answer.status?.resources?.linux?.memoryLimitInBytes == 64 << 20)
        #expect(answer.info == ["info": "{\"pid\":0,\"sandboxID\":\"77aa\"}"])
    }

    @Test func readsInfoAsAMapOfTexts() throws {
        let answer = try read(PodSandboxStatusResponse.self, "{\"info\": {\"info\": \"{\\\"pid\\\":9}\", \"other\": \"x\"}}")
        #expect(answer.info == ["info": "{\"pid\":9}", "other": "x"])
    }

    @Test func writesWhatCrictlWrites() throws {
        var image = Image()
        (image.id, image.size) = ("sha256:1", 5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(image), as: UTF8.self)
        #expect(
            text == "{\"id\":\"sha256:1\",\"pinned\":false,\"repoDigests\":[],\"repoTags\":[],\"size\":\"5\",\"username\":\"\"}")
        let state = String(decoding: try encoder.encode(Samples.containers), as: UTF8.self)
        #expect(
            state.contains("\"state\":\"CONTAINER_EXITED\"") && state.contains("\"attempt\":4,")
                && state.contains("\"createdAt\":\"99\""))
    }
}
