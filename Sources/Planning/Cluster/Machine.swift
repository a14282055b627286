import Addresses
import Steps

/// One machine of a plan.
public struct Machine: Sendable, Equatable {
    /// The node's name: a DNS label or name in lower case.
    public var name: String
    /// Its addresses, one of each family at most; the first is the one that others reach it by.
    public var addresses: [String]
    public var roles: [Role]
    /// The failure zone: a rack, a room, a data centre; empty where nothing is known.
    public var zone: String
    public var os: OperatingSystem
    /// The system's version, such as `12` or `24.04`; empty where it is not known. It decides which packages there are.
    public var osVersion = ""
    public var architecture = Architecture.amd64
    /// Who logs in there over ssh.
    public var user: String
    /// Labels to be set on the node.
    public var labels: [String: String]
    /// Taints to be set on the node. Nil leaves kubeadm's own for a control plane; an empty list means none.
    public var taints: [Taint]?
    /// The network interface that carries the cluster's address; empty where the system chooses.
    public var interface: String

    public init(
        name: String, addresses: [String], roles: [Role], zone: String = "", os: OperatingSystem = .debian, user: String = "root",
        labels: [String: String] = [:], taints: [Taint]? = nil, interface: String = ""
    ) {
        self.name = name
        self.addresses = addresses
        self.roles = roles
        self.zone = zone
        self.os = os
        self.user = user
        self.labels = labels
        self.taints = taints
        self.interface = interface
    }

    /// Labels as `key=value, key=value`; one without a value has an empty one.
    public static func labels(_ text: String) -> [String: String] {
        let pairs = text.split { $0 == "," || $0.isWhitespace }.map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (parts[0], parts.count > 1 ? parts[1] : "")
        }
        return Dictionary(pairs) { _, last in last }
    }

    /// The address that others reach it by; empty where none was given.
    public var address: String { addresses.first ?? "" }
    public var isWindows: Bool { os.family == .windows }

    /// Who administers a system where nobody said otherwise.
    package static func usualUser(of os: OperatingSystem) -> String { os == .windows ? "Administrator" : "root" }

    /// The kind of its processors, as Kubernetes names it.
    public enum Architecture: String, Sendable, CaseIterable, Codable { case amd64, arm64, ppc64le, s390x }

    /// What a machine is for.
    public enum Role: String, Sendable, CaseIterable, Codable {
        case controlPlane = "control-plane"
        case worker
        case etcd
        /// A machine of its own that runs haproxy and keepalived before the control planes.
        case loadBalancer = "load-balancer"
    }

    /// A taint of a node.
    public struct Taint: Sendable, Equatable {
        public var key, value: String
        public var effect: Effect

        public enum Effect: String, Sendable, CaseIterable {
            case noSchedule = "NoSchedule"
            case preferNoSchedule = "PreferNoSchedule"
            case noExecute = "NoExecute"
        }

        public init(key: String, value: String = "", effect: Effect) {
            self.key = key
            self.value = value
            self.effect = effect
        }

        /// Reads `key=value:Effect, key:Effect`; nil for an empty text, which leaves kubeadm's own. A word whose effect is
        /// unknown keeps it in its value, where the check of taints finds it.
        public static func list(_ text: String) -> [Taint]? {
            let words = text.split { $0 == "," || $0.isWhitespace }
            if words.isEmpty { return nil }
            return words.map { word in
                let effect = word.lastIndex(of: ":").flatMap { at in Effect(rawValue: String(word[word.index(after: at)...])) }
                let rest = effect == nil ? word : word[..<(word.lastIndex(of: ":") ?? word.endIndex)]
                let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return Taint(key: parts[0], value: parts.count > 1 ? parts[1] : "", effect: effect ?? .noSchedule)
            }
        }

        /// `key=value:Effect`, as kubectl writes it.
        public var text: String { value.isEmpty ? "\(key):\(effect.rawValue)" : "\(key)=\(value):\(effect.rawValue)" }
    }
}

/// The operating system of a machine: what its packages are and where things lie.
public enum OperatingSystem: String, Sendable, CaseIterable, Codable {
    case debian, ubuntu, rhel, fedora
    case amazonLinux = "amazon-linux"
    case suse
    case flatcar
    /// Another Linux, or one whose packages are not to be touched.
    case other
    case windows

    /// How software gets onto it.
    public typealias Family = SystemFamily

    public var family: Family {
        switch self {
        case .debian, .ubuntu: .apt
        case .rhel, .fedora, .amazonLinux: .dnf
        case .suse: .zypper
        case .flatcar: .flatcar
        case .other: .none
        case .windows: .windows
        }
    }
}
