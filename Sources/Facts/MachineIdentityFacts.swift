/// What tells this machine from all others.
///
/// Clones of one image share these, and then share addresses and names.
public enum MachineIdentityFacts {
    /// Absent where /etc/machine-id is empty, does not exist or says uninitialized.
    public static let machineID = FactKey("machine.id", .text, "the machine's id, from /etc/machine-id")
    /// Absent where the firmware gives none.
    public static let productUUID = FactKey("machine.productUUID", .text, "the machine's id from its firmware (product_uuid)")

    /// The columns of `interfaces`.
    public enum Interface: String, TableColumns {
        case name, mac

        public var cell: Cell {
            switch self {
            case .name: .text("the interface's name")
            case .mac: .text("its hardware address")
            }
        }
    }

    public static let interfaces = TableKey(
        "machine.interfaces", Interface.self,
        "the network interfaces with a device of their own")
    /// What the hostname stands for by /etc/hosts, else by getent.
    ///
    /// Absent where nothing knows it.
    public static let hostnameAddresses = FactKey(
        "machine.hostnameAddresses", .list, "the addresses that the hostname stands for")
    public static let localAddresses = FactKey("machine.localAddresses", .list, "the addresses that this machine has")
    /// Derived: of the addresses that the hostname stands for, those that no interface has and that are not loopback.
    public static let strayAddresses = FactKey(
        "machine.strayAddresses", .list, "the addresses of the hostname that no interface of this machine has")
    /// The columns of `lostAddresses`.
    public enum LostAddress: String, TableColumns {
        case address, namedBy, present

        public var cell: Cell {
            switch self {
            case .address: .text("the address that no interface has")
            case .namedBy: .list("the flags that name it")
            case .present: .text("the address that the machine has in its place; nothing where several may be meant")
            }
        }
    }

    /// Derived: see `LostAddresses`.
    public static let lostAddresses = TableKey(
        "machine.lostAddresses", LostAddress.self,
        "the addresses that the control plane is told to listen on and that this machine does not have")
    /// Derived: of the first row of `lostAddresses`.
    public static let formerAddress = FactKey(
        "machine.formerAddress", .text, "the address of the control plane that this machine no longer has")
    /// Derived: of the first row of `lostAddresses`.
    public static let presentAddress = FactKey(
        "machine.presentAddress", .text, "the address that this machine has in place of its control plane's")
    /// Derived: absent where the name is fit.
    public static let nameProblem = FactKey(
        "node.nameProblem", .text, "why the node's name cannot be the name of a Kubernetes node")

    static let all: [FactKey] = [
        machineID, productUUID, interfaces, hostnameAddresses, localAddresses, strayAddresses, lostAddresses, formerAddress,
        presentAddress, nameProblem,
    ]
}
