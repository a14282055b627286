/// What the runtime refused the kubelet, sandboxes, containers and images, and the images that it holds.
///
/// The logs of the kubelet and of the runtime tell it also where the API server does not answer and where a worker may read no events.
public enum RefusalFacts {
    /// The columns of `logged`.
    public enum LoggedRefusal: String, TableColumns {
        case step, image, pods, text, code, count, since, last, succeeded

        public var cell: Cell {
            switch self {
            case .step:
                .text(
                    "what was refused: sandbox, create, start or pull; by the kubelet itself: admit, volume",
                    oneOf: .only("sandbox", "create", "start", "pull", "admit", "volume"))
            case .image: .text("the image that was to be pulled")
            case .pods: .list("the pods it was for, as namespace/name, where the lines name them")
            case .text: .text("the runtime's reason, without what wraps it")
            case .code: .text("the gRPC code of the answer: Unknown, Unavailable, DeadlineExceeded")
            case .count: .integer("how many lines tell it since that step last succeeded")
            case .since: .instant("the first of them")
            case .last: .instant("the newest of them")
            case .succeeded: .instant("when the same step (a pull: of the same image) last succeeded")
            }
        }
    }

    /// One row a step and reason, with the newest line. Kubelet 1.23 to 1.36 pkg/kubelet/cri-client (older: cri/remote) and
    /// pod_workers.go; containerd 1.6 to 2.3 internal/cri/instrument/instrumented_service.go; CRI-O server/sandbox_run_linux.go.
    public static let logged = TableKey(
        "runtime.refusalsLogged", LoggedRefusal.self,
        "the sandboxes, containers and images that the runtime refused, by the logs")

    /// The columns of `present`.
    public enum Refusal: String, TableColumns {
        case step, cause, because, text, image, here, file, pods, isWide, since, last

        public var cell: Cell {
            switch self {
            case .step:
                .text("what is refused: sandbox, create, start or pull", oneOf: .only("sandbox", "create", "start", "pull"))
            case .cause:
                .text(
                    "why, in a word",
                    oneOf: .only(
                        "sandboxImage", "staticImage", "runcMissing", "runcBroken", "shimMissing", "shimVersion", "cgroupPath",
                        "appArmor",
                        "seccomp", "readOnly", "noSpace", "oomScore", "resolvConf", "network", "other"))
            case .because: .text("how a pull fails and which tags are here, as sentences; else the runtime's reason")
            case .text: .text("the runtime's reason")
            case .image: .text("the image that cannot be pulled")
            case .here: .text("of a static pod's: the one image on this node whose name and tag are nearest to it")
            case .file: .text("the static pod manifest that names the image")
            case .pods: .list("the pods it is for, where the lines name them")
            case .isWide: .flag("whether it holds for a static pod, for several pods or for pods that nobody names")
            case .since: .instant("since when")
            case .last: .instant("the newest line")
            }
        }
    }

    /// Derived: those of `logged` that are of the present trouble, with their cause.
    public static let present = TableKey(
        "runtime.refusals", Refusal.self,
        "what the runtime refuses the kubelet now")

    public static let images = FactKey(
        "runtime.images", .list, "the images that the runtime holds, by name and tag, or by digest where no tag is left")
    /// Derived: true where images were listed, the sandbox image is not among them, no sandbox is up and the kubelet had time for one.
    public static let lacksSandboxImage = FactKey(
        "runtime.lacksSandboxImage", .flag, "whether the runtime cannot get its sandbox image")

    static let all = [logged, present, images, lacksSandboxImage]
}
