import Facts
import Hosts

/// The room, the inodes and the mount of each folder that a node writes to.
struct DisksProbe: Probe {
    let name = "disks"
    let subject = "the file systems"
    let needs: [FactKey] = []
    let gives: [FactKey] = [DiskFacts.disks]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        let mounts = await SmallFile.read("/proc/mounts", limit: 4 << 20, at: host)
        let table = MountTable(mounts.text ?? "")
        var rows: [Row<DiskFacts.Disk>] = []
        for folder in DiskFacts.folders {
            do {
                rows.append(Self.row(folder, try await host.space(folder), table.mount(of: folder)))
            } catch  where error.isAbsence {
                continue
            } catch {
                return Self.missing(error.reason)
            }
        }
        facts.set(DiskFacts.disks, rows, from: Source("statfs"))
        return facts
    }

    private static func missing(_ reason: Reason) -> FactSet {
        var facts = FactSet()
        facts.miss(DiskFacts.disks, reason)
        return facts
    }

    static func row(_ folder: String, _ space: FileSystemSpace, _ mount: MountTable.Mount?) -> Row<DiskFacts.Disk> {
        var cells: [DiskFacts.Disk: Value] = [
            .path: .text(folder),
            .mount: .text(mount?.path ?? folder),
            .device: .text(ifAny: mount?.device),
            .type: .text(ifAny: mount?.type),
            .size: .integer(space.size),
            .available: .integer(space.available),
            .isReadOnly: .flag(space.isReadOnly || (mount?.options.contains("ro") ?? false)),
        ]
        if space.inodes > 0 {
            cells[.inodes] = .integer(space.inodes)
            cells[.inodesFree] = .integer(space.inodesFree)
        }
        return Row(cells, from: Source("statfs \(folder)", words(space, mount)))
    }

    private static func words(_ space: FileSystemSpace, _ mount: MountTable.Mount?) -> String {
        var words = "\(space.available) of \(space.size) bytes available"
        if space.inodes > 0 { words += ", \(space.inodesFree) of \(space.inodes) inodes free" }
        if let mount { words += "; \(mount.device) on \(mount.path) type \(mount.type)" }
        return words + (space.isReadOnly ? ", read-only" : "")
    }
}
