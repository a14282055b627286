import CRI

/// What the API server told whoever made the bundle: nodes, pods and events, from every JSON output of kubectl in it.
struct BundleAPI: Sendable {
    private(set) var nodes: [JSONValue] = []
    private(set) var pods: [JSONValue] = []
    private(set) var events: [JSONValue] = []
    /// Whether the bundle has an answer about them at all, if only an empty one.
    private(set) var hasPods = false
    private(set) var hasEvents = false
    /// `gitVersion` of the server.
    private(set) var version: String?
    /// Every pod counts, on whichever node it is: the bundle is of a cluster.
    private let isOfCluster: Bool

    /// Bytes of JSON that are read at most.
    private static let most = 96 << 20

    init(_ bundle: BundleContents) {
        isOfCluster = bundle.kind != .sosreport
        var left = Self.most
        for name in bundle.outputs where Self.mayHold(name, bundle.kind) {
            guard let stored = bundle.files[name], let size = bundle.store.sizes[stored], size <= left,
                let bytes = bundle.bytes(name), let first = bytes.first(where: { $0 > 32 }),
                first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
                let value = try? BoundedJSON.decode(JSONValue.self, from: bytes)
            else { continue }
            left -= size
            take(value, name)
        }
        nodes = Self.unique(nodes)
        pods = Self.unique(pods)
        events = Self.unique(events)
    }

    private static func mayHold(_ name: String, _ kind: BundleKind) -> Bool {
        switch kind {
        case .sosreport: name.contains("kubectl") || name.contains("oc_get")
        case .supportBundle: name.hasPrefix("cluster-resources/") || name.hasPrefix("cluster-info/")
        case .clusterDump: name.hasSuffix(".json")
        case .outputs: name.hasSuffix(".json") || BundleFileName(name).words.contains("kubectl")
        }
    }

    private mutating func take(_ value: JSONValue, _ name: String) {
        version = version ?? value["serverVersion"]["gitVersion"].text ?? value["info"]["gitVersion"].text
        let list = value["kind"].text ?? ""
        let items = value["items"].elements ?? value.elements ?? (list.isEmpty || list.hasSuffix("List") ? [] : [value])
        // Of lists by client-go the items have no kind of their own, and an empty list tells it only by its name.
        let said = list.hasSuffix("List") && list != "List" ? String(list.dropLast(4)) : Self.kind(named: name)
        if said == "Pod" { hasPods = true }
        if said == "Event" { hasEvents = true }
        for item in items {
            switch item["kind"].text ?? said {
            case "Node": nodes.append(item)
            case "Pod":
                hasPods = true
                pods.append(item)
            case "Event":
                hasEvents = true
                events.append(item)
            default: break
            }
        }
    }

    /// What a file holds by its place: `cluster-resources/pods/default.json`, `kube-system/events.json`.
    private static func kind(named name: String) -> String {
        let parts = name.split(separator: "/")
        let last = parts.last.map { BundleFileName(String($0)).words } ?? []
        let folder = parts.dropLast().last.map(String.init) ?? ""
        for (word, kind) in [("pods", "Pod"), ("events", "Event"), ("nodes", "Node")] where last.contains(word) || folder == word
        {
            return kind
        }
        return ""
    }

    private static func unique(_ items: [JSONValue]) -> [JSONValue] {
        var seen: Set<String> = []
        return items.filter { item in
            let metadata = item["metadata"]
            let name = "\(metadata["namespace"].text ?? "")/\(metadata["name"].text ?? "")/\(metadata["uid"].text ?? "")"
            return seen.insert(name).inserted
        }
    }

    /// Whether nothing of the cluster is told.
    var isEmpty: Bool { nodes.isEmpty && pods.isEmpty && events.isEmpty }

    /// The newest time that the cluster told of anything.
    var newest: Int? {
        var newest: Int?
        func see(_ text: String?) {
            guard let time = text.flatMap(BundleClock.instant) else { return }
            newest = max(newest ?? time, time)
        }
        for node in nodes {
            for condition in node["status"]["conditions"].elements ?? [] { see(condition["lastHeartbeatTime"].text) }
        }
        for event in events {
            see(event["lastTimestamp"].text)
            see(event["eventTime"].text)
        }
        for pod in pods {
            for container in pod["status"]["containerStatuses"].elements ?? [] {
                see(container["state"]["running"]["startedAt"].text)
                see(container["state"]["terminated"]["finishedAt"].text)
            }
        }
        return newest
    }

    /// The node whose state is told of a cluster: the first that is not ready, else the first of the control plane.
    var worst: JSONValue? {
        func isReady(_ node: JSONValue) -> Bool {
            (node["status"]["conditions"].elements ?? []).contains { $0["type"].text == "Ready" && $0["status"].text == "True" }
        }
        return nodes.first { !isReady($0) }
            ?? nodes.first { $0["metadata"]["labels"]["node-role.kubernetes.io/control-plane"].isThere } ?? nodes.first
    }

    /// The body that the server gave, or would have given, to a GET; nil where the bundle does not tell.
    func body(of path: String) -> String? {
        if path == "/version" { return version.map { "{\"gitVersion\":\"\($0)\"}" } }
        if path.hasPrefix("/api/v1/nodes/") {
            let name = path.dropFirst("/api/v1/nodes/".count)
            return nodes.first { $0["metadata"]["name"].text == String(name) }?.json
        }
        if path.hasPrefix("/api/v1/pods?fieldSelector=spec.nodeName%3D"), hasPods {
            let name = path.dropFirst("/api/v1/pods?fieldSelector=spec.nodeName%3D".count).prefix { $0 != "&" }
            return Self.list(
                pods.filter { pod in
                    let place = pod["spec"]["nodeName"].text ?? ""
                    // Outputs that were cut down to what somebody found telling may lack the name.
                    let isPlaced = !place.isEmpty || !(pod["status"]["containerStatuses"].elements ?? []).isEmpty
                    return name.isEmpty ? !isPlaced : isOfCluster ? isPlaced : place == name
                })
        }
        if path.hasPrefix("/api/v1/events?fieldSelector=type%3DWarning"), hasEvents {
            return Self.list(events.filter { $0["type"].text == "Warning" })
        }
        return nil
    }

    private static func list(_ items: [JSONValue]) -> String { "{\"items\":[" + items.map(\.json).joined(separator: ",") + "]}" }
}
