import Glibc
import Hosts

/// How the program ends: at once, and with nothing left behind.
public enum Ending {
    /// Stands in for a standard stream that is closed, so that no file of the program's own gets its number: results would be written
    /// into it.
    public static func begin() {
        signal(SIGPIPE, SIG_IGN)
        // A limit on the size of files is told by write(2).
        signal(SIGXFSZ, SIG_IGN)
        // Swift's runtime may take it for a crash, show where the program is, and go on; a person who sends it wants an end.
        var quit = sigaction()
        if sigaction(SIGQUIT, nil, &quit) == 0, quit.sa_flags & SA_SIGINFO != 0 { signal(SIGQUIT, SIG_DFL) }
        for (stream, flags) in [(0 as Int32, O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)] where fcntl(stream, F_GETFD) == -1 {
            _ = open("/dev/null", flags)
        }
    }

    /// Kills what runs on behalf of this process and ends it. No thread is waited for: one may hang in the kernel.
    public static func now(_ status: Int32) -> Never {
        LocalHost.endPrograms()
        fflush(nil)
        _exit(status)
    }
}
