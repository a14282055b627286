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
        wizard.plan.existing != nil ? "The cluster is there already." : wizard.notPlanned
    }

    func questions(_ wizard: Wizard) -> [Question] {
        let plan = wizard.plan
        var out = [
            Question(
                Self.topology, "Control plane", .choice(Self.choices), value: plan.topology.rawValue,
                because: plan.purpose == .tryOut
                    ? Because("one machine, because it is to be tried out", .taste)
                    : Because("stacked etcd, because it survives a machine with the fewest machines", .taste),
                about: "etcd holds the cluster's state and goes on while more than half of its members do.")
        ]
        guard plan.topology != .single else { return out }
        out.append(
            count(
                Self.controlPlanes, "Control planes", [3, 5, 7], plan.machines(.controlPlane).count,
                plan.topology == .stacked ? "each with a member of etcd" : "any number of two or more would do"))
        if plan.topology == .external {
            out.append(count(Self.members, "etcd members", [3, 5, 7], plan.machines(.etcd).count, "an odd number"))
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
            because: Because("3, because it survives one loss with the fewest machines", .taste), about: "Here \(note).")
    }

    private static let choices = [
        Choice(
            "single", "One control plane", about: "Everything on one machine. Workers can be added.",
            costs: "Its loss is the cluster's loss; restore from a copy of etcd."),
        Choice(
            "stacked", "Several control planes, etcd on them",
            about: "Each control plane runs a member of etcd. kubeadm makes and renews all of it.",
            costs: "Three machines at least. A lost machine takes an API server and an etcd member together."),
        Choice(
            "external", "Several control planes, etcd on machines of its own",
            about: "etcd's load and failures are kept apart from the API servers'.",
            costs: "Six machines at least, and certificates, upgrades and renewals of etcd are yours to do.",
            rulesOut: "kubeadm upgrade for etcd."),
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
            if !isShaped || plan.topology != before { Crew.fit(&plan, this: wizard.thisMachine) }
        case Self.controlPlanes: Crew.fit(&plan, controlPlanes: Int(value), this: wizard.thisMachine)
        case Self.members: Crew.fit(&plan, members: Int(value), this: wizard.thisMachine)
        default: break
        }
    }

    func drawing(_ wizard: Wizard) -> [String] { TopologyDrawing.lines(wizard.plan) }

    func facts(_ wizard: Wizard) -> [String] {
        let plan = wizard.plan
        var out = [plan.machines.count == 1 ? "The plan needs one machine." : "The plan needs \(plan.machines.count) machines."]
        out.append(Quorum.sentence(plan.etcdMachines.count))
        let zones = Set(plan.etcdMachines.map(\.zone)).subtracting([""])
        if zones.count > 1, zones.count < 3 {
            out.append("The etcd members stand in two zones: the loss of the fuller one stops the cluster. Take three.")
        }
        return out
    }
}

/// etcd's arithmetic.
enum Quorum {
    /// How many members of so many may fail.
    static func mayFail(_ count: Int) -> Int { max(0, (count - 1) / 2) }

    static func sentence(_ count: Int) -> String {
        let quorum = count / 2 + 1
        switch mayFail(count) {
        case 0:
            return count == 1 ? "One member of etcd: none may fail." : "\(count) members of etcd need \(quorum): none may fail."
        case 1: return "\(count) members of etcd need \(quorum): one may fail."
        case let failures: return "\(count) members of etcd need \(quorum): \(failures) may fail."
        }
    }
}
