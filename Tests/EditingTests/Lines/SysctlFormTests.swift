import Editing
import Testing

@Suite struct SysctlFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let file =
        "# Kubernetes\nnet.bridge.bridge-nf-call-iptables  = 1\n-net.ipv4.ip_forward=0\n; old\nnet/ipv4/conf/all/rp_filter = 1\n"

    static let cases: [EditCase] = [
        EditCase(
            "a value", .sysctl, .set("net.bridge.bridge-nf-call-iptables", 0), before: file,
            after: file.replacing("= 1", with: "= 0")),
        EditCase("so already", .sysctl, .set("net.bridge.bridge-nf-call-iptables", 1), before: file, after: file),
        EditCase(
            "the dash stays", .sysctl, .set("net.ipv4.ip_forward", 1), before: file, after: file.replacing("=0", with: "=1")),
        EditCase(
            "slashes for dots", .sysctl, .set("net.ipv4.conf.all.rp_filter", 2), before: file,
            after: file.replacing("rp_filter = 1", with: "rp_filter = 2")),
        EditCase("a new key", .sysctl, .set("vm.overcommit_memory", 1), before: file, after: file + "vm.overcommit_memory = 1\n"),
        EditCase("an empty file", .sysctl, .set("net.ipv4.ip_forward", 1), before: "", after: "net.ipv4.ip_forward = 1\n"),
        EditCase("only comments", .sysctl, .set("a.b", 1), before: "# a.b = 2\n", after: "# a.b = 2\na.b = 1\n"),
        EditCase("without blanks as before", .sysctl, .set("a.c", 1), before: "a.b=1\n", after: "a.b=1\na.c=1\n"),
        EditCase("the last one counts", .sysctl, .set("a.b", 3), before: "a.b = 1\na.b = 2\n", after: "a.b = 1\na.b = 3\n"),
        EditCase("all go", .sysctl, .remove("a.b"), before: "a.b = 1\nc.d = 1\na.b = 2\n", after: "c.d = 1\n"),
        EditCase("the last lines go", .sysctl, .remove("a.b"), before: "c.d = 1\na.b = 1\na.b = 2\n", after: "c.d = 1\n"),
        EditCase(
            "a comment", .sysctl, .comment("net.ipv4.ip_forward"), before: file,
            after: file.replacing("-net.ipv4", with: "# -net.ipv4")),
        EditCase("what is not there", .sysctl, .remove("x.y"), before: file, after: file),
        EditCase(
            "several numbers", .sysctl, .set("net.ipv4.ip_local_port_range", "1024 65535"),
            before: "net.ipv4.ip_local_port_range = 32768\t60999\n", after: "net.ipv4.ip_local_port_range = 1024 65535\n"),
        EditCase(
            "a device with dots", .sysctl, .set("net.ipv4.conf.\"eth0/100\".rp_filter", 2),
            before: "net/ipv4/conf/eth0.100/rp_filter = 1\n", after: "net/ipv4/conf/eth0.100/rp_filter = 2\n"),
        EditCase("a value that is missing", .sysctl, .set("a.b", 1), before: "a.b =\n", after: "a.b =1\n"),
        EditCase(
            "an exclusion stays", .sysctl, .set("net.ipv4.conf.lo.rp_filter", 1), before: "-net.ipv4.conf.lo.rp_filter\n",
            after: "-net.ipv4.conf.lo.rp_filter\nnet.ipv4.conf.lo.rp_filter = 1\n"),
        EditCase("a flag", .sysctl, .set("net.ipv4.ip_forward", true), before: file, error: "the kernel reads 1 and 0"),
        EditCase("a list", .sysctl, .set("a.b", ["1"]), before: file, error: "but it is a list"),
        EditCase("a line end", .sysctl, .set("a.b", "1\nc.d = 2"), before: file, error: "one line is expected"),
        EditCase("an item", .sysctl, .set("a.b[0]", 1), before: file, error: "is no setting of a file of this form"),
        EditCase("an equals sign", .sysctl, .set("\"a=b\"", 1), before: file, error: "cannot stand in a file of kernel settings"),
        EditCase("nothing", .sysctl, .set("a.b", ""), before: file, error: "cannot stand in a file of kernel settings"),
    ]
}
