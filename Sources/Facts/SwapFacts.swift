/// Swap: what is in use now and what is switched on at boot.
public enum SwapFacts {
    public static let isOn = FactKey("swap.isOn", .flag, "whether the node has swap in use")

    /// The columns of `devices`.
    public enum Device: String, TableColumns {
        case name, type, size, used

        public var cell: Cell {
            switch self {
            case .name: .text("the swap file or device")
            case .type: .text("partition or file", oneOf: .known("partition", "file"))
            case .size: .integer("its size in bytes")
            case .used: .integer("how much of it is used, in bytes")
            }
        }
    }

    public static let devices = TableKey(
        "swap.devices", Device.self,
        "the swap devices in use")

    /// The columns of `atBoot`.
    public enum BootSwap: String, TableColumns {
        case what, file, line

        public var cell: Cell {
            switch self {
            case .what: .text("the swap that is switched on: a device, a file, zram")
            case .file: .text("the file that says so")
            case .line: .integer("its line")
            }
        }
    }

    /// Empty where nothing is, or where swap.target is masked.
    public static let atBoot = TableKey(
        "swap.atBoot", BootSwap.self,
        "what switches swap on at boot")

    static let all = [isOn, devices, atBoot]
}
