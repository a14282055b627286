import Facts
import Hosts

/// The flags that the kubelet is started with: its unit's, or where it has none, what kubeadm's files would give it.
struct KubeletCommandLine: Sendable {
    /// Nil where it could not be looked for.
    var hasUnit: Bool?
    /// Nil where they could not be read.
    var flags: [CommandFlag]?
    /// Why they could not be read, as a sentence.
    var problem: Reason?
    /// Where the command line stands.
    var origin: String

    static func read(at host: any Host) async -> KubeletCommandLine {
        let command: ServiceCommand?
        do { command = try await ServiceCommand.read(unit: "kubelet.service", at: host) } catch {
            return KubeletCommandLine(hasUnit: nil, flags: nil, problem: error.reason, origin: "kubelet.service")
        }
        if let command {
            let flags = CommandFlag.parse(command.words.dropFirst())
            return KubeletCommandLine(hasUnit: true, flags: flags, origin: command.words.first?.file ?? "kubelet.service")
        }
        let origin = "no kubelet.service in systemd's folders"
        do { return KubeletCommandLine(hasUnit: false, flags: try await withoutUnit(host), origin: origin) } catch {
            return KubeletCommandLine(hasUnit: false, flags: nil, problem: error.reason, origin: origin)
        }
    }

    /// What kubeadm's drop-in would put together (kubernetes/release, 10-kubeadm.conf).
    private static func withoutUnit(_ host: any Host) async throws(HostError) -> [CommandFlag] {
        let unit = """
            [Service]
            Environment="A=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
            Environment="B=--config=/var/lib/kubelet/config.yaml"
            ExecStart=/usr/bin/kubelet $A $B $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
            """
        var files: [String: String] = [:]
        var settings = UnitDefinition.parse(unit, file: "10-kubeadm.conf")
        for path in ["/var/lib/kubelet/kubeadm-flags.env", "/etc/default/kubelet", "/etc/sysconfig/kubelet"] {
            do { files[path] = try await host.read(path).text } catch  where error.isAbsence { continue }
            settings.append(
                UnitDefinition.Setting(section: "Service", key: "EnvironmentFile", value: path, file: "10-kubeadm.conf", line: 1))
        }
        let command = ServiceCommand(UnitDefinition(settings: settings), environmentFiles: files)
        return CommandFlag.parse(command.words.dropFirst())
    }
}
