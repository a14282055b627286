/// The file systems that a node's work lies on.
public enum DiskFacts {
    /// One row a folder that exists; several may lie on one file system.
    public static let disks = FactKey(
        "disks",
        .table([
            Column("path", .text, "the folder that was asked for: /var/lib/kubelet"),
            Column("mount", .text, "where the file system that it lies on is mounted"),
            Column("device", .text, "the file system's device, as /proc/mounts names it"),
            Column("type", .text, "the file system's type: ext4, xfs, tmpfs"),
            Column("size", .integer, "its size in bytes"),
            Column("available", .integer, "what ordinary users may still take, in bytes"),
            Column("inodes", .integer, "how many inodes it has; nothing where it does not count them"),
            Column("inodesFree", .integer, "how many inodes are free; nothing where it does not count them"),
            Column("isReadOnly", .flag, "whether it can only be read"),
        ]),
        "the file systems that the node's work lies on")

    /// One row a file system that is written to: its room beside the least that is needed.
    ///
    /// Follows from `disks` and from the kubelet's eviction thresholds.
    public static let room = FactKey(
        "disks.room",
        .table([
            Column("mount", .text, "where the file system is mounted"),
            Column("holds", .text, "the folders on it that matter, with commas"),
            Column("size", .integer, "its size in bytes"),
            Column("available", .integer, "what ordinary users may still take, in bytes"),
            Column("limit", .integer, "the least room that is needed, in bytes"),
            Column("limitFrom", .text, "where that limit comes from, as a phrase"),
            Column("floor", .integer, "the room below which writing itself fails, in bytes"),
            Column("inodes", .integer, "how many inodes it has; nothing where it does not count them"),
            Column("inodesFree", .integer, "how many inodes are free"),
            Column("inodeFloor", .integer, "the free inodes below which making files itself fails"),
            Column("inodeLimit", .integer, "the fewest free inodes that are needed"),
            Column("inodeLimitFrom", .text, "where that limit comes from, as a phrase"),
        ]),
        "the room on the node's file systems beside what is needed")

    static let all = [disks, room]
}
