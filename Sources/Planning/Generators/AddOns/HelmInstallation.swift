import Steps
import YAML

/// Installs what a project publishes as a Helm chart.
struct HelmInstallation {
    /// The newest tag of Helm 3 (helm/helm, read 2026-11); its archive's name as in scripts/get-helm-3. Helm 4 is not taken: charts are tested with 3.
    static let version = "v3.21.4"
    static let program = "/usr/local/bin/helm"

    var site: AddOnSite
    /// The release's name.
    var name: String
    var namespace: String
    /// The chart's path on the machine: a folder or an archive. Helm fetches none itself, so that its checksum can be compared and a
    /// machine without internet can have it.
    var chart: String
    /// What must be on the machine first: the chart itself.
    var before: [Action] = []
    /// Values files of the chart's own, before ours.
    var chartValues: [String] = []
    var values: [ConfigEntry]
    var holdsSecret = false
    var waitsFor: (kind: String, name: String)

    func steps(why: String) -> [Step] { [installHelm, install(why)] }

    private var installHelm: Step {
        let architecture = site.machine.architecture.rawValue
        let archive = "helm-\(Self.version)-linux-\(architecture).tar.gz"
        let path = "/etc/drydock/add-ons/\(archive)"
        let url = "https://get.helm.sh/\(archive)"
        return Step(
            "install-helm", on: site.machine.name, phase: .network, title: "Install Helm \(Self.version).",
            why: "\(site.addOn.title) is published as a Helm chart, and its settings can only be given through Helm.",
            risk: .edits,
            actions: [
                .fetch(Fetch(url, to: path, proof: .published(url: "\(url).sha256sum", name: archive))),
                .run(
                    .init(
                        [
                            "tar", "--extract", "--gzip", "--file", path, "--directory", "/usr/local/bin", "--no-same-owner",
                            "--strip-components=1", "linux-\(architecture)/helm",
                        ], unlessExists: Self.program)),
            ], check: .succeeds([Self.program, "version", "--short"]), undo: .commands([["rm", "-f", Self.program, path]]),
            seconds: 20)
    }

    private func install(_ why: String) -> Step {
        let path = "\(site.folder)/values.yaml"
        let files = (chartValues + [path]).flatMap { ["--values", $0] }
        let words =
            [Self.program, "--kubeconfig", AdminKubectl.kubeconfig, "upgrade", "--install", name, chart]
            + ["--namespace", namespace, "--create-namespace"] + files
        return Step(
            "install-network-add-on", on: site.machine.name, phase: .network,
            title: "Install \(site.addOn.title) \(site.version).", why: why + site.facts, risk: .edits,
            actions: before + [
                .write(PlannedFile(path, mode: holdsSecret ? 0o600 : 0o644, YAMLText.document(values))), .run(.init(words)),
                .run(.init(site.rollout(waitsFor.kind, waitsFor.name, in: namespace, seconds: 300))),
            ], check: .succeeds(site.rollout(waitsFor.kind, waitsFor.name, in: namespace, seconds: 5)),
            undo: .commands([
                [
                    Self.program, "--kubeconfig", AdminKubectl.kubeconfig, "uninstall", name, "--namespace", namespace,
                    "--ignore-not-found",
                ]
            ]), seconds: 180)
    }
}
