/// Which network add-ons there are steps for.
public enum NetworkAddOns {
    /// Their ids in the knowledge, by name.
    public static let installable: [String] = NetworkAddOn.installations.keys.sorted()
}
