/// The container runtime that the kubelet is meant to use, whichever it is, as it answers over the CRI.
public enum RuntimeFacts {
    /// `unix:///run/containerd/containerd.sock` as it is written; absent where nothing names one and the kubelet's default holds.
    public static let endpoint = FactKey("runtime.endpoint", .text, "the runtime's endpoint that the kubelet is told")
    /// The path behind the endpoint, or where nothing names one the kubelet's default, or the socket that is there.
    public static let socket = FactKey("runtime.socket", .text, "the socket of the runtime that the kubelet is meant to use")
    public static let kind = FactKey(
        "runtime.kind", .text, oneOf: .runtimes, "which runtime that is: containerd, cri-o, cri-dockerd, dockershim or other")
    public static let unit = FactKey("runtime.unit", .text, "the unit of that runtime")
    public static let unitState = FactKey("runtime.unitState", .text, oneOf: .unitStates, "the state of that runtime's unit")
    public static let isInstalled = FactKey(
        "runtime.isInstalled", .flag, "whether any container runtime is installed: containerd, CRI-O or Docker Engine")
    public static let installed = FactKey(
        "runtime.installed", .list, oneOf: .runtimes, "the container runtimes that are installed")

    /// The columns of `sockets`.
    public enum Socket: String, TableColumns {
        case path, runtime, speaksCRI, answers, problem

        public var cell: Cell {
            switch self {
            case .path: .text("the socket's path")
            case .runtime: .text("whose socket it is: containerd, cri-o, cri-dockerd, dockershim, docker", oneOf: .runtimes)
            case .speaksCRI: .flag("whether a kubelet could use a socket of this kind")
            case .answers: .flag("whether it answers the CRI call Version")
            case .problem:
                .text(
                    "why it does not answer: noSocket, refused, denied, hung, unknownService, unknownMethod, status, malformed",
                    oneOf: .runtimeProblems)
            }
        }
    }

    public static let sockets = TableKey(
        "runtime.sockets", Socket.self,
        "the runtimes' sockets that are there")
    /// kubeadm counts the sockets that accept a connection (kubernetes 1.36.2 cmd/kubeadm/app/util/runtime/runtime.go).
    public static let listening = FactKey("runtime.listening", .list, "the CRI sockets on which something listens")
    public static let listeningCount = FactKey("runtime.listeningCount", .integer, "how many CRI sockets something listens on")

    public static let answers = FactKey("runtime.answers", .flag, "whether the runtime answers the CRI call Version")
    public static let problem = FactKey(
        "runtime.problem", .text, oneOf: .runtimeProblems,
        "why the runtime does not answer: noSocket, refused, denied, hung, unknownService, unknownMethod, status, malformed")
    public static let problemText = FactKey("runtime.problemText", .text, "what asking the runtime came to, as a sentence")
    public static let name = FactKey("runtime.name", .text, "the name by which the runtime answers")
    public static let version = FactKey("runtime.version", .text, "the version by which the runtime answers")
    public static let apiVersion = FactKey(
        "runtime.apiVersion", .text, oneOf: .only("v1", "v1alpha2"),
        "the newest version of the CRI that the runtime serves: v1 or v1alpha2")
    public static let isReady = FactKey("runtime.isReady", .flag, "the runtime's condition RuntimeReady")
    public static let readyReason = FactKey("runtime.readyReason", .text, "the reason of the runtime's condition RuntimeReady")
    public static let readyMessage = FactKey("runtime.readyMessage", .text, "the message of the runtime's condition RuntimeReady")
    public static let networkIsReady = FactKey("runtime.networkIsReady", .flag, "the runtime's condition NetworkReady")
    public static let networkReason = FactKey(
        "runtime.networkReason", .text, "the reason of the runtime's condition NetworkReady")
    public static let networkMessage = FactKey(
        "runtime.networkMessage", .text, "the message of the runtime's condition NetworkReady")
    /// CRI method RuntimeConfig: containerd 2.0, CRI-O 1.28, cri-dockerd 0.3.17 and later.
    public static let hasRuntimeConfig = FactKey(
        "runtime.hasRuntimeConfig", .flag, "whether the runtime tells its cgroup driver (CRI method RuntimeConfig)")
    public static let cgroupDriver = FactKey(
        "runtime.cgroupDriver", .text, oneOf: .cgroupDrivers, "the runtime's cgroup driver: systemd or cgroupfs")
    public static let cgroupDriverFrom = FactKey(
        "runtime.cgroupDriverFrom", .text, oneOf: .only("RuntimeConfig", "status", "configuration"),
        "how the runtime's cgroup driver was seen: RuntimeConfig, status or configuration")
    /// From the running daemon; the configuration's is `containerd.sandboxImage` or `crio.pauseImage`.
    public static let sandboxImage = FactKey("runtime.sandboxImage", .text, "the sandbox (pause) image that the runtime uses")
    public static let runcVersion = FactKey("runtime.runcVersion", .text, "the version of runc")
    public static let hasCrictl = FactKey("runtime.hasCrictl", .flag, "whether crictl is installed")
    /// A folder `kubepods.slice` is made with the systemd driver, `kubepods` with cgroupfs; only those that hold pods are told.
    public static let podCgroups = FactKey(
        "runtime.podCgroups", .list, oneOf: .only("systemd", "cgroupfs"),
        "the cgroup drivers under which pods' cgroups stand and, where these are of both, run processes: systemd, cgroupfs")

    public static let look = [
        endpoint, socket, kind, unit, unitState, isInstalled, installed, sockets, listening, listeningCount, answers, problem,
        problemText,
        name, version, apiVersion, isReady, readyReason, readyMessage, networkIsReady, networkReason, networkMessage,
        hasRuntimeConfig, cgroupDriver, cgroupDriverFrom, sandboxImage,
    ]
    public static let tools = [runcVersion, hasCrictl, podCgroups]
    static let all = look + tools
}
