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
        out += field(.address, "Address", machine.addresses.joined(separator: ", "), "192.0.2.21, 2001:db8::21")
        out.append(FormRow(.heading("roles"), .heading, StyledText("Roles", .title)))
        out += Machine.Role.allCases.map { role in
            FormRow(.role(role), .flag(isOn: machine.roles.contains(role)), StyledText(role.rawValue))
        }
        out += problems("\(path).roles")
        out += field(.zone, "Zone", machine.zone, "a")
        out += field(.user, "User", machine.user, machine.isWindows ? "Administrator" : "root")
        out += field(.interface, "Interface", machine.interface, "eth0")
        let labels = machine.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ", ")
        out += field(.labels, "Labels", labels, "rack=1, disk=ssd")
        out += field(.taints, "Taints", (machine.taints ?? []).map(\.text).joined(separator: ", "), "gpu=true:NoSchedule")
        out.append(FormRow(.heading("system"), .heading, StyledText("System", .title)))
        out += OperatingSystem.allCases.map { os in
            FormRow(
                .system(os), .choice(isOn: machine.os == os), StyledText(os.rawValue), note: StyledText(Self.kin(os), .muted))
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
        case .system(let os):
            // The usual administrator goes with the system; a name that a person gave stays.
            let users = [Machine.usualUser(of: machine.os), ""]
            if users.contains(machine.user) { machine.user = Machine.usualUser(of: os) }
            machine.os = os
        case .architecture(let kind): machine.architecture = kind
        default: return nil
        }
        return machine
    }
}

/// What is said below the form about the focused row.
extension MachineForm {
    func details(_ row: SetupRow?) -> [StyledText] {
        var out: [StyledText] = []
        if case .machineField(let field)? = row, machine != Self.blank {
            out += wizard.problems(of: "\(path).\(field.rawValue)").map {
                StyledText($0.sentence, $0.isError ? .danger : .warning)
            }
        }
        out += about(row).map { StyledText($0) }
        if machine.name == wizard.thisMachine.name {
            out += WizardStep.machines.page.facts(wizard).map { StyledText($0, .muted) }
        }
        return out
    }

    private func about(_ row: SetupRow?) -> [String] {
        switch row {
        case .machineField(let field)?: [Self.about(field)]
        case .role(let role)?: [Self.about(role)]
        case .system(let os)?:
            os == .other || Self.kin(os).isEmpty
                ? ["It decides how packages are installed."] : ["\(os.rawValue) stands for \(Self.kin(os)) too."]
        case .architecture?: ["What uname -m says: x86_64 is amd64, aarch64 is arm64."]
        default: []
        }
    }

    private static func about(_ field: SetupRow.MachineField) -> String {
        switch field {
        case .name: "The machine's host name, which becomes the node's name. It must be unique, in lower case."
        case .address:
            "The address by which the other machines reach it. For IPv4 and IPv6 give one of each, with a comma between them, the node's own first."
        case .zone: "What may fail together: a rack, a room, a zone of a cloud. It becomes the label topology.kubernetes.io/zone."
        case .user: "Who logs in over ssh; a user other than root needs sudo."
        case .interface: "The network interface that holds the address, as ip addr names it. keepalived and kube-vip need it."
        case .labels: "Labels of the node, as KEY=VALUE with commas between them."
        case .taints:
            "Taints of the node, as KEY=VALUE:EFFECT with commas between them; the effect is NoSchedule, PreferNoSchedule or NoExecute."
        case .osVersion: "VERSION_ID in /etc/os-release."
        }
    }

    private static func about(_ role: Machine.Role) -> String {
        switch role {
        case .controlPlane:
            "It runs the API server, the controller manager and the scheduler, and etcd where that has no machines of its own."
        case .worker: "It runs your pods."
        case .etcd: "It is a member of etcd, on a machine of its own."
        case .loadBalancer: "It runs haproxy before the API servers, and no pods."
        }
    }

    /// Other systems that are installed in the same way.
    private static func kin(_ os: OperatingSystem) -> String {
        switch os {
        case .rhel: "Rocky, Alma, CentOS Stream, Oracle"
        case .suse: "SLES, openSUSE"
        case .debian: "Raspberry Pi OS"
        case .other: "packages are not touched"
        case .ubuntu, .fedora, .amazonLinux, .flatcar, .windows: ""
        }
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
