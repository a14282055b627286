/// Pods and their containers on this node: by the runtime, which answers also where the API server does not, and by the API.
public enum PodFacts {
    /// The columns of `containers`.
    public enum Container: String, TableColumns {
        case namespace, pod, name, id, state, restarts, isSystem, isPodReady, isFollowed, madeAt, isRemade, exitCode, reason,
            message, startedAt, finishedAt, image, memoryLimit, logPath, lastLine, isOtherFormat

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .name: .text("the container's name")
            case .id: .text("the newest container's id")
            case .state:
                .text(
                    "the newest container's state: created, running, exited or unknown",
                    oneOf: .only("created", "running", "exited", "unknown"))
            case .restarts: .integer("how often it was started again")
            case .isSystem:
                .flag("whether the pod is one of the cluster's own parts: kube-system or the network add-on's namespace")
            case .isPodReady: .flag("whether the pod's sandbox is up")
            case .isFollowed:
                .flag("whether the pod started another container after this one's end, as it does after an init container")
            case .madeAt: .instant("when the newest container was made")
            case .isRemade:
                .flag("whether the newest container lies in another sandbox than the one that ended last: the pod was made anew")
            case .exitCode: .integer("the exit code of its last end")
            case .reason:
                .text(
                    "the runtime's reason of its last end: Completed, Error, OOMKilled, StartError, ContainerCannotRun, Unknown",
                    oneOf: .known(
                        "Completed", "Error", "OOMKilled", "StartError", "ContainerCannotRun", "Unknown",
                        "ContainerStatusUnknown", "DeadlineExceeded", "seccomp killed"))
            case .message: .text("the runtime's message about its last end")
            case .startedAt: .instant("when the run that ended last began")
            case .finishedAt: .instant("when it last ended")
            case .image: .text("its image")
            case .memoryLimit: .integer("its memory limit, bytes")
            case .logPath: .text("the log of the run that ended last")
            case .lastLine: .text("what the run that ended last wrote before: its last fatal or error entry, else its last line")
            case .isOtherFormat: .flag("whether that line or the message is the kernel's exec format error")
            }
        }
    }

    /// One row a container of a pod, with its last end where it has ended. CRI ListContainers and ContainerStatus.
    public static let containers = TableKey("pods.containers", Container.self, "the containers that the runtime keeps")
    /// Derived: those of `containers` that are started again and again.
    public static let crashLoops = TableKey(
        "pods.crashLoops", Container.self, "the containers that end and are started again and again")
    /// Derived: those of `containers` that ended more than once and have stayed up since.
    public static let recovered = TableKey(
        "pods.recovered", Container.self, "the containers that ended more than once and stay up again")

    /// The columns of `waiting`.
    public enum Waiting: String, TableColumns {
        case namespace, pod, name, reason, message, image, since

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .name: .text("the container's name; absent for a whole pod")
            case .reason:
                .text("why it waits or failed: ImagePullBackOff, CreateContainerConfigError, Evicted", oneOf: .waitingReasons)
            case .message: .text("the kubelet's message about it")
            case .image: .text("the container's image")
            case .since: .instant("when the kubelet took the pod up")
            }
        }
    }

    /// By the API: one row a container that waits, and one a pod that failed as a whole.
    public static let waiting = TableKey(
        "pods.waiting", Waiting.self,
        "the pods and containers of this node that wait or have failed, by the API server")

    /// The columns of `starting`.
    public enum Pending: String, TableColumns {
        case namespace, pod, since, reason, message

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .since: .instant("since when it waits")
            case .reason:
                .text("why, in a word: Unschedulable, FailedMount; absent where nobody has said", oneOf: .warningReasons)
            case .message: .text("what the scheduler or the kubelet says of it")
            }
        }
    }

    /// By the API: the pods of this node none of whose containers was made yet.
    public static let starting = TableKey("pods.starting", Pending.self, "the pods of this node whose containers are being made")
    /// Derived: those of `starting` that wait for longer than making takes, with the newest warning about each.
    public static let heldBack = TableKey("pods.heldBack", Pending.self, "the pods of this node whose containers cannot be made")

    /// The columns of `young`.
    public enum Young: String, TableColumns {
        case namespace, pod, age, message

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .age: .integer("how long it has waited, seconds")
            case .message: .text("what the scheduler or the kubelet says of it")
            }
        }
    }

    /// Derived: see `YoungPods`.
    public static let young = TableKey(
        "pods.young", Young.self, "the pods of which a warning tells, and that are too young to be called held back")

    /// The columns of `unscheduled`.
    public enum Unscheduled: String, TableColumns {
        case namespace, pod, since, reason, message, wants, wantsThisNode

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .since: .instant("since when it waits")
            case .reason:
                .text(
                    "why, in a word: Unschedulable, FailedMount; absent where nobody has said",
                    oneOf: .known("Unschedulable", "SchedulerError"))
            case .message: .text("what the scheduler or the kubelet says of it")
            case .wants: .list("the node labels that it asks for, as key=value")
            case .wantsThisNode: .flag("whether it asks for labels, and this node has them all")
            }
        }
    }

    /// By the API, asked with an administrator's kubeconfig: the pods of the cluster that no node was chosen for.
    public static let unscheduled = TableKey(
        "pods.unscheduled", Unscheduled.self, "the cluster's pods that no node was chosen for")

    /// The columns of `probeKills`.
    public enum ProbeKill: String, TableColumns {
        case namespace, pod, name, restarts, isSystem, exitCode, message

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .name: .text("the container's name")
            case .restarts: .integer("how often it was started again")
            case .isSystem: .flag("whether the pod is one of the cluster's own parts")
            case .exitCode: .integer("the exit code of its last end")
            case .message: .text("what the kubelet says of the probe")
            }
        }
    }

    /// Derived: see `ProbeKills`.
    public static let probeKills = TableKey(
        "pods.probeKills", ProbeKill.self, "the containers that the kubelet ends because a probe of theirs fails")

    /// The columns of `unready`.
    public enum Unready: String, TableColumns {
        case namespace, pod, message, last

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .message: .text("what the readiness probe says")
            case .last: .instant("when it last failed")
            }
        }
    }

    /// Derived: see `UnreadyPods`.
    public static let unready = TableKey(
        "pods.unready", Unready.self, "the pods of this node whose readiness probe fails now")

    /// The columns of `notReady` and `neverReady`.
    public enum NotReady: String, TableColumns {
        case namespace, pod, name, since, patience, probe, isSystem, message

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .name: .text("the container's name")
            case .since: .instant("since when it runs without being ready")
            case .patience: .integer("how long its probes give it before they count, seconds")
            case .probe: .text("its readiness probe, as a phrase: an HTTP request to port 8080")
            case .isSystem: .flag("whether the pod is one of the cluster's own parts")
            case .message: .text("what the kubelet says of the probe")
            }
        }
    }

    /// By the API: the containers of this node that run and are not ready.
    public static let notReady = TableKey(
        "pods.notReady", NotReady.self, "the containers of this node that run and are not ready")
    /// Derived: those of `notReady` that have not become ready in the time that starting takes.
    public static let neverReady = TableKey(
        "pods.neverReady", NotReady.self, "the containers of this node that do not become ready")

    /// The columns of `refused`.
    public enum Refused: String, TableColumns {
        case kind, namespace, object, message, cause, count, last

        public var cell: Cell {
            switch self {
            case .kind: .text("what is to make the pods: ReplicaSet, DaemonSet, Job")
            case .namespace: .text("its namespace")
            case .object: .text("its name")
            case .message: .text("why the API server refuses the pods")
            case .cause:
                .text(
                    "the kind of reason: quota, limitRange, podSecurity, serviceAccount, priorityClass, webhook or other",
                    oneOf: .only("quota", "limitRange", "podSecurity", "serviceAccount", "priorityClass", "webhook", "other"))
            case .count: .integer("how often")
            case .last: .instant("when last")
            }
        }
    }

    /// Derived: see `RefusedPods`.
    public static let refused = TableKey("pods.refused", Refused.self, "the pods that the API server refuses their controllers")

    /// The columns of `leaving`.
    public enum Leaving: String, TableColumns {
        case namespace, pod, since, finalizers, isRunning

        public var cell: Cell {
            switch self {
            case .namespace: .text("the pod's namespace")
            case .pod: .text("the pod's name")
            case .since: .instant("when its time to end was over")
            case .finalizers: .list("who must agree before it is gone")
            case .isRunning: .flag("whether a container of it still runs")
            }
        }
    }

    /// By the API: the pods of this node that somebody deleted and that are not gone.
    public static let leaving = TableKey(
        "pods.leaving", Leaving.self, "the pods of this node that were deleted and are still there")

    static let all = [
        leaving, notReady, neverReady, unready, refused, probeKills, containers, crashLoops, recovered, waiting, starting,
        heldBack, young,
        unscheduled,
    ]
}
