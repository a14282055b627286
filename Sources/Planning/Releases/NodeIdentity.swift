/// Commands of kubeadm that write who a node is, or seem to judge a file and do not.
public enum NodeIdentity {
    /// What is wrong with a command; empty where nothing is.
    public static func problems(running words: [String]) -> [String] {
        NamedCommand.of(words, program: "kubeadm").map(problems) ?? []
    }

    /// The same for the commands that a text names.
    public static func problems(naming text: String) -> [String] {
        NamedCommand.inText(text, program: "kubeadm").flatMap(problems)
    }

    private static func problems(_ command: NamedCommand) -> [String] {
        let words = command.words.map(\.text)
        func names(_ flag: String) -> Bool { words.contains { $0 == flag || $0.hasPrefix(flag + "=") } }
        if words.starts(with: ["init", "phase", "kubeconfig"]), ["kubelet", "all"].contains(words.dropFirst(3).first ?? ""),
            names("--node-name"), !names("--kubeconfig-dir")
        {
            return [
                "kubeadm init phase kubeconfig \(words[3]) with --node-name writes this machine's own kubelet.conf, or keeps the one that is there, whatever node is named. Take kubeadm kubeconfig user with --client-name system:node:NODE, or name another folder with --kubeconfig-dir."
            ]
        }
        if words.starts(with: ["kubeconfig", "user"]), words.contains(where: { $0.hasSuffix("system:nodes") }),
            !words.contains(where: { $0.contains("system:node:") })
        {
            return ["A kubelet's kubeconfig is one node's own: say which one with --client-name system:node:NODE."]
        }
        if words.starts(with: ["config", "validate"]), words.contains(where: { $0.hasSuffix("/var/lib/kubelet/config.yaml") }) {
            return [
                "kubeadm config validate judges kubeadm's own kinds: alone in a file a KubeletConfiguration is always found ok. Put a ClusterConfiguration before it in a copy, and validate that."
            ]
        }
        return []
    }
}
