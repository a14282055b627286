/// Swap: what is in use now and what is switched on at boot.
public enum SwapFacts {
    public static let isOn = FactKey("swap.isOn", .flag, "whether the node has swap in use")
    public static let devices = FactKey(
        "swap.devices",
        .table([
            Column("name", .text, "the swap file or device"),
            Column("type", .text, "partition or file"),
            Column("size", .integer, "its size in bytes"),
            Column("used", .integer, "how much of it is used, in bytes"),
        ]),
        "the swap devices in use")
    /// Empty where nothing is, or where swap.target is masked.
    public static let atBoot = FactKey(
        "swap.atBoot",
        .table([
            Column("what", .text, "the swap that is switched on: a device, a file, zram"),
            Column("file", .text, "the file that says so"),
            Column("line", .integer, "its line"),
        ]),
        "what switches swap on at boot")

    static let all = [isOn, devices, atBoot]
}
