import Hosts
import Text
import YAML

/// The flags with which a component of the control plane or etcd is started, from its static pod or its unit.
struct ComponentFlags: Sendable {
    struct Flag: Sendable, Equatable {
        /// Without dashes: `tls-cert-file`.
        var name: String
        var value: String
        /// The line of its file, where that is known.
        var line: Int?
    }

    /// kube-apiserver, kube-controller-manager or etcd.
    var component: String
    /// The file that the flags stand in.
    var path: String
    var flags: [Flag] = []
    /// Where a static pod sees folders and files of the host; nil for a unit, which sees the host itself.
    private var mounts: [(inside: String, host: String)]?

    /// The last value of a flag, as the component takes it; nil where it is not given or empty.
    subscript(name: String) -> String? {
        flags.last { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// All values of a flag that may be given several times, or hold several values between commas.
    func all(_ name: String) -> [String] {
        flags.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(\.trimmed) }.filter { !$0.isEmpty }
    }

    /// The file on the host that a flag names; nil where the flag is not given or its file lies inside the image.
    func file(_ name: String) -> String? { self[name].flatMap(onHost) }

    /// A path as the component sees it, as a path of the host.
    func onHost(_ path: String) -> String? {
        guard let mounts else { return path }
        let mount = mounts.filter { path == $0.inside || path.hasPrefix($0.inside + "/") }.max {
            $0.inside.utf8.count < $1.inside.utf8.count
        }
        return mount.map { $0.host + path.dropFirst($0.inside.count) }
    }

    func line(_ name: String) -> Int? { flags.last { $0.name == name }?.line }

    /// Reads a static pod's manifest; nil where it is no pod.
    init?(manifest bytes: [UInt8], path: String, component: String) {
        guard let document = try? YAMLDocument.read(bytes, file: path, duplicateKeys: .recorded).documents.first,
            let containers = document["spec"]["containers"]?.array
        else { return nil }
        self.init(component: component, path: path)
        mounts = Self.mounts(document["spec"], containers)
        for container in containers {
            let nodes = (container["command"]?.array ?? []) + (container["args"]?.array ?? [])
            take(nodes.map { ($0.text ?? "", $0.line) })
        }
    }

    /// etcd as a unit starts it; a flag overrides its variable.
    init(etcd settings: EtcdSettings) {
        self.init(
            component: "etcd", path: settings.flags.first?.file ?? settings.environment.values.first?.file ?? "etcd.service")
        for (name, variable) in settings.environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("ETCD_") {
            let flag = name.dropFirst(5).lowercased().split(separator: "_").joined(separator: "-")
            flags.append(Flag(name: flag, value: variable.value, line: variable.line))
        }
        flags += settings.flags.map { Flag(name: $0.name, value: $0.value, line: $0.line) }
    }

    private static func mounts(_ spec: YAMLNode?, _ containers: [YAMLNode]) -> [(inside: String, host: String)] {
        var hosts: [String: String] = [:]
        for volume in spec["volumes"]?.array ?? [] {
            if let name = volume["name"]?.text, let path = volume["hostPath"]["path"]?.text { hosts[name] = path }
        }
        return containers.flatMap { $0["volumeMounts"]?.array ?? [] }.compactMap { mount in
            guard let name = mount["name"]?.text, let inside = mount["mountPath"]?.text, let host = hosts[name] else {
                return nil
            }
            let part = mount["subPath"]?.text.map { "/" + $0 } ?? ""
            return (inside, host + part)
        }
    }

    private init(component: String, path: String) {
        self.component = component
        self.path = path
    }

    private mutating func take(_ words: [(String, Int)]) {
        var open: (name: String, line: Int)?
        for (word, line) in words {
            if word.hasPrefix("-") {
                let body = word.drop { $0 == "-" }
                if let equals = body.firstIndex(of: "=") {
                    flags.append(
                        Flag(
                            name: String(body[..<equals]), value: body[body.index(after: equals)...].trimmed.unquoted, line: line)
                    )
                    open = nil
                } else {
                    open = (String(body), line)
                }
            } else if let begun = open {
                flags.append(Flag(name: begun.name, value: word.trimmed.unquoted, line: begun.line))
                open = nil
            }
        }
    }
}
