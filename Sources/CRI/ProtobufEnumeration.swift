/// An enumeration of api.proto. It is open: a newer runtime may send a number that has no name here, and it is kept.
public protocol ProtobufEnumeration: RawRepresentable<Int32>, Sendable, Codable, Hashable, CustomStringConvertible {
    /// The names in api.proto, the one for 0 first, without gaps.
    static var names: [String] { get }
    init(rawValue: Int32)
}

extension ProtobufEnumeration {
    /// The number that stands for a name which is not known here.
    public static var unknownName: Int32 { -1 }

    /// The name in api.proto, or the number.
    public var description: String { name ?? "\(rawValue)" }

    private var name: String? {
        Self.names.indices.contains(Int(rawValue)) ? Self.names[Int(rawValue)] : nil
    }

    /// Reads a name, a number, or a number in a string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int32.self) {
            self.init(rawValue: number)
        } else {
            let text = try container.decode(String.self)
            self.init(rawValue: Self.names.firstIndex(of: text).map(Int32.init) ?? Int32(text) ?? Self.unknownName)
        }
    }

    /// Writes the name, or the number where it has none.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let name { try container.encode(name) } else { try container.encode(rawValue) }
    }
}

/// What drives the cgroups (`CgroupDriver`).
public struct CgroupDriver: ProtobufEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let names = ["SYSTEMD", "CGROUPFS"]
    public static let systemd = CgroupDriver(rawValue: 0)
    public static let cgroupfs = CgroupDriver(rawValue: 1)
}

/// Whether a pod's sandbox runs (`PodSandboxState`).
public struct PodSandboxState: ProtobufEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let names = ["SANDBOX_READY", "SANDBOX_NOTREADY"]
    public static let ready = PodSandboxState(rawValue: 0)
    public static let notReady = PodSandboxState(rawValue: 1)
}

/// Where a container is in its life (`ContainerState`).
public struct ContainerState: ProtobufEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let names = ["CONTAINER_CREATED", "CONTAINER_RUNNING", "CONTAINER_EXITED", "CONTAINER_UNKNOWN"]
    public static let created = ContainerState(rawValue: 0)
    public static let running = ContainerState(rawValue: 1)
    public static let exited = ContainerState(rawValue: 2)
    public static let unknown = ContainerState(rawValue: 3)
}

/// Whose namespace a container shares (`NamespaceMode`).
public struct NamespaceMode: ProtobufEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let names = ["POD", "CONTAINER", "NODE", "TARGET"]
    public static let pod = NamespaceMode(rawValue: 0)
    public static let container = NamespaceMode(rawValue: 1)
    public static let node = NamespaceMode(rawValue: 2)
    public static let target = NamespaceMode(rawValue: 3)
}

/// Which way mounts spread (`MountPropagation`).
public struct MountPropagation: ProtobufEnumeration {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public static let names = ["PROPAGATION_PRIVATE", "PROPAGATION_HOST_TO_CONTAINER", "PROPAGATION_BIDIRECTIONAL"]
    public static let isolated = MountPropagation(rawValue: 0)
    public static let bidirectional = MountPropagation(rawValue: 2)
}
