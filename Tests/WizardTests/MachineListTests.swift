import Knowledge
import Planning
import Steps
import Testing

@testable import PlanCases
@testable import Rendering
@testable import Wizard

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
        ("cp1", "Line 1"), ("a 10.0.0.1 boss", "is not a role"), ("a 10.0.0.1 worker - debain", "Did you mean debian"),
        ("[kube_node]\nw1\n", "its address is not known"), ("[kube_node\nw1 ip=1.2.3.4", "ends with ]"),
    ])
    func whatSaysNothingIsNamed(_ text: String, _ words: String) {
        #expect(MachineList.read(text).problems.contains { $0.contains(words) }, "\(MachineList.read(text).problems)")
    }

    @Test func anInventorysFactsTellTheSystem() {
        let (machines, problems) = MachineList.read(
            """
            [kube_node]
            win1 ansible_host=10.0.0.7 ansible_connection=winrm
            w1 ansible_host=10.0.0.8 ansible_distribution=Rocky ansible_distribution_version=9.4 ansible_architecture=aarch64
            w2 ansible_host=10.0.0.9 ansible_os_family=Suse ansible_user=ops
            w3 ansible_host=10.0.0.10
            """)
        #expect(problems == [])
        #expect(machines.map(\.os) == [.windows, .rhel, .suse, .debian])
        #expect(machines.map(\.user) == ["Administrator", "root", "ops", "root"])
        #expect(machines[1].osVersion == "9.4" && machines[1].architecture == .arm64)
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

    @Test func anInventoryInYAMLIsTakenOver() {
        let (machines, problems) = MachineList.read(
            """
            ---
            all:
              vars:
                ansible_user: ops
              hosts:
                n3: {ansible_host: 10.0.0.3}
              children:
                kube_control_plane:
                  hosts:
                    n1:
                      ansible_host: 203.0.113.1
                      ip: "10.0.0.1"
                workers:
                  vars: {ansible_user: admin}
                  children:
                    rack_a:
                      hosts:
                        n2: {ansible_host: 10.0.0.2}
            """)
        #expect(problems == [])
        #expect(machines.map(\.name) == ["n3", "n1", "n2"])
        #expect(machines.map(\.addresses) == [["10.0.0.3"], ["10.0.0.1"], ["10.0.0.2"]])
        #expect(machines.map(\.user) == ["ops", "ops", "admin"])
        #expect(machines.map(\.roles) == [[.worker], [.controlPlane], [.worker]])
    }

    @Test func variablesOfGroupsAndChildrenCountInTheINIForm() {
        let (machines, problems) = MachineList.read(
            """
            lone ansible_host='10.0.0.9'
            [masters]
            n1 ansible_host="10.0.0.1" ; the first
            [rack_a]
            n2 ansible_host=10.0.0.2
            [workers:children]
            rack_a
            [all:vars]
            ansible_user=ops
            [rack_a:vars]
            ansible_user = admin
            """)
        #expect(problems == [])
        #expect(machines.map(\.name) == ["lone", "n1", "n2"])
        #expect(machines.map(\.user) == ["ops", "ops", "admin"])
        #expect(machines.map(\.roles) == [[.worker], [.controlPlane], [.worker]])
        #expect(machines[0].addresses == ["10.0.0.9"])
    }

    @Test(arguments: [
        ("all:\n  hosts:\n    n[1:3]: {ansible_host: 10.0.0.1}\n", "range of hosts"),
        ("all:\n  host:\n    n1: {}\n", "Line 2: \"host\" is not part of a group"),
        ("all:\n  hosts:\n\tn1: {}\n", "cannot be read"), ("all:\n  hosts:\n    n1:\n", "neither ansible_host nor ip"),
    ])
    func anInventoryThatSaysNothingIsNamed(_ text: String, _ words: String) {
        #expect(MachineList.read(text).problems.contains { $0.contains(words) }, "\(MachineList.read(text).problems)")
    }

    /// What drydock writes for Ansible it also reads.
    @Test func ourOwnInventoriesComeBack() throws {
        for topology in ClusterPlan.Topology.allCases {
            let plan = PlanExample.plan(topology, release: KubernetesVersion(minor: 36)).0
            let context = try #require(PlanContext(plan, knowledge: Knowledge.planning))
            let files = RenderedPlan.plan(context).documents
            let inventory = try #require(files.first { $0.path.hasSuffix("hosts.yml") })
            let (machines, problems) = MachineList.read(inventory.content)
            let named = machines.map(\.name).sorted()
            #expect(named == plan.machines.map(\.name).sorted(), "\(topology)")
            for machine in machines {
                #expect(machine.roles == plan.machines.first { $0.name == machine.name }?.roles, "\(machine.name)")
            }
            // Addresses stand in host_vars there, which a pasted text does not bring.
            #expect(problems.count == machines.count { $0.addresses.isEmpty })
        }
    }
}
