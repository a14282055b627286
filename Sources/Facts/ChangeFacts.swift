/// What changed on the node, newest last: package log, file times, unit restarts, boots, certificate dates.
public enum ChangeFacts {
    /// The columns of `changes`.
    public enum Change: String, TableColumns {
        case what, when, kind

        public var cell: Cell {
            switch self {
            case .what: .text("what changed, as a phrase: \"containerd 1.7.24 was installed\"")
            case .when: .instant("when it changed")
            case .kind:
                .text(
                    "package, file, unit, boot, certificate or log",
                    oneOf: .only("package", "file", "unit", "boot", "certificate", "log"))
            }
        }
    }

    public static let changes = TableKey(
        "changes", Change.self,
        "what changed on the node and when")

    static let all = [changes]
}
