import FoundationEssentials
import Testing

/// A folder of knowledge for one test.
struct OverlayFolder: ~Copyable {
    let url = FileManager.default.temporaryDirectory.appending(path: "drydock-overlay-\(UUID().uuidString)")

    static let knowledge = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Knowledge")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    func write(_ path: String, _ text: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// A file of ours with some of its text changed.
    func write(_ path: String, from ours: String, _ changes: (String, String)...) throws {
        var text = String(decoding: try Data(contentsOf: Self.knowledge.appending(path: ours)), as: UTF8.self)
        for (right, changed) in changes {
            let range = try #require(text.firstRange(of: right), "\(ours) has no \(right)")
            text.replaceSubrange(range, with: changed)
        }
        try write(path, text)
    }

    /// Kubernetes 1.38 with facts of its own, and a containerd 2.4 for it.
    func writeNewRelease() throws {
        try write(
            "releases/1.38.yaml", from: "releases/1.37.yaml", ("latestPatch: 0", "latestPatch: 2"),
            ("endOfLife: 2027-10-28", "endOfLife: 2028-02-28"), ("isVerified: false", "isVerified: true"),
            ("kubeletFields: [defaultPodSysctls]", "kubeletFields: [podWishes]"),
            ("    instead: \"nothing: it was", "    instead: \"--wishes. It was"),
            (
                "  - program: kubelet\n",
                "  - program: kube-apiserver\n    flags: [old-wishes]\n    instead: \"--wishes\"\n  - program: kubelet\n"
            ),
            ("sources:\n", "asOf: 2027-01-15\nsources:\n"))
        try write(
            "runtimes/containerd-2.4.yaml", from: "runtimes/containerd-2.3.yaml", ("series: \"2.3\"", "series: \"2.4\""),
            ("latest: \"2.3.4\"", "latest: \"2.4.1\""), ("configVersion: 4", "configVersion: 5"),
            ("pause:3.10.2", "pause:3.11"), ("  \"1.36\": \"2.3.0\"\n  \"1.37\": \"2.3.0\"", "  \"1.38\": \"2.4.0\""))
    }
}
