/// The file systems that a node's work lies on.
public enum DiskFacts {
    /// What the kubelet, the runtimes, etcd and the system write to.
    ///
    /// Others, /boot among them, may be full and do no harm.
    package static let folders = [
        "/", "/etc/kubernetes", "/var/lib/kubelet", "/var/lib/containerd", "/var/lib/containers", "/var/lib/docker",
        "/var/lib/etcd", "/var/log", "/run", "/tmp",
    ]

    /// The columns of `disks`.
    public enum Disk: String, TableColumns {
        case path, mount, device, type, size, available, inodes, inodesFree, isReadOnly

        public var cell: Cell {
            switch self {
            case .path: .text("the folder that was asked for: /var/lib/kubelet", oneOf: .only(DiskFacts.folders))
            case .mount: .text("where the file system that it lies on is mounted")
            case .device: .text("the file system's device, as /proc/mounts names it")
            case .type: .text("the file system's type: ext4, xfs, tmpfs")
            case .size: .integer("its size in bytes")
            case .available: .integer("what ordinary users may still take, in bytes")
            case .inodes: .integer("how many inodes it has; nothing where it does not count them")
            case .inodesFree: .integer("how many inodes are free; nothing where it does not count them")
            case .isReadOnly: .flag("whether it can only be read")
            }
        }
    }

    /// One row a folder that exists; several may lie on one file system.
    public static let disks = TableKey(
        "disks", Disk.self,
        "the file systems that the node's work lies on")

    /// The columns of `room`.
    public enum Room: String, TableColumns {
        case mount, holds, size, available, limit, limitFrom, floor, inodes, inodesFree, inodeFloor, inodeLimit,
            inodeLimitFrom

        public var cell: Cell {
            switch self {
            case .mount: .text("where the file system is mounted")
            case .holds: .text("the folders on it that matter, with commas")
            case .size: .integer("its size in bytes")
            case .available: .integer("what ordinary users may still take, in bytes")
            case .limit: .integer("the least room that is needed, in bytes")
            case .limitFrom: .text("where that limit comes from, as a phrase")
            case .floor: .integer("the room below which writing itself fails, in bytes")
            case .inodes: .integer("how many inodes it has; nothing where it does not count them")
            case .inodesFree: .integer("how many inodes are free")
            case .inodeFloor: .integer("the free inodes below which making files itself fails")
            case .inodeLimit: .integer("the fewest free inodes that are needed")
            case .inodeLimitFrom: .text("where that limit comes from, as a phrase")
            }
        }
    }

    /// One row a file system that is written to: its room beside the least that is needed.
    ///
    /// Follows from `disks` and from the kubelet's eviction thresholds.
    public static let room = TableKey(
        "disks.room", Room.self,
        "the room on the node's file systems beside what is needed")

    static let all = [disks, room]
}
