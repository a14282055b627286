import Knowledge

/// What this program is called and which one it is.
public enum Program {
    public static let name = "drydock"
    public static let version = "0.1.0"

    /// What `--version` prints: which program, and how old what is compiled into it is. Folders laid over it are told by `knowledge list`.
    public static var edition: String {
        "\(name) \(version)" + (Knowledge.day.map { ", with what was known on \($0)" } ?? "")
    }
}
