import Glibc

/// Where a command's words go: results to stdout, words about the run to stderr.
public enum Output {
    public static func write(_ text: String) { put(text, 1) }
    public static func note(_ text: String) { put(text + "\n", 2) }

    /// Writes everything, or ends quietly where the reader has gone (`drydock recipes | head`).
    private static func put(_ text: String, _ descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                exit(errno == EPIPE ? 0 : 1)
            }
            bytes = bytes.dropFirst(written)
        }
    }

    public static var isTerminal: Bool { isatty(1) == 1 }

    /// Columns of the terminal that stdout is, else 80.
    public static var width: Int {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
