import Steps

/// A kubelet's two certificates, where it did not renew them by itself.
///
/// A kubelet asks for its next client certificate after 70 to 90 % of the lifetime (client-go, certificate_manager.go); less than a day
/// left means that this failed. Its own serving certificate it signs for a year, and anew only where there is none at its start
/// (cmd/kubelet/app/server.go, initializeServerTLS).
struct RenewKubelet {
    let context: PlanContext
    let machine: Machine

    private static let folder = "/var/lib/kubelet/pki"
    private static let client = "\(folder)/kubelet-client-current.pem"

    var steps: [Step] { [serving, client] }

    private var serving: Step {
        let asked =
            "[ -e \"$1/kubelet-server-current.pem\" ] || [ ! -e \"$1/kubelet.crt\" ] || openssl x509 -in \"$1/kubelet.crt\" -noout -checkend 2592000"
        return Step(
            "renew-kubelet-serving-certificate", on: machine.name, phase: .change,
            title: "Let the kubelet of \(machine.name) sign itself a new serving certificate.",
            why:
                "Where no authority signs it, the kubelet makes it for a year, and makes the next one only when it starts and finds none. "
                + "Pods go on running while it restarts.",
            risk: .restarts,
            actions: [
                .run(Run(["install", "-d", "-m", "0700", RenewControlPlane.former])),
                .run(
                    Run([
                        "find", Self.folder, "-maxdepth", "1", "(", "-name", "kubelet.crt", "-o", "-name", "kubelet.key", ")",
                        "-exec",
                        "mv", "--backup=numbered", "-t", RenewControlPlane.former, "{}", "+",
                    ])), .unit(UnitChange("kubelet.service", .restarted)),
            ], check: .succeeds(NodeScript.words(asked, [Self.folder])),
            undo: .none(because: "The former pair is kept in \(RenewControlPlane.former)."), seconds: 15)
    }

    private var client: Step {
        Step(
            "look-at-kubelet-certificate", on: machine.name, phase: .change,
            title: "Look whether the kubelet of \(machine.name) renews its client certificate.",
            why:
                "A kubelet renews it weeks before it ends. One that has not, because the machine was off or its authority changed, cannot "
                + "ask any more and needs a kubeconfig that is made for it.",
            risk: .edits,
            actions: [
                .byHand(
                    "The kubelet's certificate has ended, or ends today. On \(machine.name) run: drydock fix kubelet-client-certificate-has-expired. "
                        + "It says which file has to be made on a control plane and brought here.")
            ], check: .succeeds(NodeScript.lasts([], ifThere: [Self.client], days: 1)),
            undo: .none(because: "A certificate that has ended is not put back."), seconds: 2)
    }
}
