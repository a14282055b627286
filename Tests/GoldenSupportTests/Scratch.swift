import Glibc
import GoldenSupport

/// A folder of goldens of one test alone, gone when the test is.
final class Scratch {
    let path: String

    init() {
        var template = Array("/tmp/drydock-goldens-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/nowhere"
        }
    }

    deinit {
        // Goldens and their folders are all that a test puts here.
        for name in reading.leftOver(besides: []) {
            var path = String(name.prefix { $0 != " " })
            unlink(path)
            while let slash = path.lastIndex(of: "/"), path.count > self.path.count {
                path = String(path[..<slash])
                rmdir(path)
            }
        }
        rmdir(path)
    }

    var recording: GoldenFolder { GoldenFolder(path: path, isRecording: true) }
    var reading: GoldenFolder { GoldenFolder(path: path, isRecording: false) }
}
