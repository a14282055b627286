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
    private var path: String { "spec.machines[\(index)]" }

    func rows() -> [FormRow] {
        var out = field("name", "Name", machine.name, "worker1")
        out += field("address", "Address", machine.addresses.joined(separator: ", "), "192.0.2.21")
        out.append(FormRow("heading|roles", .heading, StyledText("Roles", .title)))
        out += Machine.Role.allCases.map { role in
            FormRow("role|\(role.rawValue)", .flag(isOn: machine.roles.contains(role)), StyledText(role.rawValue))
        }
        out += problems("\(path).roles")
        out += field("zone", "Zone", machine.zone, "a")
        out += field("user", "User", machine.user, "root")
        out += field("interface", "Interface", machine.interface, "eth0")
        let labels = machine.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        out += field("labels", "Labels", labels, "rack=1, disk=ssd")
        out += field("taints", "Taints", (machine.taints ?? []).map(\.text).joined(separator: ", "), "gpu=true:NoSchedule")
        out.append(FormRow("heading|os", .heading, StyledText("System", .title)))
        out += OperatingSystem.allCases.map { os in
            FormRow("os|\(os.rawValue)", .choice(isOn: machine.os == os), StyledText(os.rawValue))
        }
        out += field("osVersion", "Its version", machine.osVersion, "12 or 24.04; it decides which packages there are")
        out.append(FormRow("heading|architecture", .heading, StyledText("Processor", .title)))
        out += Machine.Architecture.allCases.map { kind in
            FormRow("architecture|\(kind.rawValue)", .choice(isOn: machine.architecture == kind), StyledText(kind.rawValue))
        }
        return out
    }

    private func field(_ name: String, _ title: String, _ value: String, _ example: String) -> [FormRow] {
        [FormRow("machine-field|\(name)", .field(value, example: "e.g. \(example)"), StyledText(title))]
            + problems("\(path).\(name)")
    }

    /// Nothing is wrong yet with a machine into which nothing was put.
    private func problems(_ path: String) -> [FormRow] {
        if machine == Self.blank { return [] }
        return wizard.problems(of: path).map {
            FormRow("problem|\(path)|\($0.sentence)", .heading, StyledText("    \($0.sentence)", $0.isError ? .danger : .warning))
        }
    }

    /// The machine with what the form's outcome says; nil where it says nothing.
    func taking(_ outcome: Form.Outcome, _ form: Form) -> Machine? {
        var machine = machine
        switch outcome {
        case .typed(let id, let text):
            switch id.split(separator: "|").last {
            case "name": machine.name = text
            case "address": machine.addresses = text.split { $0 == "," || $0 == " " }.map(String.init)
            case "zone": machine.zone = text
            case "user": machine.user = text
            case "interface": machine.interface = text
            case "osVersion": machine.osVersion = text
            case "labels": machine.labels = Machine.labels(text)
            case "taints": machine.taints = Machine.Taint.list(text)
            default: return nil
            }
        case .taken(let id):
            let parts = id.split(separator: "|").map(String.init)
            if parts[0] == "role", let role = Machine.Role(rawValue: parts[1]) {
                if machine.roles.contains(role) { machine.roles.removeAll { $0 == role } } else { machine.roles.append(role) }
            } else if parts[0] == "os", let os = OperatingSystem(rawValue: parts[1]) {
                machine.os = os
            } else if parts[0] == "architecture", let kind = Machine.Architecture(rawValue: parts[1]) {
                machine.architecture = kind
            }
        default: return nil
        }
        return machine
    }
}

/// The question whether to take up a plan that was left.
enum ResumeForm {
    static let anew = "anew"

    static func rows(_ saved: SavedPlan) -> [FormRow] {
        let place = saved.progress.map { " at the page \($0.step.title)" } ?? ""
        return [
            FormRow("heading|resume", .heading, StyledText("A plan was left\(place), \(saved.age).", .title)),
            FormRow("resume", .item(nil), "Go on with it"), FormRow(anew, .item(nil), "Begin anew; the old one is overwritten"),
        ]
    }

    static func details(_ saved: SavedPlan) -> [StyledText] {
        [
            StyledText("It lies in \(saved.path)."),
            StyledText("The machine is looked at again before what was seen of it is trusted.", .muted),
        ]
    }
}
