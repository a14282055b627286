import FoundationEssentials
import Hosts

/// The host that a command looks at.
public enum HostLoading {
    /// The disk of a machine that does not run, mounted at a folder.
    public static func host(root folder: String) throws(Refusal) -> any Host {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder + "/etc", isDirectory: &isFolder), isFolder else {
            throw Refusal(
                "\(folder) contains no folder etc. Name the folder at which the machine's root file system is mounted.", status: 3
            )
        }
        guard folder.contains(where: { $0 != "/" }) else {
            throw Refusal("This machine is running; leave --root out to diagnose it.", status: 2)
        }
        return LocalHost(root: folder.hasPrefix("/") ? folder : "\(FileManager.default.currentDirectoryPath)/\(folder)")
    }

    /// This machine, or the capture at a path. An unreadable capture ends with status 3: nothing could be judged.
    public static func host(_ capture: String?) throws(Refusal) -> any Host {
        guard let capture else { return LocalHost() }
        // A shell variable that was empty, most often.
        guard !capture.isEmpty else {
            throw Refusal("The name of the capture is empty; a file or a folder is expected.", status: 2)
        }
        do {
            return try RecordedHost(capture: capture)
        } catch .badCapture(let what) {
            throw Refusal("The capture \(capture) cannot be read: \(what).", status: 3)
        } catch {
            let reason = if case .badCapture(let what) = error { "\(what)." } else { error.description }
            throw Refusal("The capture \(capture) cannot be read: \(reason)", status: 3)
        }
    }
}
