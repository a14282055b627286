import Testing

@testable import Probes

@Suite struct MountTableTests {
    let table = MountTable(
        """
        /dev/vda1 / ext4 rw,relatime,errors=remount-ro 0 0
        tmpfs /run tmpfs rw,nosuid 0 0
        /dev/vdb1 /var/lib xfs rw,noatime 0 0
        /dev/vdc1 /var/lib/kubelet ext4 ro 0 0
        tmpfs /var/lib/kubelet tmpfs rw,size=16384k 0 0
        /dev/vdd1 /srv/with\\040blank ext4 rw 0 0

        """)

    @Test func theLongestPathHolds() {
        #expect(table.mount(of: "/etc/kubernetes")?.path == "/")
        #expect(table.mount(of: "/var/lib/containerd")?.device == "/dev/vdb1")
        #expect(table.mount(of: "/var/library")?.path == "/")
    }

    @Test func theLaterMountLiesOnTop() {
        let mount = table.mount(of: "/var/lib/kubelet")
        #expect(mount?.type == "tmpfs")
        #expect(mount?.line == 5)
        #expect(mount?.options == ["rw", "size=16384k"])
    }

    @Test func octalDigitsAreBytes() { #expect(table.mounts.last?.path == "/srv/with blank") }

    @Test func aLineWithoutFieldsIsNoMount() { #expect(MountTable("none\n\n").mounts.isEmpty) }
}
