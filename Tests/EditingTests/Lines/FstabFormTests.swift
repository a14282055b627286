import Editing
import Testing

@Suite struct FstabFormTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let file =
        "# /etc/fstab: static file system information.\nUUID=0c2f / ext4 errors=remount-ro 0 1\n"
        + "/dev/mapper/rhel-home\t/home\\040dir\txfs\tdefaults\t0 0\n/swap.img\tnone\tswap\tsw\t0\t0\nUUID=77 none swap sw 0 0\n"

    static let cases: [EditCase] = [
        EditCase(
            "swap as comments", .fstab, .comment("[type=swap]"), before: file,
            after: file.replacing("/swap.img", with: "# /swap.img").replacing("UUID=77", with: "# UUID=77")),
        EditCase(
            "swap goes", .fstab, .remove("[type=swap]"), before: file,
            after: file.replacing("/swap.img\tnone\tswap\tsw\t0\t0\nUUID=77 none swap sw 0 0\n", with: "")),
        EditCase(
            "one of them", .fstab, .comment("[source=/swap.img]"), before: file,
            after: file.replacing("/swap.img", with: "# /swap.img")),
        EditCase(
            "options", .fstab, .set("[target=/].options", "defaults"), before: file,
            after: file.replacing("errors=remount-ro", with: "defaults")),
        EditCase("so already", .fstab, .set("[target=/].options", "errors=remount-ro"), before: file, after: file),
        EditCase(
            "an option more", .fstab, .set("[target=/].options[=noatime]", "noatime"), before: file,
            after: file.replacing("ro 0", with: "ro,noatime 0")),
        EditCase(
            "an option with a value", .fstab, .set("[target=/].options.errors", "continue"), before: file,
            after: file.replacing("remount-ro", with: "continue")),
        EditCase(
            "a new option with a value", .fstab, .set("[target=/].options.commit", 30), before: file,
            after: file.replacing("ro 0", with: "ro,commit=30 0")),
        EditCase(
            "an option less", .fstab, .remove("[target=/].options[=noexec]"), before: "a / ext4 noexec,nodev 0 1\n",
            after: "a / ext4 nodev 0 1\n"),
        EditCase(
            "the only option less", .fstab, .remove("[target=/].options.errors"), before: file,
            after: file.replacing("errors=remount-ro", with: "defaults")),
        EditCase(
            "a blank in a name", .fstab, .set("[target=/home dir].options[=nodev]", "nodev"), before: file,
            after: file.replacing("defaults\t0", with: "defaults,nodev\t0")),
        EditCase(
            "a blank in a value", .fstab, .set("[target=/].source", "LABEL=a b"), before: file,
            after: file.replacing("UUID=0c2f", with: "LABEL=a\\040b")),
        EditCase(
            "the last number", .fstab, .set("[target=/].pass", 2), before: file, after: file.replacing("0 1\n", with: "0 2\n")),
        EditCase("nothing to remove", .fstab, .remove("[target=/var]"), before: file, after: file),
        EditCase("an empty file", .fstab, .comment("[type=swap]"), before: "", after: ""),
        EditCase(
            "only comments", .fstab, .comment("[type=swap]"), before: "# /swap.img none swap sw 0 0\n",
            after: "# /swap.img none swap sw 0 0\n"),
        EditCase(
            "append", .fstab, .append(["tmpfs /tmp tmpfs size=1G 0 0"]), before: file,
            after: file + "tmpfs /tmp tmpfs size=1G 0 0\n"),
        EditCase("which swap", .fstab, .set("[type=swap].options", "sw,pri=1"), before: file, error: "lines 4 and 5"),
        EditCase("no such line", .fstab, .set("[target=/var].options", "x"), before: file, error: "no line of fstab is so"),
        EditCase("no such field", .fstab, .set("[target=/].color", "x"), before: file, error: "is no field of fstab"),
        EditCase("no selection", .fstab, .set("target", "x"), before: file, error: "selects no line of fstab"),
        EditCase("a field goes", .fstab, .remove("[target=/].type"), before: file, error: "is a field that every line has"),
        EditCase(
            "a part as a comment", .fstab, .comment("[target=/].options.errors"), before: file, error: "only a part of a line"),
        EditCase(
            "a field that is missing", .fstab, .set("[target=/].pass", 1), before: "a / ext4 defaults\n",
            error: "ends before the field pass"),
        EditCase("nothing", .fstab, .set("[target=/].options", ""), before: file, error: "not to be empty"),
    ]
}
