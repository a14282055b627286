import CRI

/// Asks another host and keeps what it answered, without secrets, in a capture. What it gives its caller is untouched.
public struct RecordingHost: Host {
    private let base: any Host
    private let writer: CaptureWriter

    public init(_ base: any Host, into writer: CaptureWriter) {
        self.base = base
        self.writer = writer
    }

    public var isRecorded: Bool { base.isRecorded }

    public func now() async -> Int { await base.now() }

    public func read(_ path: String, limit: Int) async throws(HostError) -> FileContent {
        do throws(HostError) {
            let content = try await base.read(path, limit: limit)
            var line = CaptureLine()
            line.captured = CapturedStatus(content.status)
            line.cut = content.isCut ? true : nil
            await writer.keep(.read, path, line, [.file: content.bytes])
            return content
        } catch {
            await keep(.read, path, error, about: path)
            throw error
        }
    }

    public func list(_ path: String) async throws(HostError) -> [FileStatus] {
        do throws(HostError) {
            let entries = try await base.list(path)
            var line = CaptureLine()
            line.entries = entries.map { CapturedStatus($0, name: $0.name) }
            await writer.keep(.list, path, line)
            return entries
        } catch {
            await keep(.list, path, error, about: path)
            throw error
        }
    }

    public func status(_ path: String) async throws(HostError) -> FileStatus {
        do throws(HostError) {
            let status = try await base.status(path)
            var line = CaptureLine()
            line.captured = CapturedStatus(status)
            await writer.keep(.status, path, line)
            return status
        } catch {
            await keep(.status, path, error, about: path)
            throw error
        }
    }

    public func space(_ path: String) async throws(HostError) -> FileSystemSpace {
        do throws(HostError) {
            let space = try await base.space(path)
            var line = CaptureLine()
            line.room = space
            await writer.keep(.space, path, line)
            return space
        } catch {
            await keep(.space, path, error, about: path)
            throw error
        }
    }

    public func run(_ command: Command) async throws(HostError) -> CommandOutput {
        do throws(HostError) {
            let output = try await base.run(command)
            var line = CaptureLine()
            line.exit = output.status
            line.cut = output.isCut ? true : nil
            await writer.keep(.run, command.line, line, [.out: output.out, .err: output.err])
            return output
        } catch {
            await keep(.run, command.line, error, about: command.program)
            throw error
        }
    }

    public func scan(
        _ log: LogSource, chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let scrubbing = writer.scrubbing()
        do throws(HostError) {
            let result = try await base.scan(log) { bytes in
                scrubbing.take(bytes)
                chunk(bytes)
            }
            var line = CaptureLine()
            line.cut = result.isCut ? true : nil
            await writer.keep(log, scrubbing.finish(), line)
            return result
        } catch {
            await keep(.log, log.key, error, about: log.key)
            throw error
        }
    }

    public func ask<Call: CRICall>(_ call: Call, at socket: String, deadline: Duration) async throws(HostError) -> Call.Reply {
        let subject = "\(socket) \(call.key)"
        do throws(HostError) {
            let reply = try await base.ask(call, at: socket, deadline: deadline)
            await writer.keep(subject, CaptureCRILine(json: reply))
            return reply
        } catch {
            await keep(.cri, subject, error, about: socket)
            throw error
        }
    }

    public func get(_ url: String, deadline: Duration) async throws(HostError) -> HTTPAnswer {
        do throws(HostError) {
            let answer = try await base.get(url, deadline: deadline)
            var line = CaptureLine()
            line.code = answer.status
            await writer.keep(.get, url, line, [.body: answer.body])
            return answer
        } catch {
            await keep(.get, url, error, about: url)
            throw error
        }
    }

    private func keep(_ kind: CaptureLine.Kind, _ subject: String, _ error: HostError, about what: String) async {
        var line = CaptureLine()
        line.error = CapturedError(error, about: what)
        await writer.keep(kind, subject, line)
    }
}
