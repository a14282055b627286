/// A text that programs write, as its source has it, and what it leads to.
///
/// Rules that search logs and recipes have texts of their own; here stand those of everything else, by the program that writes
/// them: the wordings of older releases, and what an event says and the log does not.
public struct KnownText: Sendable, Equatable {
    /// What a text means that no one rule or recipe answers.
    public struct Meaning: Sendable, Equatable {
        /// Kebab case; no rule or recipe has it.
        public var id: String
        public var title: String
        /// Whole sentences.
        public var says: String
        /// Nothing is wrong: healthy nodes write it too.
        public var isExpected: Bool

        public init(id: String, title: String, says: String, isExpected: Bool) {
            self.id = id
            self.title = title
            self.says = says
            self.isExpected = isExpected
        }
    }

    /// Who writes it, one of `programs`; `any` where every program may.
    public var program: String
    /// A Go format string.
    public var text: String
    /// The program writes it as information, so that a line of that level counts.
    public var isInformation: Bool
    /// Healthy nodes write it too while they start: in a log it counts only where it is among the last lines.
    public var isPassing: Bool
    public var meaning: Meaning?
    /// Rules, recipes and states, the likeliest first; those of an expected text are the ways on from there.
    public var leads: [String]

    public init(
        program: String, text: String, isInformation: Bool, isPassing: Bool, meaning: Meaning?, leads: [String]
    ) {
        self.program = program
        self.text = text
        self.isInformation = isInformation
        self.isPassing = isPassing
        self.meaning = meaning
        self.leads = leads
    }

    /// Whose texts are known. `registry` is what a pull of an image ends with, `webhook` what the API server says of one that it
    /// calls, `runtime` containerd and CRI-O alike.
    public static let programs: Set<String> = [
        "any", "kubelet", "kubeadm", "kubectl", "runtime", "registry", "webhook", "kube-apiserver", "kube-controller-manager",
        "kube-scheduler", "kube-proxy", "etcd", "coredns", "flannel", "calico", "cilium", "weave", "kube-vip", "metrics-server",
        "cni", "kernel", "systemd", "packages", "iptables", "windows", "haproxy", "ansible", "kops",
    ]
}
