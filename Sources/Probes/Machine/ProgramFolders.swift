/// The folders in which services' programs are looked for, in the order of a usual PATH of root.
enum ProgramFolders {
    static let all = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
}
