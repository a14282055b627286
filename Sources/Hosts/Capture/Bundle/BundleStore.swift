/// A bundle's files under the names that a capture has for them, and texts that were made of its outputs.
struct BundleStore: CaptureStore {
    private let base: any CaptureStore
    private var places: [String: String] = [:]
    private var made: [String: PackedBytes] = [:]
    private(set) var sizes: [String: Int] = [:]
    var isInMemory: Bool { base.isInMemory }

    init(_ base: any CaptureStore) { self.base = base }

    func bytes(_ name: String) -> Result<PackedBytes, HostError> {
        if let bytes = made[name] { return .success(bytes) }
        return places[name].map { base.bytes($0) } ?? .failure(.badCapture("\(name) is missing from it"))
    }

    /// A file of the bundle under a capture's name.
    mutating func place(_ name: String, at stored: String) {
        places[name] = stored
        sizes[name] = base.sizes[stored]
    }

    /// A text that was made, under a capture's name; what the bundle has itself stays.
    mutating func make(_ name: String, _ bytes: [UInt8]) {
        guard sizes[name] == nil else { return }
        let builder = PackedBytes.Builder(packingFrom: 1 << 20)
        bytes.withUnsafeBytes { builder.append($0) }
        made[name] = builder.finish()
        sizes[name] = bytes.count
    }
}
