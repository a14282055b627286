import Steps

/// No swap, now and after the next boot, unless the kubelets are told to live with it.
struct SwapOff: Generator {
    /// Stands for the settings of zram-generator's package: an empty one means no device.
    static let zramPath = "/etc/systemd/zram-generator.conf"

    func steps(_ context: PlanContext) -> [Step] {
        if context.plan.kubelet.keepsSwap { return [] }
        return context.linuxNodes.map { machine in
            var actions: [Action] = [
                .run(
                    Run(
                        ["sed", "--in-place", "--regexp-extended", Self.commentOut, "/etc/fstab"],
                        unless: ["awk", "BEGIN { \(Self.findLines); exit found }"])),
                .run(Run(["systemctl", "mask", "swap.target"], unlessExists: "/etc/systemd/system/swap.target")),
            ]
            var undo = [["systemctl", "unmask", "swap.target"], ["sed", "--in-place", "s/^# drydock: //", "/etc/fstab"]]
            if machine.os == .fedora {
                actions.append(
                    .write(
                        PlannedFile(
                            Self.zramPath,
                            "# Stands in front of the package's file, which would make a swap device in memory at every boot.\n"))
                )
                undo.append(["rm", "--force", Self.zramPath])
            }
            actions.append(.run(Run(["swapoff", "--all"], unless: ["awk", "BEGIN { \(Self.findSwap); exit found }"])))
            undo.append(["swapon", "--all"])
            return Step(
                "turn-swap-off", on: machine.name, phase: .prepare, title: "Turn swap off, now and at boot.",
                why:
                    "The kubelet does not start while swap is on, unless its configuration says failSwapOn: false. Lines of /etc/fstab are commented out, and swap.target is masked, which also holds swap that systemd finds by itself on partitions and in memory.",
                risk: .edits, actions: actions,
                check: .succeeds(["awk", "BEGIN { \(Self.findSwap); \(Self.findLines); \(Self.findTarget); exit found }"]),
                undo: .commands(undo))
        }
    }

    // Parts of awk programs, each of which sets found. A file that is not there has no lines: not every system has an fstab.

    /// Swap that is on: a line below the head.
    private static let findSwap = "while ((getline <\"/proc/swaps\") > 0) if (++lines > 1) found = 1"
    /// Swap that a boot turns on.
    private static let findLines = "while ((getline <\"/etc/fstab\") > 0) if ($3 == \"swap\" && $1 !~ /^#/) found = 1"
    /// A target that is not masked: the link to /dev/null is not there to be read.
    private static let findTarget = "if ((getline <\"/etc/systemd/system/swap.target\") < 0) found = 1"

    /// Puts a mark before lines that mount swap.
    private static let commentOut =
        "s/^[[:space:]]*[^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap([[:space:]]|$)/# drydock: &/"
}
