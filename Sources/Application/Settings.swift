import Glibc

/// What the flags that stand everywhere say, with the environment's part in it.
public struct Settings: Sendable {
    /// Numbered questions on a stream instead of a screen.
    public var isPlain: Bool
    public var isASCII: Bool
    public var hasColor: Bool
    public var hasMouse: Bool
    /// Nothing that changes a machine is offered.
    public var isReadOnly: Bool
    /// Folders of knowledge laid over what is compiled in, in order.
    public var knowledgeFolders: [String]

    public init(isPlain: Bool, isASCII: Bool, noColor: Bool, hasMouse: Bool, isReadOnly: Bool, knowledgeFolders: [String]) {
        self.isPlain = isPlain || Self.isSet("ACCESSIBLE")
        self.isASCII = isASCII || !Self.isUTF8
        hasColor = !noColor && !Self.isSet("NO_COLOR")
        self.hasMouse = hasMouse
        self.isReadOnly = isReadOnly
        self.knowledgeFolders = knowledgeFolders
    }

    /// How text on stdout is painted: colour only on a terminal.
    public var paint: Paint {
        Paint(isOn: hasColor && Output.isTerminal && Self.environment("TERM") != "dumb", isUnicode: !isASCII)
    }

    /// Whether the terminal of this run moves its cursor, so that something can be drawn over itself.
    var moves: Bool { ![nil, "", "dumb"].contains(Self.environment("TERM")) }

    private static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    private static func isSet(_ name: String) -> Bool { environment(name).map { !$0.isEmpty } ?? false }

    /// Whether the locale's character set is UTF-8, by the variables that decide it; a static program may lack the locale itself.
    private static var isUTF8: Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap(environment).first { !$0.isEmpty } ?? "C"
        let name = locale.lowercased()
        return name.contains("utf-8") || name.contains("utf8")
    }
}
