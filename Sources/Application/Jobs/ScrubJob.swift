import Glibc
import Hosts

/// `drydock scrub`.
public struct ScrubJob: Sendable {
    let path: String?
    let output: String?
    let hidesAddresses: Bool

    /// - Parameters:
    ///   - path: a text or a capture; nil or `-` for stdin.
    ///   - output: the new file; nil for stdout, and for a capture beside it.
    public init(path: String?, output: String?, hidesAddresses: Bool) {
        self.path = path == "-" ? nil : path
        self.output = output
        self.hidesAddresses = hidesAddresses
    }

    /// Writes the text, or the capture anew, without its secrets; what was replaced is told on stderr.
    public func run() throws(Refusal) {
        guard let path else { return try text(0, "The text on stdin") }
        guard !path.isEmpty else { throw Refusal("The name of the file is empty.", status: 2) }
        var status = stat()
        guard stat(path, &status) == 0 else { throw unread(path) }
        if status.st_mode & S_IFMT == S_IFDIR { return try capture(path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw unread(path) }
        defer { close(descriptor) }
        try text(descriptor, path)
    }

    private func unread(_ what: String) -> Refusal { Refusal("\(what) cannot be read: \(String(cString: strerror(errno))).") }

    // MARK: A text

    private func text(_ descriptor: Int32, _ what: String) throws(Refusal) {
        let stream = ScrubbedStream(hidingAddresses: hidesAddresses)
        let unpacking = Unpacking()
        var sink: HiddenFile?
        var isFirst = true
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw unread(what) }
            let pieces = try unpacked(unpacking, count > 0 ? Array(buffer[..<count]) : nil, what)
            for piece in pieces where !piece.isEmpty {
                if isFirst, Self.isArchive(piece) {
                    guard let path else {
                        throw Refusal("An archive came on stdin. Give its name instead: drydock scrub FILE", status: 2)
                    }
                    return try capture(path)
                }
                if isFirst { try check(piece, what) }
                isFirst = false
                sink = try put(stream.take(piece), sink)
            }
            if count == 0 { break }
        }
        sink = try put(stream.finish(), sink)
        do throws(HiddenFile.Failure) { try sink?.finish(replacing: false) } catch { throw lost(error) }
        let (lines, changed) = (stream.lines, stream.changedLines)
        let what = hidesAddresses ? "secrets or addresses" : "secrets"
        let all = lines == 1 ? "1 line" : "\(lines) lines"
        Output.note(
            changed == 0 ? "No \(what) were found in \(all)." : "Lines with \(what), which were replaced: \(changed) of \(all).")
    }

    private func unpacked(_ unpacking: Unpacking, _ bytes: [UInt8]?, _ what: String) throws(Refusal) -> [[UInt8]] {
        do throws(ArchiveError) {
            guard let bytes else { return try unpacking.finish() }
            return try unpacking.take(bytes)
        } catch {
            throw Refusal(
                "\(what) cannot be unpacked: \(error). \(output == nil ? "The output is incomplete." : "No file was written.")")
        }
    }

    /// Where the bytes go: to stdout as they come, or into the new file.
    private func put(_ bytes: [UInt8], _ file: HiddenFile?) throws(Refusal) -> HiddenFile? {
        guard let output else {
            Output.write(bytes)
            return nil
        }
        if file == nil { try refuseWhatIsThere(output) }
        do throws(HiddenFile.Failure) {
            let file = if let file { file } else { try HiddenFile(output) }
            try file.write(bytes)
            return file
        } catch {
            throw lost(error)
        }
    }

    private func refuseWhatIsThere(_ path: String) throws(Refusal) {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw Refusal("\(path) already exists; name another file with -o.") }
    }

    private func lost(_ failure: HiddenFile.Failure) -> Refusal {
        let output = output ?? ""
        return failure.isThere
            ? Refusal("\(output) already exists; name another file with -o.")
            : Refusal("\(output) could not be written: \(failure.reason).", status: Output.lost)
    }

    /// The bytes of tar's mark, and where it stands (POSIX.1-2017 pax, ustar).
    private static func isArchive(_ bytes: [UInt8]) -> Bool { bytes.dropFirst(257).starts(with: "ustar".utf8) }

    /// Text has no zero bytes; what is packed otherwise would pass as it is, with all its secrets.
    private func check(_ bytes: [UInt8], _ what: String) throws(Refusal) {
        if let packed = ExplainedStream.packed.first(where: { bytes.starts(with: $0.mark) }) {
            let way = packed.way.replacing("explain", with: "scrub")
            throw Refusal("\(what) is \(packed.what), which drydock does not unpack. Try: \(way)", status: 2)
        }
        let start = String(decoding: bytes.prefix(4096), as: UTF8.self).unicodeScalars
        // Colours and a stray byte stand in logs, too; where one in ten is no sign of a text, it is packed or a program.
        let strange = start.count { $0 == "\u{FFFD}" || $0.value < 32 && !"\t\n\r\u{1B}".unicodeScalars.contains($0) }
        guard strange * 10 > start.count else { return }
        throw Refusal(
            "\(what) is no text in UTF-8, and secrets in it would not be seen. Convert a text in UTF-16 with `iconv -f UTF-16 -t UTF-8` first.",
            status: 2)
    }

    // MARK: A capture

    private func capture(_ path: String) throws(Refusal) {
        let target = output ?? Self.besides(path)
        try refuseWhatIsThere(target)
        let (reading, hides) = (path, hidesAddresses)
        do throws(HostError) {
            let capture = try ScrubbedCapture(reading, hidingAddresses: hides)
            let (files, changed) = try capture.write(to: target)
            Output.note("\(changed) of the capture's \(files) files are written otherwise than they were; \(path) is as it was.")
        } catch {
            if case .badCapture(let what) = error { throw Refusal("\(path) is no capture that can be scrubbed: \(what).") }
            throw Refusal("The capture could not be written to \(target): \(error)")
        }
        Output.write(target + "\n")
    }

    /// `node.tar.gz` -> `node-scrubbed.tar.gz`, in the working directory.
    private static func besides(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? "capture"
        let ending = [".tar.gz", ".tgz", ".tar.xz", ".tar"].first { name.hasSuffix($0) } ?? ""
        return name.dropLast(ending.count) + "-scrubbed.tar.gz"
    }
}
