/// Where a machine without internet finds what its steps take from elsewhere: a folder that `airgap/fetch.sh` fills where there is
/// internet, and a person carries to the machine.
package enum BundlePlace {
    package static let folder = "/var/lib/drydock/bundle"
    private static let windowsFolder = "C:/drydock/bundle"

    package static func folder(on machine: Machine) -> String { machine.isWindows ? windowsFolder : folder }

    /// Where a download lies in the bundle: `files/dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet`.
    package static func path(of url: String) -> String { "files/" + url.drop { $0 != "/" }.drop { $0 == "/" } }

    /// The address of a download on a machine that has the bundle.
    static func url(of url: String, on machine: Machine) -> String {
        "file://\(machine.isWindows ? "/" : "")\(folder(on: machine))/\(path(of: url))"
    }

    /// The packages of one kind of machine: `packages/debian-12-amd64`.
    static func packages(_ kind: String) -> String { "\(folder)/packages/\(kind)" }
}
