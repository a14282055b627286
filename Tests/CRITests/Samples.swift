import FoundationEssentials

@testable import CRI

/// A message with something in each of its fields, whatever its type.
struct Sample: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    let throughProtobuf: @Sendable () throws -> Bool
    let throughJSON: @Sendable () throws -> Bool
    /// Decodes any bytes; whether they were a message.
    let decode: @Sendable ([UInt8]) -> Bool

    init<M: ProtobufMessage>(_ message: M) {
        description = "\(M.self)"
        bytes = message.protobuf
        throughProtobuf = { try M(protobuf: message.protobuf) == message && message != M() }
        throughJSON = { try JSONDecoder().decode(M.self, from: JSONEncoder().encode(message)) == message }
        decode = { bytes in
            guard let read = try? M(protobuf: bytes) else { return false }
            // What was read can be written and read again.
            return (try? M(protobuf: read.protobuf)) == read
        }
    }
}

enum Samples {
    static let all: [Sample] = [
        Sample(version), Sample(status), Sample(config), Sample(sandboxes), Sample(sandboxStatus), Sample(containers),
        Sample(containerStatus),
        Sample(images), Sample(usage),
    ]

    static var version: VersionResponse {
        var version = VersionResponse()
        (version.version, version.runtimeName, version.runtimeVersion, version.runtimeApiVersion) = (
            "0.1.0", "demo", "v7.1", "v1"
        )
        return version
    }

    static var status: StatusResponse {
        var condition = RuntimeCondition()
        (condition.type, condition.status, condition.reason, condition.message) = (
            "NetworkReady", true, "Checked", "two \"networks\"\n"
        )
        var handler = RuntimeHandler()
        handler.name = "runc"
        var can = RuntimeHandlerFeatures()
        (can.recursiveReadOnlyMounts, can.userNamespaces) = (true, true)
        handler.features = can
        var features = RuntimeFeatures()
        (features.supplementalGroupsPolicy, features.userNamespacesHostNetwork) = (true, true)
        var status = StatusResponse()
        status.status = RuntimeStatus()
        status.status?.conditions = [condition, RuntimeCondition()]
        status.info = ["config": "{\"a\":1}", "golang": "\"go1\"", "lastCNILoadStatus": "OK"]
        status.runtimeHandlers = [handler]
        status.features = features
        return status
    }

    static var config: RuntimeConfigResponse {
        var config = RuntimeConfigResponse()
        config.linux = LinuxRuntimeConfiguration()
        config.linux?.cgroupDriver = .cgroupfs
        return config
    }

    static var sandboxes: ListPodSandboxResponse {
        var sandbox = PodSandbox()
        (sandbox.id, sandbox.state, sandbox.createdAt, sandbox.runtimeHandler) = (
            "5a", .notReady, 1_795_503_498_508_138_778, "kata"
        )
        (sandbox.metadata.name, sandbox.metadata.uid, sandbox.metadata.namespace, sandbox.metadata.attempt) = (
            "web", "u-1", "shop", 2
        )
        (sandbox.labels, sandbox.annotations) = (["app": "web", "empty": ""], ["note": "n"])
        var answer = ListPodSandboxResponse()
        answer.items = [sandbox, PodSandbox()]
        return answer
    }

    static var sandboxStatus: PodSandboxStatusResponse {
        var status = PodSandboxStatus()
        (status.id, status.state, status.createdAt, status.runtimeHandler) = ("5a", .notReady, 12, "kata")
        status.metadata.name = "web"
        var network = PodSandboxNetworkStatus()
        var more = PodIP()
        more.ip = "fd00::7"
        (network.ip, network.additionalIps) = ("10.9.0.7", [more])
        status.network = network
        var options = NamespaceOption()
        (options.network, options.pid, options.ipc, options.targetId) = (.node, .container, .target, "6b")
        var namespaces = Namespace()
        namespaces.options = options
        status.linux = LinuxPodSandboxStatus()
        status.linux?.namespaces = namespaces
        (status.labels, status.annotations) = (["a": "b"], ["c": "d"])
        var answer = PodSandboxStatusResponse()
        (answer.status, answer.info) = (status, ["info": "{\"pid\":7}"])
        return answer
    }

    static var image: ImageSpec {
        var image = ImageSpec()
        (image.image, image.annotations, image.userSpecifiedImage) = ("sha256:ab", ["x": "y"], "demo.example/web:1")
        (image.runtimeHandler, image.imageRef) = ("runc", "sha256:cd")
        return image
    }

    static var containers: ListContainersResponse {
        var container = Container()
        (container.id, container.podSandboxId, container.state, container.createdAt) = ("c1", "5a", .exited, 99)
        (container.metadata.name, container.metadata.attempt) = ("web", 4)
        (container.image, container.imageRef, container.imageId) = (image, "sha256:ef", "sha256:01")
        (container.labels, container.annotations) = (["l": "m"], ["io.kubernetes.container.restartCount": "4"])
        var answer = ListContainersResponse()
        answer.containers = [container, Container()]
        return answer
    }

    static var containerStatus: ContainerStatusResponse {
        var status = ContainerStatus()
        (status.id, status.state, status.createdAt, status.startedAt, status.finishedAt) = ("c1", .exited, 1, 2, 3)
        (status.metadata.name, status.metadata.attempt, status.exitCode) = ("web", 4, 137)
        (status.image, status.imageRef, status.imageId) = (image, "sha256:ef", "sha256:01")
        (status.reason, status.message, status.logPath) = ("OOMKilled", "too much", "/var/log/pods/w/0.log")
        (status.labels, status.annotations) = (["l": "m"], ["n": "o"])
        var mount = Mount()
        (mount.containerPath, mount.hostPath, mount.propagation) = ("/data", "/srv", .bidirectional)
        (mount.readonly, mount.selinuxRelabel, mount.recursiveReadOnly) = (true, true, true)
        status.mounts = [mount]
        var linux = LinuxContainerResources()
        (linux.cpuPeriod, linux.cpuQuota, linux.cpuShares, linux.memoryLimitInBytes) = (100_000, -1, 10, 64 << 20)
        (linux.oomScoreAdj, linux.cpusetCpus, linux.cpusetMems) = (-997, "0-1", "0")
        (linux.unified, linux.memorySwapLimitInBytes) = (["memory.high": "1"], 128 << 20)
        status.resources = ContainerResources()
        status.resources?.linux = linux
        var answer = ContainerStatusResponse()
        (answer.status, answer.info) = (status, ["info": "[]"])
        return answer
    }

    static var images: ListImagesResponse {
        var held = Image()
        (held.id, held.repoTags, held.repoDigests, held.size) = ("sha256:ab", ["a:1", "b:2"], ["a@sha256:9"], 326_572)
        (held.username, held.pinned, held.spec, held.uid) = ("nobody", true, image, Int64Value())
        held.uid?.value = -5
        var answer = ListImagesResponse()
        answer.images = [held, Image()]
        return answer
    }

    static var usage: ImageFsInfoResponse {
        var filesystem = FilesystemUsage()
        (filesystem.timestamp, filesystem.usedBytes, filesystem.inodesUsed) = (5, UInt64Value(), UInt64Value())
        filesystem.fsId.mountpoint = "/var/lib/runtime"
        filesystem.usedBytes?.value = 1 << 40
        var answer = ImageFsInfoResponse()
        (answer.imageFilesystems, answer.containerFilesystems) = ([filesystem], [FilesystemUsage()])
        return answer
    }
}
