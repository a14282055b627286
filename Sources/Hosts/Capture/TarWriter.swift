import CArchive
import Glibc

/// Writes a .tar.gz piece by piece into a hidden file, which appears when it is whole.
final class TarWriter {
    private let path: String
    private let file: HiddenFile
    private var isEnded = false
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 64 << 10)
    private var pending: [UInt8] = []
    private let modified: Int

    /// Opens the hidden file.
    ///
    /// - Parameter modified: the time that every entry gets, in seconds since the epoch.
    init(_ path: String, modified: Int) throws(HostError) {
        self.path = path
        self.modified = modified
        do throws(HiddenFile.Failure) { file = try HiddenFile(path) } catch { throw HostError(path: path, errno: error.errno) }
        stream.initialize(to: z_stream())
        // 15 bits of window, 16 for the gzip form.
        guard drydock_deflate_init(stream, 6, 15 + 16) == Z_OK else {
            throw .failed(path: path, because: "zlib could not be started")
        }
    }

    deinit {
        abandon()
        stream.deallocate()
        buffer.deallocate()
    }

    /// Writes one file, of just `size` bytes: what `content` hands on.
    func add(_ name: String, size: Int, _ content: ((UnsafeRawBufferPointer) -> Void) -> Void) throws(HostError) {
        var failure: HostError?
        func put(_ bytes: UnsafeRawBufferPointer) {
            guard failure == nil else { return }
            do throws(HostError) { try deflate(bytes, Z_NO_FLUSH) } catch { failure = error }
        }
        let head = Self.heads(name, size: size, modified: modified)
        head.withUnsafeBytes { put($0) }
        content(put)
        let padding = [UInt8](repeating: 0, count: (512 - size % 512) % 512)
        padding.withUnsafeBytes { put($0) }
        if let failure { throw failure }
    }

    /// Ends the archive and moves it to its place.
    func finish() throws(HostError) {
        var failure: HostError?
        let end = [UInt8](repeating: 0, count: 1024)
        end.withUnsafeBytes { bytes in
            do throws(HostError) { try deflate(bytes, Z_FINISH) } catch { failure = error }
        }
        if let failure { throw failure }
        endStream()
        do throws(HiddenFile.Failure) { try file.finish(replacing: true) } catch {
            throw HostError(path: path, errno: error.errno)
        }
    }

    /// Leaves nothing behind.
    func abandon() {
        endStream()
        file.abandon()
    }

    private func endStream() {
        guard !isEnded else { return }
        isEnded = true
        deflateEnd(stream)
    }

    private func deflate(_ bytes: UnsafeRawBufferPointer, _ flush: Int32) throws(HostError) {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(bytes.count)
        repeat {
            stream.pointee.next_out = buffer.baseAddress
            stream.pointee.avail_out = UInt32(buffer.count)
            _ = CArchive.deflate(stream, flush)
            let count = buffer.count - Int(stream.pointee.avail_out)
            do throws(HiddenFile.Failure) {
                try file.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
            } catch {
                throw HostError(path: path, errno: error.errno)
            }
        } while stream.pointee.avail_out == 0
    }

    /// An entry's header; before it a pax header with the name where that is longer than ustar's 100 bytes or not ASCII.
    static func heads(_ name: String, size: Int, modified: Int) -> [UInt8] {
        let isPlain = name.utf8.count <= 100 && name.utf8.allSatisfy { $0 < 128 }
        guard !isPlain else { return head(Array(name.utf8), type: UInt8(ascii: "0"), size: size, modified: modified) }
        let record = " path=\(name)\n"
        // The record's length counts its own digits.
        var length = record.utf8.count + 1
        while "\(length)".utf8.count + record.utf8.count != length { length += 1 }
        let body = Array("\(length)\(record)".utf8)
        let padding = [UInt8](repeating: 0, count: (512 - body.count % 512) % 512)
        return head(Array("pax/name".utf8), type: UInt8(ascii: "x"), size: body.count, modified: modified) + body + padding
            + head(Array(name.utf8.prefix(100)), type: UInt8(ascii: "0"), size: size, modified: modified)
    }

    private static func head(_ name: [UInt8], type: UInt8, size: Int, modified: Int) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: some Sequence<UInt8>, at place: Int) {
            for (index, byte) in text.enumerated() { block[place + index] = byte }
        }
        func octal(_ number: Int, digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
        }
        put(name, at: 0)
        put("0000600\0".utf8, at: 100)
        put("0000000\0".utf8, at: 108)
        put("0000000\0".utf8, at: 116)
        put("\(octal(size, digits: 11))\0".utf8, at: 124)
        put("\(octal(max(0, modified), digits: 11))\0".utf8, at: 136)
        put("        ".utf8, at: 148)
        block[156] = type
        put("ustar\0".utf8, at: 257)
        put("00".utf8, at: 263)
        let sum = block.reduce(0) { $0 + Int($1) }
        put("\(octal(sum, digits: 6))\0 ".utf8, at: 148)
        return block
    }
}
