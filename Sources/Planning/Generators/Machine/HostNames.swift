import Addresses
import Steps

/// The machine's own name, and the endpoint's where DNS does not know it.
struct HostNames: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        let endpoint = Self.endpointLine(context)
        return context.linuxNodes.flatMap { machine -> [Step] in
            [
                Step(
                    "set-hostname", on: machine.name, phase: .prepare, title: "Name the machine \(machine.name).",
                    why:
                        "The node is registered under the machine's name unless it is told otherwise, and two machines of one name would be one node.",
                    risk: .edits, actions: [.run(Run(["hostnamectl", "set-hostname", machine.name]))],
                    check: .succeeds(["grep", "--quiet", "--line-regexp", "--fixed-strings", "--", machine.name, "/etc/hostname"]
                    ),
                    undo: .none(because: "What the machine was called before is kept nowhere."))
            ] + (endpoint.map { [step($0, machine, context)] } ?? [])
        }
    }

    private func step(_ line: String, _ machine: Machine, _ context: PlanContext) -> Step {
        let remove = ["--expression", "/\(Self.mark)$/d"]
        // The line is put after the last one before any is deleted: "d" ends sed's round, and an "$a" behind it is never reached where
        // the last line is the one that goes, which is where drydock's own line stands.
        let put = ["--expression", "$a \(line)"]
        return Step(
            "name-endpoint", on: machine.name, phase: .prepare,
            title: "Let \(context.plan.endpoint.name) stand for the control plane in /etc/hosts.",
            why:
                "Every kubelet and kubeconfig reaches the API by this name. The line ends with a mark, by which drydock finds it again: it is replaced, not repeated, and no other line is touched.",
            risk: .edits,
            actions: [.run(Run(["sed", "--in-place"] + put + remove + ["/etc/hosts"]))],
            check: .succeeds(["grep", "--quiet", "--line-regexp", "--fixed-strings", "--", line, "/etc/hosts"]),
            undo: .commands([["sed", "--in-place"] + remove + ["/etc/hosts"]]))
    }

    static let mark = "# drydock: control-plane endpoint"

    /// The line for /etc/hosts; nil where none is wanted, or the endpoint is an address, or no address is known.
    static func endpointLine(_ context: PlanContext) -> String? {
        let endpoint = context.plan.endpoint
        guard endpoint.inHostsFile, !endpoint.name.isEmpty, IPAddress(endpoint.name) == nil else { return nil }
        // Where machines are added, the first control plane of the list is a new one and not yet there to be reached.
        let fallback = context.plan.existing == nil ? context.plan.firstControlPlane?.address ?? "" : ""
        let address = endpoint.address.isEmpty ? fallback : endpoint.address
        return address.isEmpty ? nil : "\(address) \(endpoint.name) \(mark)"
    }
}
