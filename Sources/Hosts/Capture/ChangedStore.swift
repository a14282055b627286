import Synchronization

/// The files of a capture, with others laid over them.
struct ChangedStore: CaptureStore {
    private let base: any CaptureStore
    private var changed: [String: PackedBytes?] = [:]
    private(set) var sizes: [String: Int]
    let isInMemory: Bool

    init(_ base: any CaptureStore) {
        self.base = base
        sizes = base.sizes
        isInMemory = base.isInMemory
    }

    func bytes(_ name: String) -> Result<PackedBytes, HostError> {
        switch changed[name] {
        case .some(.some(let bytes)): .success(bytes)
        case .some(.none): .failure(.badCapture("\(name) is not in it"))
        case nil: base.bytes(name)
        }
    }

    /// Another file under a name; nil takes it away.
    mutating func set(_ name: String, _ bytes: PackedBytes?) {
        changed[name] = .some(bytes)
        sizes[name] = bytes?.count
    }
}

/// The files of a capture, each read but once.
final class KeptStore: CaptureStore {
    private let base: any CaptureStore
    private let kept = Mutex<[String: PackedBytes]>([:])
    let sizes: [String: Int]

    init(_ base: any CaptureStore) {
        self.base = base
        sizes = base.sizes
    }

    /// After the first time; the first reads a file of a test's size.
    var isInMemory: Bool { true }

    func bytes(_ name: String) -> Result<PackedBytes, HostError> {
        if let bytes = kept.withLock({ $0[name] }) { return .success(bytes) }
        let bytes = base.bytes(name)
        if case .success(let bytes) = bytes { kept.withLock { $0[name] = bytes } }
        return bytes
    }
}
