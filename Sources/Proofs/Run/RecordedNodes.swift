import FoundationEssentials
import Hosts
import Synchronization

/// The recorded nodes of a folder, each opened but once.
package final class RecordedNodes: Sendable {
    private let folder: String
    private let open = Mutex<[String: RecordedHost]>([:])
    /// Their names.
    package let names: [String]

    /// - Parameter folder: where captures lie, as folders or archives.
    package init(_ folder: String) {
        self.folder = folder
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        names = files.filter { !$0.hasPrefix(".") }.map(Self.name).sorted()
    }

    /// The node of that name.
    ///
    /// - Throws: why it cannot be opened.
    package func node(_ name: String) throws(HostError) -> RecordedHost {
        if let host = open.withLock({ $0[name] }) { return host }
        let path = [""] + Self.archives
        let ending = path.first { FileManager.default.fileExists(atPath: "\(folder)/\(name)\($0)") } ?? ""
        let host = try RecordedHost(capture: "\(folder)/\(name)\(ending)").kept()
        return open.withLock { open in
            if let other = open[name] { return other }
            open[name] = host
            return host
        }
    }

    private static let archives = [".tar.gz", ".tgz", ".tar.xz"]

    private static func name(_ file: String) -> String {
        archives.first { file.hasSuffix($0) }.map { String(file.dropLast($0.count)) } ?? file
    }
}
