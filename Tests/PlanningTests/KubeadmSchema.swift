import Addresses
import YAML

/// What kubeadm's configuration may hold: fields and types by kind and version, written by hand from kubeadm's types
/// (`cmd/kubeadm/app/apis/kubeadm/v1beta3` and `v1beta4`, `pkg/kubelet/apis/config`, `pkg/proxy/apis/config`, 1.36.2) and proved on
/// what kubeadm 1.36.2 said of recorded files.
enum KubeadmSchema {
    indirect enum Shape: Sendable {
        case text, integer, flag, duration, address, port, ranges, hostPort, token, hash, name, anything
        case list(Shape)
        case map(Shape)
        case object([String: Shape])
    }

    /// What is wrong with a file, each with the field's path; empty where kubeadm would read it.
    static func problems(_ text: String) -> [String] {
        let documents: [YAMLNode]
        do {
            documents = try YAMLDocument.parse(Array(text.utf8), file: "kubeadm.yaml")
        } catch {
            return ["not read: \(error.sentence)"]
        }
        return documents.flatMap(problems(of:))
    }

    private static func problems(of document: YAMLNode) -> [String] {
        guard let version = document["apiVersion"]?.string else { return ["apiVersion: missing"] }
        guard let kind = document["kind"]?.string else { return ["kind: missing"] }
        guard var fields = kinds["\(version) \(kind)"] else { return ["apiVersion: \(version) has no \(kind)"] }
        fields["apiVersion"] = .text
        fields["kind"] = .text
        var out: [String] = []
        check(document, .object(fields), "", into: &out)
        return out
    }

    private static func check(_ node: YAMLNode, _ shape: Shape, _ path: String, into out: inout [String]) {
        if case .null = node.content { return }
        switch shape {
        case .anything: break
        case .list(let inner):
            guard let nodes = node.array else { return out.append("\(path): \(node.kindName) instead of a list") }
            for (index, node) in nodes.enumerated() { check(node, inner, "\(path)[\(index)]", into: &out) }
        case .map(let inner):
            guard let entries = node.entries else { return out.append("\(path): \(node.kindName) instead of a mapping") }
            for entry in entries { check(entry.value, inner, "\(path).\(entry.key.name)", into: &out) }
        case .object(let fields):
            guard let entries = node.entries else { return out.append("\(path): \(node.kindName) instead of a mapping") }
            for entry in entries {
                let inner = path.isEmpty ? entry.key.name : "\(path).\(entry.key.name)"
                guard let field = fields[entry.key.name] else {
                    out.append("\(inner): unknown field")
                    continue
                }
                check(entry.value, field, inner, into: &out)
            }
        case .integer: if node.int == nil { out.append("\(path): \(node.kindName) instead of a number") }
        case .flag: if node.bool == nil { out.append("\(path): \(node.kindName) instead of true or false") }
        case .port:
            if !(1...65535).contains(node.int ?? 0) { out.append("\(path): no port") }
        default:
            guard let text = node.string else { return out.append("\(path): \(node.kindName) instead of a text") }
            if !text.isEmpty, !holds(text, shape) { out.append("\(path): \"\(text)\" is not of the form") }
        }
    }

    private static func holds(_ text: String, _ shape: Shape) -> Bool {
        switch shape {
        case .duration: isDuration(text)
        case .address: IPAddress(text) != nil
        case .ranges: text.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { IPRange($0) != nil }
        case .hostPort: isHostPort(text)
        case .name:
            IPAddress(text) != nil || text.utf8.allSatisfy { (97...122).contains($0) || (45...57).contains($0) || $0 == 42 }
        case .token: text == "@@JOIN_TOKEN@@" || isToken(text)
        case .hash: text == "@@CA_CERT_HASH@@" || text.hasPrefix("sha256:") || text.allSatisfy(\.isHexDigit)
        default: true
        }
    }

    private static func isDuration(_ text: String) -> Bool {
        text.first?.isNumber == true && text.allSatisfy { $0.isNumber || "hms.".contains($0) } && text.last?.isNumber == false
    }

    private static func isToken(_ text: String) -> Bool {
        let parts = text.split(separator: ".")
        return parts.map(\.utf8.count) == [6, 16]
            && parts.joined().utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
    }

    private static func isHostPort(_ text: String) -> Bool {
        guard let colon = text.lastIndex(of: ":") else { return true }
        let host = text[..<colon]
        let port = Int(text[text.index(after: colon)...]) ?? 0
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return (1...65535).contains(port) && (isBracketed || !host.contains(":")) && !host.isEmpty
    }

    static let kinds: [String: [String: Shape]] = [
        "kubeadm.k8s.io/v1beta3 InitConfiguration": initConfiguration(arguments3),
        "kubeadm.k8s.io/v1beta3 ClusterConfiguration": cluster3,
        "kubeadm.k8s.io/v1beta3 JoinConfiguration": join3,
        "kubeadm.k8s.io/v1beta4 InitConfiguration": initConfiguration(arguments4).merging(run4) { $1 },
        "kubeadm.k8s.io/v1beta4 ClusterConfiguration": cluster4,
        "kubeadm.k8s.io/v1beta4 JoinConfiguration": join4,
        "kubelet.config.k8s.io/v1beta1 KubeletConfiguration": KubeletSchema.fields,
        "kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration": KubeletSchema.proxyFields,
    ]

