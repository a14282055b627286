import Planning

/// Questions that a screen treats by itself, and paths of what has no question of its own.
extension Wizard {
    public static let purpose = PurposePage.choice
    /// A whole `kubeadm join` line; it is taken apart and not kept.
    public static let joinCommand = PurposePage.join
    public static let tokenEnd = PurposePage.tokenExpires
    public static let topology = TopologyPage.topology
    public static let addOn = Setting.addOnName.id
    /// Opens the table of network add-ons; it is no answer.
    public static let addOnTable = NetworkPage.table
    /// The whole list of machines.
    public static let machines = MachinesPage.list
    /// One machine of the list.
    public static func machine(_ index: Int) -> String { "\(machines)[\(index)]" }
}
