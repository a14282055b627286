import Glibc

/// Reads the end of a log file, from the start of a line.
struct FileTail: Sendable {
    let files: LocalFiles
    let path: String
    let limit: Int

    /// Hands on at most the last `limit` bytes. What is written to the file meanwhile is left out.
    func scan(
        at place: String, patience: Duration, _ chunk: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) async throws(HostError) -> ScanResult {
        let gate = Gate { bytes in
            chunk(bytes)
            return true
        }
        defer { gate.close() }
        return try await HungPlaces.shared.call(path, at: place, within: patience) { pump(into: gate) }
    }

    private func pump(into gate: Gate) -> Result<ScanResult, HostError> {
        files.withOpenFile(path) { descriptor, status in
            let start = max(0, status.size - limit)
            // One byte before the start tells whether a line begins there.
            var left = status.size - start
            var isInLine = false
            if start > 0 {
                guard lseek(descriptor, start - 1, SEEK_SET) >= 0 else { return .failure(HostError(path: path, errno: errno)) }
                left += 1
                isInLine = true
            }
            var handed = 0
            while left > 0 {
                let (bytes, failure) = LocalFiles.read(descriptor, atMost: min(Pieces.longest, left))
                if let failure { return .failure(HostError(path: path, errno: failure)) }
                guard !bytes.isEmpty else { break }
                left -= bytes.count
                var first = 0
                if isInLine {
                    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { continue }
                    first = end + 1
                    isInLine = false
                }
                handed += bytes.count - first
                let goesOn = bytes.withUnsafeBytes { whole in
                    first == whole.count || gate.pass(UnsafeRawBufferPointer(rebasing: whole[first...]))
                }
                guard goesOn else { break }
            }
            return .success(ScanResult(bytes: handed, isCut: start > 0))
        }
    }
}
