import Glibc

/// A folder of this test alone, under /tmp; gone when the test is.
final class Playground: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/drydock-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/nowhere"
        }
    }

    deinit { Self.remove(path) }

    /// Writes a file with the folders above it; gives its whole path.
    @discardableResult
    func write(_ name: String, _ text: String, mode: mode_t = 0o644) -> String { write(name, Array(text.utf8), mode: mode) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o644) -> String {
        let place = path + "/" + name
        makeFolders(above: place)
        let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        var left = bytes[...]
        while !left.isEmpty {
            let wrote = left.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard wrote > 0 else { break }
            left = left.dropFirst(wrote)
        }
        fchmod(descriptor, mode)
        close(descriptor)
        return place
    }

    func makeFolders(above place: String) {
        var at = ""
        for part in place.split(separator: "/").dropLast() {
            at += "/" + part
            mkdir(at, 0o755)
        }
    }

    private static func remove(_ path: String) {
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                if name != ".", name != ".." { remove(path + "/" + name) }
            }
            closedir(directory)
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}