    private static let texts = Shape.list(.text)
    private static let arguments3 = Shape.map(.text)
    private static let arguments4 = Shape.list(.object(["name": .text, "value": .text]))
    private static let patches = Shape.object(["directory": .text])
    private static let localEndpoint = Shape.object(["advertiseAddress": .address, "bindPort": .port])
    static let taints = Shape.list(.object(["key": .text, "value": .text, "effect": .text, "timeAdded": .text]))
    private static let volumes = Shape.list(
        .object(["name": .text, "hostPath": .text, "mountPath": .text, "readOnly": .flag, "pathType": .text]))
    private static let timeouts = Shape.object([
        "controlPlaneComponentHealthCheck": .duration, "kubeletHealthCheck": .duration, "kubernetesAPICall": .duration,
        "etcdAPICall": .duration, "tlsBootstrap": .duration, "discovery": .duration, "upgradeManifests": .duration,
    ])
    private static let run4: [String: Shape] = [
        "dryRun": .flag, "timeouts": timeouts, "nodeRegistration": registration(arguments4, ["imagePullSerial": .flag]),
    ]

    private static func registration(_ arguments: Shape, _ more: [String: Shape] = [:]) -> Shape {
        let fields: [String: Shape] = [
            "name": .text, "criSocket": .text, "taints": taints, "kubeletExtraArgs": arguments, "ignorePreflightErrors": texts,
            "imagePullPolicy": .text,
        ]
        return .object(fields.merging(more) { $1 })
    }

    private static func initConfiguration(_ arguments: Shape) -> [String: Shape] {
        [
            "bootstrapTokens": .list(
                .object([
                    "token": .token, "description": .text, "ttl": .duration, "expires": .text, "usages": texts, "groups": texts,
                ])), "nodeRegistration": registration(arguments), "localAPIEndpoint": localEndpoint, "certificateKey": .text,
            "skipPhases": texts, "patches": patches,
        ]
    }

    private static func component(_ arguments: Shape, _ more: [String: Shape] = [:]) -> Shape {
        let fields: [String: Shape] = ["extraArgs": arguments, "extraVolumes": volumes]
        return .object(fields.merging(more) { $1 })
    }

    private static let image: [String: Shape] = ["imageRepository": .text, "imageTag": .text]
    private static let environment = Shape.list(.object(["name": .text, "value": .text, "valueFrom": .anything]))
    private static let external: [String: Shape] = ["endpoints": texts, "caFile": .text, "certFile": .text, "keyFile": .text]

    private static func localEtcd(_ arguments: Shape, _ more: [String: Shape] = [:]) -> Shape {
        let fields: [String: Shape] = [
            "dataDir": .text, "extraArgs": arguments, "serverCertSANs": .list(.name), "peerCertSANs": .list(.name),
        ]
        return .object(fields.merging(image) { $1 }.merging(more) { $1 })
    }

    private static let cluster: [String: Shape] = [
        "networking": .object(["serviceSubnet": .ranges, "podSubnet": .ranges, "dnsDomain": .text]), "kubernetesVersion": .text,
        "controlPlaneEndpoint": .hostPort, "certificatesDir": .text, "imageRepository": .text, "featureGates": .map(.flag),
        "clusterName": .text,
    ]

    private static let cluster3: [String: Shape] = cluster.merging([
        "etcd": .object(["local": localEtcd(arguments3), "external": .object(external)]),
        "apiServer": component(arguments3, ["certSANs": .list(.name), "timeoutForControlPlane": .duration]),
        "controllerManager": component(arguments3), "scheduler": component(arguments3), "dns": .object(image),
    ]) { $1 }

    private static let cluster4: [String: Shape] = cluster.merging([
        "etcd": .object([
            "local": localEtcd(arguments4, ["extraEnvs": environment]),
            "external": .object(external.merging(["httpEndpoints": texts]) { $1 }),
        ]), "apiServer": component(arguments4, ["certSANs": .list(.name), "extraEnvs": environment]),
        "controllerManager": component(arguments4, ["extraEnvs": environment]),
        "scheduler": component(arguments4, ["extraEnvs": environment]), "dns": .object(image.merging(["disabled": .flag]) { $1 }),
        "proxy": .object(["disabled": .flag]), "encryptionAlgorithm": .text, "certificateValidityPeriod": .duration,
        "caCertificateValidityPeriod": .duration,
    ]) { $1 }

    private static let discovery: [String: Shape] = [
        "bootstrapToken": .object([
            "token": .token, "apiServerEndpoint": .hostPort, "caCertHashes": .list(.hash), "unsafeSkipCAVerification": .flag,
        ]), "file": .object(["kubeConfigPath": .text]), "tlsBootstrapToken": .text,
    ]

    private static let join: [String: Shape] = [
        "caCertPath": .text, "controlPlane": .object(["localAPIEndpoint": localEndpoint, "certificateKey": .text]),
        "skipPhases": texts, "patches": patches,
    ]

    private static let join3 = join.merging([
        "nodeRegistration": registration(arguments3), "discovery": .object(discovery.merging(["timeout": .duration]) { $1 }),
    ]) { $1 }
    private static let join4 = join.merging(["discovery": .object(discovery)]) { $1 }.merging(run4) { $1 }
}
