import FoundationEssentials
import Hosts

/// The captures that a command line names.
public enum CaptureList {
    /// Each path by itself; a folder that is no capture and no bundle of another program stands for those in it, by name: archives and
    /// folders.
    /// Throws `Refusal` with status 3 where such a folder holds none.
    public static func paths(_ named: [String]) throws(Refusal) -> [String] {
        var paths: [String] = []
        for path in named {
            guard isFolder(path), !isCapture(path), !isMarked(path) else {
                paths.append(path)
                continue
            }
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
            let inside = names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }.filter {
                isArchive($0) || isCapture($0) || isMarked($0)
            }
            if inside.isEmpty, RecordedHost.recognises(folder: path) {
                paths.append(path)
                continue
            }
            guard !inside.isEmpty else {
                throw Refusal(
                    """
                    \(path) is not a capture, and contains none (.tar.gz, .tar.xz, or a folder with capture.json). \
                    Besides captures, \(RecordedHost.foreign) are read.
                    """,
                    status: 3)
            }
            paths += inside
        }
        return paths
    }

    /// The captures in a folder, by name; none where it holds none.
    static func records(_ folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().map { "\(folder)/\($0)" }.filter(isArchive)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    private static func isCapture(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/capture.json") }

    /// Whether a folder has the marks of a bundle that another program made.
    private static func isMarked(_ path: String) -> Bool {
        RecordedHost.marks.contains { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
    }

    private static func isArchive(_ path: String) -> Bool {
        [".tar.gz", ".tgz", ".tar.xz"].contains(where: path.hasSuffix) && !isFolder(path)
    }
}
