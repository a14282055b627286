import Planning
import Terminal
import Widgets
import Wizard

/// Looking at the plan's machines before the plan is made: what is seen there is then no question any more.
extension SetupScreen {
    /// The machines that are looked at: all but this one, which is looked at anyway.
    private var reachable: [LookedMachine] {
        wizard.plan.machines.filter { machine in
            machine.name != wizard.thisMachine.name && machine.name != wizard.nodeName && !machine.isWindows
                && !(machine.name.isEmpty && machine.address.isEmpty)
        }.map(LookedMachine.init)
    }

    /// Why no machine can be looked at now; nil where some can.
    var refusalToLook: String? {
        if looksAtMachines { return "The machines are being looked at." }
        if session.isRecorded { return "A recorded node reaches no machines." }
        return reachable.isEmpty ? "The list has no other machine with a name or an address." : nil
    }

    /// Asks before drydock goes to other machines.
    func askToLook() -> [Effect] {
        if let refusal = refusalToLook { return [.say(refusal)] }
        let machines = reachable
        let names = machines.map { $0.name.isEmpty ? $0.address : $0.name }
        let shown =
            names.count > 8
            ? names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more" : names.joined(separator: ", ")
        return [
            .ask(
                Agreement(
                    "Look at \(machines.count == 1 ? "this machine" : "these \(machines.count) machines")?",
                    [
                        "\(shown).",
                        "Your Ansible copies drydock to each over ssh (/var/lib/drydock/carried), runs it there as root to look, and brings the record back. Nothing else is changed there.",
                    ], verb: "Look"),
                [.lookAt(machines)])
        ]
    }

    /// Takes what is heard of the look.
    mutating func take(_ look: MachinesLook) -> [Effect] {
        switch look {
        case .running(let done, let total):
            looksAtMachines = true
            said = StyledText("Looking at the machines: \(done) of \(total) are done. Ctrl-C stops it.", .muted)
            return []
        case .refused(let sentence):
            looksAtMachines = false
            said = StyledText(sentence, .danger)
            return []
        case .ended(let captures, let missed):
            looksAtMachines = false
            self.missed = missed
            let before = wizard.plan
            session.captures = captures
            wizard.see(captures)
            review = nil
            refresh()
            let names = missed.keys.sorted()
            let seen = "\(captures.count) of \(captures.count + names.count) machines were seen"
            said =
                names.isEmpty
                ? StyledText("\(seen). Their facts count from here on.", .good)
                : StyledText("\(seen), but not \(names.joined(separator: ", ")). Select one to read why.", .warning)
            return wizard.plan == before ? [] : [.keepPlan(wizard.text)]
        }
    }

    /// Why a machine was not seen, for the text below the list.
    func whyMissed(_ index: Int) -> [StyledText] {
        guard wizard.plan.machines.indices.contains(index) else { return [] }
        let machine = wizard.plan.machines[index]
        return (missed[machine.name] ?? missed[machine.address]).map { [StyledText("Not seen: \($0)", .warning)] } ?? []
    }
}
