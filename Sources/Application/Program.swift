/// What this program is called and which one it is.
public enum Program {
    public static let name = "drydock"
    public static let version = "0.1.0"
}
