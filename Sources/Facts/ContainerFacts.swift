/// The containers of this node as the runtime tells of them: seen also while the API server is down.
public enum ContainerFacts {
    public static let containers = FactKey(
        "containers",
        .table([
            Column("name", .text, "the container's name in its pod"), Column("pod", .text, "the pod's name"),
            Column("namespace", .text, "the pod's namespace"), Column("state", .text, "running, exited, created or unknown"),
            Column("restarts", .integer, "how often the kubelet started it again"),
            Column("exitCode", .integer, "the exit code of its last run that ended"),
            Column(
                "reason", .text, "why that run ended, in the runtime's word: Error, Completed, OOMKilled, StartError, Unknown"),
            Column("message", .text, "what the runtime adds, such as the words of runc"),
            Column("finished", .instant, "when that run ended"),
            Column("started", .instant, "when the present or last run began"),
            Column("image", .text, "its image"),
            Column("memoryLimit", .integer, "its memory limit in bytes; nothing without one"),
            Column("lastLine", .text, "the last line that it wrote"),
            Column("isLooping", .flag, "whether it ends and is started again and again, now"),
            Column("isSystem", .flag, "whether it belongs to kube-system"),
        ]), "the containers that have ended, or were started again, on this node")

    static let all = [containers]
}
