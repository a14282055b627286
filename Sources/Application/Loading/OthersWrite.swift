import Glibc

/// Whether somebody beside root may change a file that root goes by.
enum OthersWrite {
    /// Why, as the end of a sentence; nil where nobody may, or where this is not root's run.
    ///
    /// - Parameter person: who started this as root with sudo: what is theirs is theirs to name.
    static func reason(_ status: stat, asRoot: Bool = geteuid() == 0, person: uid_t? = sudoer) -> String? {
        guard asRoot else { return nil }
        if status.st_uid != 0, status.st_uid != person { return "user \(status.st_uid) owns it" }
        let mode = status.st_mode & 0o7777
        // In a folder with the sticky bit nobody takes another's files away, but anybody adds some.
        if mode & 0o002 != 0 { return "every user may write it (mode \(octal(mode)))" }
        if mode & 0o020 != 0, status.st_gid != 0, status.st_uid == 0 || status.st_gid != status.st_uid {
            return "group \(status.st_gid) may write it (mode \(octal(mode)))"
        }
        return nil
    }

    /// The user who started this with sudo.
    static var sudoer: uid_t? { getenv("SUDO_UID").flatMap { uid_t(String(cString: $0)) } }

    private static func octal(_ mode: mode_t) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
