import Steps

/// The policy by which SELinux knows the files of containers, where it is switched on: RHEL, Fedora and newer SUSE come with it enforcing.
/// SELinux itself stays as it is.
struct SELinuxPolicy: Generator {
    func steps(_ context: PlanContext) -> [Step] {
        context.linuxNodes.filter { [.dnf, .zypper].contains($0.os.family) }.map { machine in
            Step(
                "install-selinux-policy", on: machine.name, phase: .prepare, title: "Install SELinux's policy for containers.",
                why:
                    "Without the policy SELinux gives the folders of the kubelet and of the runtime labels that containers may not use, and a pod sees only permission denied. Where SELinux is off nothing is installed.",
                risk: .edits, actions: PackageSet(machine.os.family, ["container-selinux"]).actions,
                check: .succeeds(Self.isHere), seconds: 20)
        }
    }

    /// Ends 0 where SELinux is off, or the policy is there.
    private static let isHere = [
        "awk", "BEGIN { exit system(\"selinuxenabled 2>/dev/null && ! rpm --query --quiet container-selinux\") == 0 }",
    ]
}
