/// Changes to one file that belongs to a person: which form it has, and what is to be different.
///
/// The changes are spliced into the text as it stands: comments, order, indentation, line ends and a missing last newline stay. Only what
/// is replaced or removed takes the comments inside it along, and one on its own line. After each change the text is read again and
/// compared with what was asked for; where anything else would differ, there is an error and no text.
public struct FileEdit: Sendable, Equatable {
    /// How a file is read.
    public enum Form: String, Sendable, Codable, CaseIterable {
        /// YAML of one or several documents. Path: `authentication.x509.clientCAFile`, `clusterDNS[0]`, `spec.volumes[name=k8s-certs].hostPath`.
        case yaml
        /// TOML, as containerd and CRI-O read it. Path: `plugins."io.containerd.grpc.v1.cri".sandbox_image`.
        case toml
        /// JSON, as CNI and docker read it. Path as in YAML.
        case json
        /// Unit files, drop-ins and what else systemd reads in sections. Path: `Service.ExecStart`; `Service.Environment[=X=1]` for one of
        /// several assignments.
        case ini
        /// `key = value`, as systemd-sysctl reads it. Path: `net.ipv4.ip_forward`.
        case sysctl
        /// `KEY=value`, as systemd reads an EnvironmentFile. Path: `KEY`, or `KEY.--flag` for a flag in the value.
        case env
        /// A static pod's flags. Path: `--flag`, or `container.--flag` where the pod has several containers; `--flag[=x]` for a member of
        /// a value with commas, `--feature-gates.X` for one of the form `X=…`.
        case manifest
        /// /etc/hosts. Path: an address, or `192.168.10.11[=name]` for one of its names; `*` stands for every address.
        case hosts
        /// /etc/fstab. Path: `[type=swap]`, `[target=/var].options`, `[target=/var].options[=noatime]`.
        case fstab
        /// Whole lines of any text. Path: the line, as one key.
        case lines
        /// Any text, not read at all: only `append` and `replace`.
        case text
    }

    /// One change.
    public enum Change: Sendable, Equatable {
        /// The setting has this value afterwards, whether or not it was there.
        case set(EditPath, EditValue)
        /// The setting is not there afterwards.
        case remove(EditPath)
        /// The setting's lines stand as comments afterwards. Only for files in which each setting has its lines.
        case comment(EditPath)
        /// These lines stand in the file, one after the other; at its end where they did not.
        case append([String])
        /// The one place with this text has the other text. It is an error where the text stands there more than once, or not at
        /// all; where the other one stands there instead, nothing is left to do.
        case replace(String, with: String)
    }

    public var form: Form
    /// The `kind` of the YAML document that is meant, where a file can have several.
    public var kind: String?
    /// Made in this order, each in the text that the one before left.
    public var changes: [Change]

    public init(_ form: Form, kind: String? = nil, _ changes: [Change]) {
        self.form = form
        self.kind = kind
        self.changes = changes
    }

    /// The file's bytes with the changes made; the same bytes where all is so already.
    ///
    /// An empty file stands for one that is not there.
    ///
    /// - Throws: `EditError` where the file cannot be read in its form, or a change cannot be made without touching something else.
    public func apply(to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        guard bytes.count <= Self.longest else { throw .tooLarge(bytes: bytes.count, limit: Self.longest) }
        var bytes = bytes
        for change in changes { bytes = try apply(change, to: bytes) }
        return bytes
    }

    /// Files that a person wrote are smaller.
    static let longest = 4 << 20

    private func apply(_ change: Change, to bytes: [UInt8]) throws(EditError) -> [UInt8] {
        switch form {
        case .yaml: try StructuredEdit<YAMLFile>(kind: kind).apply(change, to: bytes)
        case .manifest: try ManifestEdit(kind: kind).apply(change, to: bytes)
        case .toml: try StructuredEdit<TOMLFile>().apply(change, to: bytes)
        case .json: try StructuredEdit<JSONFile>().apply(change, to: bytes)
        case .ini: try LineEdit<UnitForm>().apply(change, to: bytes)
        case .sysctl: try LineEdit<SysctlForm>().apply(change, to: bytes)
        case .env: try LineEdit<EnvironmentForm>().apply(change, to: bytes)
        case .hosts: try LineEdit<HostsForm>().apply(change, to: bytes)
        case .fstab: try LineEdit<FstabForm>().apply(change, to: bytes)
        case .lines: try LineEdit<WholeLinesForm>().apply(change, to: bytes)
        case .text: try TextEdit.apply(change, to: bytes)
        }
    }
}
