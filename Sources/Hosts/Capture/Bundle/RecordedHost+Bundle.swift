import CRI
import Text

extension RecordedHost {
    /// What is read besides captures, for a refusal's words.
    public static var foreign: String { BundleKind.known }

    /// What lies in a folder that is a bundle of another program, one of them.
    public static let marks = ["sos_commands", "cluster-resources", "host-collectors", "nodes.json"]

    /// Whether a folder is another program's bundle, by the names of the files in it. Takes a look at all of them.
    public static func recognises(folder path: String) -> Bool {
        guard let store = try? CaptureFolder(absolute(path)) else { return false }
        return BundleKind.recognised(store.sizes.keys) != nil
    }

    /// What another program left of a node or a cluster, read as if it were a capture.
    ///
    /// - Throws: `badCapture` where nothing in it is recognised.
    init(bundle store: any CaptureStore) throws(HostError) {
        guard let bundle = BundleContents(store) else {
            throw .badCapture(
                "it contains no capture.json, and nothing in it was recognised; besides captures \(BundleKind.known) are read")
        }
        let api = BundleAPI(bundle)
        let clock = BundleClock(bundle, newest: api.newest)
        let texts = BundleTexts(bundle: bundle, clock: clock, api: api)
        var own = BundleStore(store)
        for name in bundle.names() where bundle.isNodes(name) {
            if let stored = bundle.files[name] { own.place("files/" + name, at: stored) }
        }
        for (path, text) in texts.files { own.make("files" + path, Array(text.utf8)) }
        for (path, text) in BundlePodLogs(bundle, api).logs { own.make("files" + path, text) }
        head = CaptureHead(
            program: nil, taken: Plausible.time(clock.now), hostname: texts.hostname ?? "node", coverage: .asked)
        self.store = own
        tree = CaptureTree(own.sizes.keys)
        index = try CaptureIndex([])
        foreign = BundleAnswers(bundle, api, clock, sockets: texts.sockets)
        tell(texts)
        tell(statusesOf: bundle)
        tellRuntime(bundle)
    }

    private mutating func tell(_ texts: BundleTexts) {
        for (command, text) in texts.commands {
            var line = CaptureLine()
            (line.run, line.out) = (command, .text(text))
            index.set(.run, command, line)
        }
        spaces = texts.spaces
    }

    private mutating func tell(statusesOf bundle: BundleContents) {
        for name in bundle.names() where bundle.isNodes(name) {
            guard let stored = bundle.files[name] else { continue }
            var line = CaptureLine()
            line.read = "/" + name
            line.captured = bundle.store.statuses[stored] ?? CapturedStatus()
            (line.kind, line.size, line.target) = (nil, nil, nil)
            // What was unpacked or copied carelessly is as old as that; nothing in a bundle is newer than the bundle.
            line.modified = line.modified.map { min($0, head.taken) }
            index.set(.read, "/" + name, line)
        }
        for (name, target) in bundle.links where bundle.isNodes(name) {
            var line = CaptureLine()
            (line.status, line.kind, line.target) = ("/" + name, .link, target)
            index.set(.status, "/" + name, line)
        }
    }

    /// The runtime's answers from crictl's JSON, which has the form of the calls' replies.
    private mutating func tellRuntime(_ bundle: BundleContents) {
        let isCRIO = bundle.outputs.contains { BundleFileName($0).has("crictl") && $0.contains("/crio/") }
        let socket = isCRIO ? "/run/crio/crio.sock" : "/run/containerd/containerd.sock"
        var isTold = false
        for name in bundle.outputs {
            let words = BundleFileName(name).words
            guard words.first == "crictl", words.count > 1, let bytes = bundle.bytes(name),
                bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{")
            else { continue }
            let call: String
            switch words[1] {
            case "ps": call = "ListContainers"
            case "pods": call = "ListPodSandbox"
            case "info": call = "Status verbose"
            case "images", "img": call = "ListImages"
            case "version": call = "Version"
            case "inspect" where words.count > 2: call = "ContainerStatus \(words[2])"
            default: continue
            }
            isTold = true
            index.setCRI("\(socket) \(call)", Array("{\"cri\":\"\(socket)\",\"json\":".utf8) + bytes + Array("}".utf8))
        }
        guard isTold else { return }
        var line = CaptureLine()
        (line.status, line.kind) = (socket, .socket)
        index.set(.status, socket, line)
    }

    /// The room of the file system that a path lies on, where a bundle's df told it.
    func space(inBundle path: String) -> FileSystemSpace? {
        spaces.filter { $0.key == "/" || path == $0.key || path.hasPrefix($0.key + "/") }.max { $0.key.count < $1.key.count }?
            .value
    }

    /// That the capture, or the bundle, does not tell it.
    func unrecorded(_ what: String) -> HostError {
        guard let foreign else { return .notRecorded(what) }
        var words = what
        if let raw = what.firstRange(of: "get --raw ") {
            words = "The API server's answer to \(what[raw.upperBound...].filter { $0 != "'" })"
        } else if what.hasPrefix("journal ") {
            let parts = what.split(separator: " ")
            words = "The journal of \(parts.dropFirst().first ?? "a unit")\(parts.last == "0" ? "" : ", boot before,")"
        } else if what.hasPrefix("kernel ") {
            words = "The kernel's log"
        }
        return .notInBundle(what: words, bundle: foreign.kind.rawValue)
    }
}
