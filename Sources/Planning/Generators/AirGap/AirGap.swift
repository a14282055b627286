import Steps

/// A plan for machines without internet: the same steps, which take from the bundle what they would take from elsewhere. No generator
/// knows of it, so nothing that one of them downloads can be forgotten in the bundle.
enum AirGap {
    /// What the steps of a plan become; the same where machines have internet.
    static func steps(_ steps: [Step], _ context: PlanContext) -> [Step] {
        guard context.plan.images.isAirGapped, !context.isRemoval else { return steps }
        let machines = Dictionary(context.plan.machines.map { ($0.name, $0) }) { first, _ in first }
        let begun = context.plan.machines.flatMap { machine -> [Step] in
            guard let phase = steps.filter({ $0.machine == machine.name }).map(\.phase).min() else { return [] }
            return bundle(machine, phase)
        }
        return begun
            + steps.compactMap { step in
                guard let machine = machines[step.machine] else { return step }
                if PackageRepository.isAdded(by: step) { return nil }
                var step = step
                step.actions = step.actions.map { taken($0, machine, context) }
                return step
            }
    }

    private static func bundle(_ machine: Machine, _ phase: Step.Phase) -> [Step] {
        let folder = BundlePlace.folder(on: machine)
        let sums = "\(folder)/SHA256SUMS"
        let isThere: [String] =
            machine.isWindows
            ? ["cmd.exe", "/c", "if not exist \(folder.split(separator: "/").joined(separator: "\\"))\\SHA256SUMS exit 1"]
            : ["test", "-s", sums]
        let bring = Step(
            "bring-bundle", on: machine.name, phase: phase, title: "Bring what the steps take from elsewhere.",
            why: "The machine has no internet. Every file, package and image that a later step needs lies in one folder.",
            risk: .edits,
            actions: [
                .byHand(
                    "Run airgap/fetch.sh of this plan's folder on a machine with internet, and carry the folder airgap to \(machine.name) as \(folder)."
                )
            ], check: .succeeds(isThere), undo: .brought, seconds: 300)
        if machine.isWindows { return [bring] }
        return [
            bring,
            Step(
                "check-bundle", on: machine.name, phase: phase, title: "Compare what was brought with its checksums.",
                why: "A copy that broke off shows here, and not when a pod does not start.", risk: .looks,
                actions: [.run(Run(["sha256sum", "--check", "--quiet", "--strict", sums]))], seconds: 30),
        ]
    }

    private static func taken(_ action: Action, _ machine: Machine, _ context: PlanContext) -> Action {
        switch action {
        case .fetch(var fetch):
            fetch.url = BundlePlace.url(of: fetch.url, on: machine)
            if case .published(let url, let name) = fetch.proof {
                fetch.proof = .published(url: BundlePlace.url(of: url, on: machine), name: name)
            }
            return .fetch(fetch)
        case .packages(var set):
            set.folder = BundlePlace.packages(context.packageKind(machine))
            return .packages(set)
        case .write, .edit, .run, .unit, .staticPod, .byHand: return action
        }
    }
}

extension PlanContext {
    /// Machines that take the same packages: `debian-12-amd64`.
    package func packageKind(_ machine: Machine) -> String {
        let version = osVersion(machine)
        return [machine.os.rawValue, version, machine.architecture.rawValue].filter { !$0.isEmpty }.joined(separator: "-")
    }
}
