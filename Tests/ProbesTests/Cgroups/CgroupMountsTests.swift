import Testing

@testable import Probes

@Suite struct CgroupMountsTests {
    @Test func unified() {
        let mounts = CgroupMounts("proc /proc proc rw 0 0\ncgroup2 /sys/fs/cgroup cgroup2 rw,nsdelegate 0 0\n")
        #expect(mounts.v1Controllers == [])
        #expect(mounts.v2?.folder == "/sys/fs/cgroup")
    }

    @Test func hybrid() {
        let mounts = CgroupMounts(
            "cgroup2 /sys/fs/cgroup/unified cgroup2 rw 0 0\ncgroup /sys/fs/cgroup/systemd cgroup rw,xattr,name=systemd 0 0\ncgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0\ncgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0\n"
        )
        #expect(mounts.v1Controllers == ["cpu", "cpuacct", "memory"])
        #expect(mounts.v2?.folder == "/sys/fs/cgroup/unified")
        #expect(mounts.v1.count == 3)
    }
}
