import Glibc

/// Where a command's words go: results to stdout, words about the run to stderr.
public enum Output {
    /// The exit status where a result could not be written, as sysexits.h has it (EX_IOERR): no verdict has it.
    public static let lost: Int32 = 74

    public static func write(_ text: String) { write(Array(text.utf8)) }

    /// Writes bytes, whatever they stand for.
    static func write(_ bytes: [UInt8]) {
        guard let code = put(bytes, 1) else { return }
        // The reader has gone (`drydock recipes | head`): it has what it wanted.
        if code == EPIPE { Ending.now(0) }
        note(
            """
            drydock: The output could not be written: \(String(cString: strerror(code))). The printed output is incomplete, and the exit \
            status is \(lost), whatever was found.
            """)
        Ending.now(lost)
    }

    /// Writes to stdout what is told of work that goes on whether somebody reads it or not.
    static func tell(_ text: String) { _ = put(text, 1) }

    /// Writes to stderr what a person sees beside the result, as it stands.
    static func show(_ text: String) { _ = put(text, 2) }

    public static func note(_ text: String) { _ = put(text + "\n", 2) }

    /// A question, behind which the answer is typed.
    static func prompt(_ text: String) { _ = put(text, 2) }

    /// Writes everything; gives the errno where that failed.
    private static func put(_ text: String, _ descriptor: Int32) -> Int32? { put(Array(text.utf8), descriptor) }

    private static func put(_ bytes: [UInt8], _ descriptor: Int32) -> Int32? {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if code == EINTR { continue }
                guard code == EAGAIN else { return code }
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wait, 1, 1000)
                continue
            }
            bytes = bytes.dropFirst(written)
        }
        return nil
    }

    public static var isTerminal: Bool { isatty(1) == 1 }

    /// Whether a person sees what is shown beside the result.
    static var isSeen: Bool { isatty(2) == 1 }

    /// Columns of the terminal that stdout is, else 80.
    public static var width: Int { size.ws_col > 0 ? Int(size.ws_col) : 80 }

    /// Rows of the terminal that stdout is, else 24.
    static var height: Int { size.ws_row > 0 ? Int(size.ws_row) : 24 }

    private static var size: winsize {
        var size = winsize()
        return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 || ioctl(2, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
    }
}
