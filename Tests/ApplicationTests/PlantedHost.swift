import CRI
import Hosts

/// A node whose containers, logs, processes, files, events and errors tell secrets.
struct PlantedHost: Host {
    let base: RecordedHost
    /// What containers end with: the runtime's message of the one, the last line of the other.
    let messages: [String]
    let lastWords: [String]
    /// Lines at the end of the kubelet's journal and of the kernel's log, and what stands in the other places.
    let journal: [String]
    let kernel: [String]
    let commandLine: [UInt8]
    let event: String
    let environment: String
    let trouble: String

    var isRecorded: Bool { base.isRecorded }
    func now() async -> Int { await base.now() }
    func list(_ path: String) async throws(HostError) -> [FileStatus] { try await base.list(path) }
    func status(_ path: String) async throws(HostError) -> FileStatus { try await base.status(path) }
    func space(_ path: String) async throws(HostError) -> FileSystemSpace { try await base.space(path) }

    func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        if path.hasSuffix("/cmdline"), path.hasPrefix("/proc/"), path != "/proc/cmdline" {
            let status = FileStatus(name: path, kind: .file, mode: 0o444, owner: 0, group: 0, size: 0, modified: 0)
            return FileContent(bytes: commandLine, status: status)
        }
        if path == "/etc/resolv.conf" { throw .failed(path: path, because: trouble) }
        var content = try await base.read(path, limit: limit)
        if path == "/var/lib/kubelet/config.yaml" {
            content.bytes += Array("\nbogus: {name: DB_PASSWORD, value: canaryInFile1}\n".utf8)
        }
        return content
    }

    func run(_ command: Command) async throws(HostError) -> CommandOutput {
        if command.program == "conntrack" || command.program == "timedatectl" {
            throw .failed(path: command.program, because: trouble)
        }
        var output = try await base.run(command)
        if command.line.contains("/api/v1/events") {
            let object =
                "\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"x\",\"namespace\":\"shop\"},\"source\":{\"host\":\"wb-cp1\"}"
            let text =
                "{\"items\":[{\(object),\"reason\":\"Failed\",\"count\":9,\"message\":\"\(event)\",\"lastTimestamp\":\"\(time)\"}]}"
            output = CommandOutput(status: 0, out: Array(text.utf8))
        }
        if command.line == "systemctl show kubelet.service" {
            output.out += Array("\nEnvironment=\(environment)\n".utf8)
        }
        return output
    }

    private var time: String { "2026-11-24T06:00:00Z" }

    func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        if case .file(let path, _) = log, path.hasPrefix("/canary/"), let number = Int(path.dropFirst(8)) {
            let line = Array("2026-11-24T08:01:29.1Z stderr F \(lastWords[number])\n".utf8)
            line.withUnsafeBytes { chunk($0) }
            return ScanResult(bytes: line.count, isCut: false)
        }
        let more = log.key == "journal kubelet.service 0" ? journal : log.key == "kernel 0" ? kernel : []
        let result = try await base.scan(log, chunk: chunk)
        let now = await base.now()
        for line in more { Array("\(now - 60).000000 wb-cp1 kubelet[71]: \(line)\n".utf8).withUnsafeBytes { chunk($0) } }
        return result
    }

    func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        let now = await base.now() * 1_000_000_000
        if let request = call as? ContainerStatusRequest, let number = Int(request.containerId.dropFirst(6)) {
            var reply = ContainerStatusResponse()
            var status = ContainerStatus()
            (status.id, status.state, status.exitCode, status.reason) = (
                request.containerId, .exited, [1, 2, 134][number % 3], "Error"
            )
            (status.startedAt, status.finishedAt) = (now - 120_000_000_000, now - 100_000_000_000)
            (status.message, status.logPath) = (messages[number], "/canary/\(number)")
            reply.status = status
            if let reply = reply as? Call.Reply { return reply }
        }
        let reply = try await base.ask(call, at: socket, deadline: deadline)
        guard var list = reply as? ListContainersResponse else { return reply }
        for number in messages.indices {
            var container = Container()
            (container.id, container.state, container.createdAt) = ("canary\(number)", .running, now - 90_000_000_000)
            container.podSandboxId = "s\(number)"
            (container.metadata.name, container.metadata.attempt) = ("app", 7)
            container.labels = [
                "io.kubernetes.pod.namespace": "shop", "io.kubernetes.pod.name": "canary-\(number)\n!! Fake finding",
                "io.kubernetes.pod.uid": "u\(number)",
            ]
            var ended = container
            (ended.id, ended.state, ended.createdAt, ended.metadata.attempt) = (
                "canary\(number)", .exited, now - 120_000_000_000, 6
            )
            container.id = "running\(number)"
            list.containers += [container, ended]
        }
        return list as? Call.Reply ?? reply
    }

    func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        try await base.get(url, deadline: deadline)
    }
}
