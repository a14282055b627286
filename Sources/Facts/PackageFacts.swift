/// Programs and packages that Kubernetes comes in or needs, and where packages come from.
public enum PackageFacts {
    /// Of those that are asked for, the ones in no folder of PATH.
    public static let missingPrograms = FactKey(
        "programs.missing", .list, "the programs that Kubernetes uses and that are not on this machine")
    public static let packages = FactKey(
        "packages",
        .table([
            Column("name", .text, "the package's name"),
            Column("version", .text, "its version"),
            Column("state", .text, "installed, or what dpkg says: half-installed, half-configured, unpacked"),
            Column("isHeld", .flag, "whether upgrades of the system leave it as it is (hold, versionlock or exclude)"),
        ]),
        "the installed packages of Kubernetes, of runtimes and of what they need")
    public static let repositories = FactKey(
        "repositories",
        .table([
            Column("kind", .text, "apt or yum"),
            Column("url", .text, "the address, without user and password"),
            Column("suite", .text, "the suite of an apt repository, or the id of a yum repository"),
            Column("file", .text, "the file that names it"),
            Column("line", .integer, "its line"),
            Column("isEnabled", .flag, "whether it is used"),
            Column("minor", .integer, "the Kubernetes minor version that a repository of pkgs.k8s.io is for"),
        ]),
        "the repositories that packages come from")

    static let all = [missingPrograms, packages, repositories]
}
