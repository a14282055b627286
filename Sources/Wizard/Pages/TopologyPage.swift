import Planning

/// How control planes and etcd stand to each other, and how many there are.
struct TopologyPage: WizardPage {
    let title = "Topology"
    let purpose = "How many machines may fail?"
    static let topology = Setting.topology.id
    static let controlPlanes = "control-planes"
    static let members = "etcd-members"
    static let workers = "workers"

    func skipped(_ wizard: Wizard) -> String? {
        wizard.plan.existing != nil ? "The cluster already exists." : wizard.notPlanned
    }

    func questions(_ wizard: Wizard) -> [Question] {
        let plan = wizard.plan
        var out = [
            Question(
                Self.topology, "Control plane", .choice(Self.choices), value: plan.topology.rawValue,
                because: plan.purpose == .tryOut
                    ? Rationale("one machine, because you want to try it out", .taste)
                    : Rationale("stacked etcd, because it survives the loss of a machine with the fewest machines", .taste),
                about: "etcd holds the cluster's state and keeps working as long as more than half of its members do.")
        ]
        guard plan.topology != .single else { return out }
        out.append(
            count(
                Self.controlPlanes, "Control planes", [3, 5, 7], plan.machines(.controlPlane).count,
                plan.topology == .stacked ? "Each runs an etcd member." : "Any number from two on works."))
        if plan.topology == .external {
            out.append(
                Question(
                    Setting.etcdEndpoints.id, "An etcd that exists",
                    .text(example: "https://192.0.2.31:2379, https://192.0.2.32:2379"),
                    value: plan.etcd.endpoints.joined(separator: ", "),
                    because: Rationale("none, so the plan makes etcd on machines of its own", .taste),
                    about: "Its members' addresses; its certificate authority and a client certificate are brought by you."))
        }
        if plan.topology == .external, plan.etcd.endpoints.isEmpty {
            out.append(count(Self.members, "etcd members", [3, 5, 7], plan.machines(.etcd).count, "An odd number works best."))
        }
        return out
    }

    private func count(_ id: String, _ title: String, _ counts: [Int], _ value: Int, _ note: String) -> Question {
        let choices = counts.map { count in
            Choice(
                "\(count)", "\(count), \((count - 1) / 2) may fail", about: Quorum.sentence(count),
                costs: count > 3 ? "Every write waits for \(count / 2 + 1) disks." : "")
        }
        return Question(
            id, title, .choice(choices), value: "\(value)",
            because: Rationale("3, because it survives the loss of one with the fewest machines", .taste), about: note)
    }

    private static let choices = [
        Choice(
            "single", "One control plane", about: "Everything on one machine. Workers can be added.",
            costs: "If it is lost, so is the cluster; restore it from a backup of etcd."),
        Choice(
            "stacked", "Several control planes with etcd on them",
            about: "Each control plane runs an etcd member. kubeadm sets up and renews all of it.",
            costs: "At least three machines. A lost machine takes an API server and an etcd member with it."),
        Choice(
            "external", "Several control planes with etcd on separate machines",
            about: "The load and failures of etcd are kept apart from the API servers.",
            costs: "At least six machines. You take care of etcd's certificates, upgrades and renewals.",
            rulesOut: "Upgrading etcd with kubeadm upgrade."),
    ]

    func defaults(_ wizard: Wizard) -> [(question: String, value: String)] {
        [(Self.topology, wizard.plan.purpose == .tryOut ? "single" : "stacked")]
    }

    func put(_ value: String, for question: String, into plan: inout ClusterPlan, _ wizard: Wizard) {
        switch question {
        case Self.topology:
            let before = plan.topology
            plan.topology = ClusterPlan.Topology(rawValue: value) ?? plan.topology
            // A list that a person shaped stays as it is: a machine that was removed must not come back by itself.
            let isShaped = wizard.answered.contains(MachinesPage.list) && !plan.machines.isEmpty
            if !isShaped || plan.topology != before { MachineSizing.fit(&plan, this: wizard.thisMachine) }
        case Setting.etcdEndpoints.id:
            plan.etcd.endpoints = value.split { $0 == "," || $0 == " " }.map(String.init)
            MachineSizing.fit(&plan, this: wizard.thisMachine)
        case Self.controlPlanes: MachineSizing.fit(&plan, controlPlanes: Int(value), this: wizard.thisMachine)
        case Self.members: MachineSizing.fit(&plan, members: Int(value), this: wizard.thisMachine)
        default: break
        }
    }

    func drawing(_ wizard: Wizard) -> [String] { TopologyDrawing.lines(wizard.plan) }

    func facts(_ wizard: Wizard) -> [String] {
        let plan = wizard.plan
        var out = [plan.machines.count == 1 ? "The plan needs one machine." : "The plan needs \(plan.machines.count) machines."]
        if plan.etcd.endpoints.isEmpty { out.append(Quorum.sentence(plan.etcdMachines.count)) }
        let zones = Set(plan.etcdMachines.map(\.zone)).subtracting([""])
        if zones.count > 1, zones.count < 3 {
            out.append("The etcd members are in two zones: losing the one with more members stops the cluster. Use three zones.")
        }
        return out
    }
}

/// etcd's arithmetic.
enum Quorum {
    /// How many members of so many may fail.
    static func mayFail(_ count: Int) -> Int { max(0, (count - 1) / 2) }

    /// How many members of so many it takes.
    static func needed(_ count: Int) -> Int { count / 2 + 1 }

    static func sentence(_ count: Int) -> String {
        let quorum = needed(count)
        switch mayFail(count) {
        case 0:
            return count == 1 ? "One etcd member: it must not fail." : "\(count) etcd members need \(quorum): none may fail."
        case 1: return "\(count) etcd members need \(quorum): one may fail."
        case let failures: return "\(count) etcd members need \(quorum): \(failures) may fail."
        }
    }
}
