import CRI
import FoundationEssentials
import Glibc

/// Makes and ends pods as the kubelet would: with its labels, annotations and log paths.
struct Pods {
    let client: CRIClient
    private let time = Duration.seconds(60)

    /// Makes a sandbox; its id.
    func sandbox(_ name: String, _ namespace: String, _ arguments: Arguments) throws -> String {
        var metadata = PodSandboxMetadata()
        (metadata.name, metadata.namespace) = (name, namespace)
        metadata.uid = arguments.text("--uid") ?? Pods.anyUID()
        metadata.attempt = try arguments.number("--attempt") ?? 0
        let labels = [
            "io.kubernetes.pod.name": name, "io.kubernetes.pod.namespace": namespace, "io.kubernetes.pod.uid": metadata.uid,
        ]
        var call = RunPodSandbox()
        call.config = configuration(metadata, labels, ["kubernetes.io/config.source": "api"], arguments)
        if arguments.has("--host-network") {
            call.config.linux.security.namespaces.network = .node
        } else {
            call.config.hostname = name
        }
        if !call.config.logDirectory.isEmpty { try makeDirectories(call.config.logDirectory) }
        return try client.ask(call, deadline: time).id
    }

    /// Creates and starts a container in a sandbox; its id.
    func container(_ sandbox: String, _ name: String, _ image: String, _ arguments: Arguments) throws -> String {
        guard let pod = try client.ask(PodSandboxStatusRequest(podSandboxId: sandbox), deadline: time).status else {
            throw CRIError.malformed("It holds no status.")
        }
        let count = try arguments.number("--restart-count") ?? 0
        var call = CreateContainer()
        call.podSandboxId = pod.id
        call.sandbox = configuration(pod.metadata, pod.labels, pod.annotations, arguments)
        if let options = pod.linux?.namespaces?.options { call.sandbox.linux.security.namespaces = options }
        call.config.metadata.name = name
        call.config.metadata.attempt = count
        (call.config.image.image, call.config.image.userSpecifiedImage) = (image, image)
        call.config.command = arguments.afterDashes
        call.config.labels = pod.labels.filter { $0.key.hasPrefix("io.kubernetes.pod.") }
        call.config.labels["io.kubernetes.container.name"] = name
        call.config.annotations = [
            "io.kubernetes.container.restartCount": "\(count)",
            "io.kubernetes.container.terminationMessagePath": "/dev/termination-log",
            "io.kubernetes.container.terminationMessagePolicy": "File",
            "io.kubernetes.pod.terminationGracePeriod": "1",
        ]
        call.config.linux.security.namespaces = call.sandbox.linux.security.namespaces
        if let bytes = try arguments.number("--memory") {
            var resources = LinuxContainerResources()
            resources.memoryLimitInBytes = bytes
            call.config.linux.resources = resources
        }
        if !call.sandbox.logDirectory.isEmpty {
            call.config.logPath = "\(name)/\(count).log"
            try makeDirectories("\(call.sandbox.logDirectory)/\(name)")
        }
        let id = try client.ask(call, deadline: time).id
        _ = try client.ask(StartContainer(id), deadline: time)
        return id
    }

    /// Stops a container or a sandbox.
    func stop(_ id: String) throws {
        if try isContainer(id) {
            _ = try client.ask(StopContainer(id), deadline: time)
        } else {
            _ = try client.ask(StopPodSandbox(id), deadline: time)
        }
    }

    /// Removes a container, or a sandbox with its containers.
    func remove(_ id: String) throws {
        if try isContainer(id) {
            _ = try client.ask(RemoveContainer(id), deadline: time)
        } else {
            _ = try client.ask(RemovePodSandbox(id), deadline: time)
        }
    }

    /// The runtime's name and version, as JSON.
    func version() throws -> String { try Self.json(client.ask(VersionRequest(), deadline: time)) }

    /// The runtime's conditions and effective configuration, as JSON: what `crictl info` shows.
    func status() throws -> String { try Self.json(client.ask(StatusRequest(verbose: true), deadline: time)) }

    private static func json(_ reply: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(reply), as: UTF8.self)
    }

    private func isContainer(_ id: String) throws -> Bool {
        try client.ask(ListContainersRequest(), deadline: time).containers.contains { $0.id.hasPrefix(id) }
    }

    private func configuration(
        _ metadata: PodSandboxMetadata, _ labels: [String: String], _ annotations: [String: String], _ arguments: Arguments
    ) -> PodSandboxConfig {
        var config = PodSandboxConfig()
        (config.metadata, config.labels, config.annotations) = (metadata, labels, annotations)
        config.logDirectory = arguments.text("--log-directory") ?? ""
        config.linux.cgroupParent = arguments.text("--cgroup-parent") ?? ""
        // Each container has its own processes, as the kubelet asks for unless the pod shares them.
        config.linux.security.namespaces.pid = .container
        return config
    }

    private func makeDirectories(_ path: String) throws {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw Arguments.Wrong(text: "\(made) cannot be made: \(String(cString: strerror(errno))).")
            }
        }
    }

    /// A random UUID's text.
    private static func anyUID() -> String {
        var uid = ""
        for index in 0..<32 {
            if [8, 12, 16, 20].contains(index) { uid += "-" }
            uid += String(Int.random(in: 0..<16), radix: 16)
        }
        return uid
    }
}
