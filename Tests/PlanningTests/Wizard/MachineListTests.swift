import Planning
import Testing

struct MachineListTests {
    @Test func linesBecomeMachines() {
        let (machines, problems) = MachineList.read(
            "# ours\ncp1 10.0.0.1 control-plane a ubuntu admin\nw1, 10.0.0.2\ne1 10.0.0.3+fd00::3 etcd - rhel\n")
        #expect(problems == [])
        #expect(machines.map(\.name) == ["cp1", "w1", "e1"])
        #expect(machines[0].zone == "a" && machines[0].os == .ubuntu && machines[0].user == "admin")
        #expect(machines[1].roles == [.worker])
        #expect(machines[2].addresses == ["10.0.0.3", "fd00::3"] && machines[2].zone.isEmpty)
        let again = MachineList.read(machines.map(MachineText.line).joined(separator: "\n"))
        #expect(again.machines == machines)
    }

    @Test func aSystemMayCarryItsVersion() {
        let (machines, problems) = MachineList.read(
            "a 10.0.0.1 worker - debian-12\nb 10.0.0.2 worker - amazon-linux-2023 ec2-user")
        #expect(problems == [])
        #expect(machines.map(\.os) == [.debian, .amazonLinux])
        #expect(machines.map(\.osVersion) == ["12", "2023"])
        #expect(machines[1].user == "ec2-user")
        #expect(MachineList.read(machines.map(MachineText.line).joined(separator: "\n")).machines == machines)
    }

    @Test(arguments: [
        ("cp1", "Line 1"), ("a 10.0.0.1 boss", "no role"), ("a 10.0.0.1 worker - debain", "Did you mean debian"),
        ("[kube_node]\nw1\n", "no address"), ("[kube_node\nw1 ip=1.2.3.4", "ends with ]"),
    ])
    func whatSaysNothingIsNamed(_ text: String, _ words: String) {
        #expect(MachineList.read(text).problems.contains { $0.contains(words) }, "\(MachineList.read(text).problems)")
    }

    @Test func anAnsibleInventoryIsTakenOver() {
        let (machines, problems) = MachineList.read(
            """
            [all]
            n1 ansible_host=203.0.113.1 ip=10.0.0.1
            n2 ansible_host=10.0.0.2 ansible_user=ops
            [kube_control_plane]
            n1
            [etcd]
            n1
            [kube_node]
            n1
            n2
            [k8s_cluster:children]
            kube_control_plane
            """)
        #expect(problems == [])
        #expect(machines.map(\.name) == ["n1", "n2"])
        #expect(machines[0].addresses == ["10.0.0.1"] && machines[0].roles == [.controlPlane, .worker])
        #expect(machines[1].user == "ops" && machines[1].roles == [.worker])
    }
}
