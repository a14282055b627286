/// The kernel's guards: SELinux and AppArmor.
public enum SecurityFacts {
    /// `enforcing`, `permissive` or `disabled`.
    public static let selinux = FactKey(
        "security.selinux", .text, oneOf: .only("enforcing", "permissive", "disabled"),
        "what SELinux does now: enforcing, permissive or disabled")
    /// Absent where there is no /etc/selinux/config.
    public static let selinuxAtBoot = FactKey(
        "security.selinuxAtBoot", .text, oneOf: .known("enforcing", "permissive", "disabled"),
        "what /etc/selinux/config makes SELinux do from the next boot on")
    static let all = [selinux, selinuxAtBoot]
}
