/// A change to one setting of one file.
public struct Edit: Sendable, Equatable, Codable {
    public var file: String
    public var format: Format
    /// The path to the setting: `plugins."io.containerd.grpc.v1.cri".containerd` as segments.
    public var path: [String]
    /// The value to set, as the format writes it; nil removes the setting.
    public var value: String?

    public enum Format: String, Sendable, Codable { case yaml, toml, json, lines, env }

    public init(file: String, format: Format, path: [String], value: String?) {
        self.file = file
        self.format = format
        self.path = path
        self.value = value
    }
}
