import Facts

/// The feature gates in a static pod's command line, one row each.
enum ManifestGates {
    /// kubernetes component-base/cli/flag/map_string_bool.go: `A=true,B=false`, also with the flag given several times. etcd's gates are
    /// its own, and no release of Kubernetes tells of them.
    static func rows(
        _ flags: [CommandFlag], of component: String, minor: Int?, file: String, _ known: KnownGates
    ) -> [Row<GateFacts.Gate>] {
        flags.filter { $0.name == "feature-gates" }.flatMap { flag in
            flag.value.split(separator: ",").compactMap { part in
                guard let at = part.firstIndex(of: "=") else { return nil }
                let gate = String(part[..<at].filter { $0 != " " })
                let origin = GateOrigin(gate, minor: component == "etcd" ? nil : minor, known)
                return Row(
                    [
                        .component: .text(component), .gate: .text(gate), .value: .text(String(part[part.index(after: at)...])),
                        .file: .text(file), .line: .integer(flag.line), .meant: .text(ifAny: origin.meant),
                        .removedIn: .text(ifAny: origin.removedIn),
                    ], from: .file(file, line: flag.line, "--feature-gates=\(flag.value)"))
            }
        }
    }
}
