import Planning
import Terminal
import Widgets
import Wizard

/// One machine of the list as a form.
struct MachineForm {
    let wizard: Wizard
    let index: Int

    /// What an added machine is before anything was put into it.
    static let blank = Machine(name: "", addresses: [], roles: [.worker])

    init(_ wizard: Wizard, _ index: Int) {
        self.wizard = wizard
        self.index = index
    }

    private var machine: Machine { wizard.plan.machines[index] }
    private var path: String { Wizard.machine(index) }

    func rows() -> [FormRow<SetupRow>] {
        var out = field(.name, "Name", machine.name, "worker1")
        out += field(.address, "Address", machine.addresses.joined(separator: ", "), "192.0.2.21")
        out.append(FormRow(.heading("roles"), .heading, StyledText("Roles", .title)))
        out += Machine.Role.allCases.map { role in
            FormRow(.role(role), .flag(isOn: machine.roles.contains(role)), StyledText(role.rawValue))
        }
        out += problems("\(path).roles")
        out += field(.zone, "Zone", machine.zone, "a")
        out += field(.user, "User", machine.user, "root")
        out += field(.interface, "Interface", machine.interface, "eth0")
        let labels = machine.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        out += field(.labels, "Labels", labels, "rack=1, disk=ssd")
        out += field(.taints, "Taints", (machine.taints ?? []).map(\.text).joined(separator: ", "), "gpu=true:NoSchedule")
        out.append(FormRow(.heading("system"), .heading, StyledText("System", .title)))
        out += OperatingSystem.allCases.map { os in
            FormRow(.system(os), .choice(isOn: machine.os == os), StyledText(os.rawValue))
        }
        out += field(.osVersion, "Version", machine.osVersion, "12 or 24.04; it decides which packages are available")
        out.append(FormRow(.heading("architecture"), .heading, StyledText("Processor", .title)))
        out += Machine.Architecture.allCases.map { kind in
            FormRow(.architecture(kind), .choice(isOn: machine.architecture == kind), StyledText(kind.rawValue))
        }
        return out
    }

    private func field(_ field: SetupRow.MachineField, _ title: String, _ value: String, _ example: String) -> [FormRow<SetupRow>]
    {
        [FormRow(.machineField(field), .field(value, example: "e.g. \(example)"), StyledText(title))]
            + problems("\(path).\(field.rawValue)")
    }

    /// Nothing is wrong yet with a machine into which nothing was put.
    private func problems(_ path: String) -> [FormRow<SetupRow>] {
        if machine == Self.blank { return [] }
        return wizard.problems(of: path).map {
            FormRow(.problem($0.sentence), .heading, StyledText("    \($0.sentence)", $0.isError ? .danger : .warning))
        }
    }

    /// The machine with what the form's outcome says; nil where it says nothing.
    func taking(_ outcome: Form<SetupRow>.Outcome) -> Machine? {
        switch outcome {
        case .typed(.machineField(let field), let text): typed(text, into: field)
        case .taken(let row): taking(row)
        case .typed, .ignored, .moved: nil
        }
    }

    private func typed(_ text: String, into field: SetupRow.MachineField) -> Machine {
        var machine = machine
        switch field {
        case .name: machine.name = text
        case .address: machine.addresses = text.split { $0 == "," || $0 == " " }.map(String.init)
        case .zone: machine.zone = text
        case .user: machine.user = text
        case .interface: machine.interface = text
        case .osVersion: machine.osVersion = text
        case .labels: machine.labels = Machine.labels(text)
        case .taints: machine.taints = Machine.Taint.list(text)
        }
        return machine
    }

    private func taking(_ row: SetupRow) -> Machine? {
        var machine = machine
        switch row {
        case .role(let role):
            if machine.roles.contains(role) { machine.roles.removeAll { $0 == role } } else { machine.roles.append(role) }
        case .system(let os): machine.os = os
        case .architecture(let kind): machine.architecture = kind
        default: return nil
        }
        return machine
    }
}

/// The question whether to take up a plan that was left.
enum ResumeForm {
    static func rows(_ saved: SavedPlan) -> [FormRow<SetupRow>] {
        let place = saved.progress.map { " at the page \($0.step.title)" } ?? ""
        return [
            FormRow(.heading("resume"), .heading, StyledText("A plan was saved\(place), \(saved.age).", .title)),
            FormRow(.resume, .item(nil), "Continue with it"),
            FormRow(.startOver, .item(nil), "Start over; the saved plan is overwritten"),
        ]
    }

    static func details(_ saved: SavedPlan) -> [StyledText] {
        [
            StyledText("It is in \(saved.path)."),
            StyledText("The machine is checked again before anything known about it is trusted.", .muted),
        ]
    }
}
