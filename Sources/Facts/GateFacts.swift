/// The feature gates that the parts of Kubernetes on this node are given.
public enum GateFacts {
    /// The columns of `manifests`.
    public enum Gate: String, TableColumns {
        case component, gate, value, file, line, meant, removedIn

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kube-apiserver, etcd …", oneOf: .components)
            case .gate: .text("the gate's name")
            case .value: .text("what it is set to")
            case .file: .text("the manifest")
            case .line: .integer("the line of the manifest")
            case .meant:
                .text("the gate of that release that it is a misspelling of; nothing where it has this one, or none is like it")
            case .removedIn: .text("the Kubernetes minor version that removed it, where the program is of that version or later")
            }
        }
    }

    public static let manifests = TableKey(
        "manifestGates", Gate.self, "the feature gates in the control plane's manifests")

    /// The columns of `refused`.
    public enum Refused: String, TableColumns {
        case component, gate, file, line, because, advice

        public var cell: Cell {
            switch self {
            case .component: .text("the program: kubelet, kube-apiserver …")
            case .gate: .text("the gate's name")
            case .file: .text("the file that sets it; nothing where drydock read none that does")
            case .line: .integer("its line")
            case .because: .text("why the program refuses it, as half a sentence")
            case .advice: .text("what to do, as a sentence")
            }
        }
    }

    /// Derived: see `RefusedGates`.
    public static let refused = TableKey(
        "gates.refused", Refused.self, "the feature gates at which a program of this node ends, because it does not accept them")

    static let all = [manifests, refused]
}
