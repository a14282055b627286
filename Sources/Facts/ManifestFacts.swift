/// The static pod manifests: what stands in the kubelet's manifest folder.
public enum ManifestFacts {
    /// Every file that the kubelet would read there: those whose names do not begin with a dot, whatever their ending
    /// (kubernetes 1.36 pkg/kubelet/config/file.go).
    public static let manifests = FactKey(
        "manifests",
        .table([
            Column("file", .text, "the file, as a path"),
            Column("component", .text, "the control plane's part that it runs: kube-apiserver, etcd …; nothing for others"),
            Column("pod", .text, "the pod's namespace and name"),
            Column("image", .text, "the first container's image"),
            Column("version", .text, "the tag of that image"),
            Column("problem", .text, "why it is no pod: a sentence with its line"),
            Column("twin", .text, "an earlier file that declares the same pod"),
            Column("modified", .instant, "when it was changed last"),
            Column("mode", .integer, "its permission bits"),
        ]),
        "the files in the folder of static pod manifests")
    public static let flags = FactKey(
        "manifestFlags",
        .table([
            Column("component", .text, "the program: kube-apiserver, etcd …"),
            Column("flag", .text, "the flag's name without dashes"),
            Column("value", .text, "its value; true where none is written"),
            Column("file", .text, "the manifest"),
            Column("line", .integer, "the line of the manifest"),
            Column("removedIn", .text, "the version that removed it, where this component is of that version or later"),
            Column("instead", .text, "what to use instead, as a phrase"),
        ]),
        "the flags in the control plane's manifests")
    /// The manifests that a control-plane node of kubeadm has and this one lacks.
    public static let missing = FactKey("manifests.missing", .list, "the control-plane manifests that this node lacks")

    static let all = [manifests, flags, missing]
}
