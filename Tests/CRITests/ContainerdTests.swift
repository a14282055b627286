import FoundationEssentials
import Glibc
import Testing

@testable import CRI

/// The client against Debian's containerd.
@Suite(.serialized, .enabled(if: Containerd.isThere)) struct ContainerdTests {
    @Test func answersEachQuestion() throws {
        let containerd = try #require(Containerd())
        let client = CRIClient(socket: containerd.socket)
        let time = Duration.seconds(10)

        let version = try client.ask(VersionRequest(), deadline: time)
        #expect(version.runtimeName == "containerd")
        #expect(version.runtimeApiVersion == "v1")
        #expect(!version.runtimeVersion.isEmpty)

        let status = try client.ask(StatusRequest(verbose: true), deadline: time)
        #expect(status.status?.conditions.first { $0.type == "RuntimeReady" }?.status == true)
        let network = try #require(status.status?.conditions.first { $0.type == "NetworkReady" })
        #expect(!network.status && network.reason == "NetworkPluginNotReady")
        #expect(status.info["config"]?.contains("\"containerdEndpoint\":\"\(containerd.socket)\"") == true)
        #expect(try JSONDecoder().decode(StatusResponse.self, from: JSONEncoder().encode(status)) == status)
        #expect(try client.ask(StatusRequest(), deadline: time).info.isEmpty)

        // containerd before 2.0 knows no RuntimeConfig and says so in trailers that HPACK has Huffman-coded.
        do {
            #expect(try client.ask(RuntimeConfigRequest(), deadline: time).linux != nil)
        } catch {
            #expect(error == .status(code: 12, message: "unknown method RuntimeConfig for service runtime.v1.RuntimeService"))
        }

        #expect(try client.ask(ListContainersRequest(), deadline: time).containers.isEmpty)
        #expect(try client.ask(ListPodSandboxRequest(), deadline: time).items.isEmpty)
        #expect(try client.ask(ListImagesRequest(), deadline: time).images.isEmpty)
        #expect(throws: CRIError.self) { try client.ask(ContainerStatusRequest(containerId: "absent"), deadline: time) }
    }

    @Test func saysThatItsCRIPluginIsDisabled() throws {
        let containerd = try #require(Containerd(configuration: "disabled_plugins = [\"io.containerd.grpc.v1.cri\"]"))
        #expect(throws: CRIError.status(code: 12, message: "unknown service runtime.v1.RuntimeService")) {
            try CRIClient(socket: containerd.socket).ask(VersionRequest(), deadline: .seconds(10))
        }
    }

    @Test func isGivenUpWhenItHangs() throws {
        let containerd = try #require(Containerd())
        let client = CRIClient(socket: containerd.socket)
        _ = try client.ask(VersionRequest(), deadline: .seconds(10))
        containerd.pause()
        #expect(throws: CRIError.timedOut(path: containerd.socket, after: .milliseconds(300))) {
            try client.ask(VersionRequest(), deadline: .milliseconds(300))
        }
        containerd.resume()
        #expect(try client.ask(VersionRequest(), deadline: .seconds(10)).runtimeName == "containerd")
    }
}
