/// Memory, and how much the machine waits for it, for disks and for processors (pressure stall information, kernel 4.20 and later).
public enum MemoryFacts {
    public static let total = FactKey("memory.total", .integer, "the machine's memory in bytes")
    public static let available = FactKey("memory.available", .integer, "the memory that programs can still take, in bytes")
    /// Absent where the kernel keeps no account of pressure.
    public static let memoryFull = FactKey(
        "pressure.memoryFull", .number, "the share of the last five minutes, in percent, in which every task waited for memory")
    public static let ioFull = FactKey(
        "pressure.ioFull", .number, "the share of the last five minutes, in percent, in which every task waited for disks")
    static let all = [total, available, memoryFull, ioFull]
}
