/// The TCP ports that something on the node listens on.
///
/// Nothing is bound to find out.
public enum PortFacts {
    /// The columns of `ports`.
    public enum Port: String, TableColumns {
        case port, address, process, pid, unit, origin

        public var cell: Cell {
            switch self {
            case .port: .integer("the port")
            case .address: .text("the address it listens on; * for all")
            case .process: .text("the name of the program that listens")
            case .pid: .integer("its process id")
            case .unit:
                .text("the unit that the process belongs to, such as kubelet.service; nothing where it came from a login session")
            case .origin: .text("where the process came from, as a phrase: its unit, or a login session")
            }
        }
    }

    public static let ports = TableKey(
        "ports", Port.self,
        "the TCP ports that something listens on")

    static let all = [ports]
}
