import Steps
import YAML

/// Where crictl finds the runtime, and a last look at it before kubeadm.
struct CrictlSettings: Generator {
    static let path = "/etc/crictl.yaml"

    func steps(_ context: PlanContext) -> [Step] {
        // dockershim listens only while the kubelet runs.
        if context.plan.runtime.kind == .docker, context.release.hasDockershim { return [] }
        let text = YAMLText.document([
            ConfigEntry(
                "runtime-endpoint", .text(context.criSocket),
                comment: "crictl would otherwise try the sockets of all runtimes, one after the other."),
            ConfigEntry("image-endpoint", .text(context.criSocket)), ConfigEntry("timeout", 10),
        ])
        return context.linuxNodes.flatMap { machine -> [Step] in
            let crictl =
                KubernetesPackages.hasPackages(machine, context) ? "/usr/bin/crictl" : "\(machine.os.programFolder)/crictl"
            return [
                Step(
                    "configure-crictl", on: machine.name, phase: .prepare, title: "Tell crictl where the runtime listens.",
                    why: "crictl is how one sees containers when the API does not answer.", risk: .edits,
                    actions: [.write(PlannedFile(Self.path, text))], check: .succeeds(["test", "-e", Self.path]),
                    undo: .commands([["rm", "--force", Self.path]])),
                Step(
                    "check-runtime", on: machine.name, phase: .prepare, title: "See that the runtime answers.",
                    why:
                        "kubeadm and the kubelet reach it by this socket; a runtime with its CRI switched off answers nothing here.",
                    risk: .looks,
                    actions: [
                        .run(
                            Run(
                                [crictl, "info"], output: Run.OutputFile(path: "/run/drydock/crictl-info.json", mode: 0o600)))
                    ], check: .succeeds([crictl, "version"])),
            ]
        }
    }
}
