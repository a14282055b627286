import Crypto
import Glibc
import Testing

@testable import Planning

/// Every file of every plan of the matrix as a person has looked at it. A plan's golden lists its paths, each with the file's
/// SHA-256; a text is kept once for all plans, under the hash's first 16 digits.
struct PlanMatrixTests {
    @Test(arguments: MatrixCase.all) func aPlansFilesAreAsTheyWere(_ example: MatrixCase) {
        #expect(example.errors == [])
        var list = ""
        for file in example.files {
            let hash = FileStore.hash(file.content)
            list += "\(file.path) 0\(String(file.mode, radix: 8)) \(hash)\n"
            guard FileStore.keeps(file, of: example) else { continue }
            let difference = FileStore.difference(file.content, "files/\(FileStore.name(file))")
            #expect(difference == nil)
        }
        let difference = FileStore.difference(list, "matrix/\(example.name).txt")
        #expect(difference == nil)
    }

    @Test func noGoldenIsLeftOver() {
        let wanted = Set(
            MatrixCase.all.flatMap { example in
                example.files.filter { FileStore.keeps($0, of: example) }.map(FileStore.name)
            })
        #expect(FileStore.leftOver("files", wanted) == [])
        #expect(FileStore.leftOver("matrix", Set(MatrixCase.all.map { "\($0.name).txt" })) == [])
    }

    @Test func everyReleaseHasEveryTopology() {
        let names = Set(MatrixCase.all.map(\.name))
        #expect(names.count == MatrixCase.all.count)
        for minor in 23...37 {
            for topology in ["single", "stacked", "external"] { #expect(names.contains("\(topology)-1.\(minor)")) }
        }
    }

    /// Kubespray and kops make machines ready themselves: a runtime of ours beside theirs would be a second one.
    @Test(arguments: ["kubespray", "kops"]) func anotherToolGetsNoStepsOfOurs(_ name: String) throws {
        let example = try #require(MatrixCase.all.first { $0.name == name })
        let context = try #require(example.context)
        #expect(Planner.plan(context).steps.map(\.id) == [])
        #expect(!example.files.contains { $0.path.hasPrefix("machines/") })
    }

    /// What no release of the matrix may have, whatever its golden says: the facts of versions, once more and by themselves.
    @Test(arguments: MatrixCase.all) func noFileHasWhatItsReleaseRefuses(_ example: MatrixCase) {
        let minor = example.plan.release.minor
        for file in example.files {
            let text = file.content
            if minor >= 31 { #expect(!text.contains("kubeadm.k8s.io/v1beta3"), "\(file.path)") }
            if minor <= 30 { #expect(!text.contains("kubeadm.k8s.io/v1beta4"), "\(file.path)") }
            // The newest patch of each release takes the new registry (1.23.15 and 1.24.9 on).
            #expect(!text.contains("k8s.gcr.io"), "\(file.path)")
            #expect(!text.contains("apt.kubernetes.io") && !text.contains("packages.cloud.google.com"), "\(file.path)")
            if minor >= 24 { #expect(!text.contains("dockershim.sock"), "\(file.path)") }
            if minor >= 34 { #expect(!text.contains("experimental-"), "\(file.path)") }
            if file.path.hasSuffix("containerd/config.toml") { config(text, example) }
        }
    }

    /// containerd's tables are those of its version of the configuration.
    private func config(_ text: String, _ example: MatrixCase) {
        let isOld = text.contains("version = 2\n")
        #expect(text.contains("io.containerd.grpc.v1.cri") == isOld, "\(example.name)")
        #expect(text.contains("io.containerd.cri.v1.runtime") == !isOld, "\(example.name)")
        #expect(text.contains("sandbox_image") == isOld, "\(example.name)")
        #expect(text.contains(example.context?.sandboxImage ?? "no context"), "\(example.name)")
    }
}

/// The goldens of the matrix.
private enum FileStore {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/Goldens"
    private static let isRecording = getenv("DRYDOCK_RECORD_GOLDENS").map { String(cString: $0) } == "1"

    /// SHA-256 in hexadecimal digits.
    static func hash(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    /// `0123456789abcdef.yaml`.
    static func name(_ file: PlannedFile) -> String {
        let base = file.path.split(separator: "/").last ?? ""
        let ending = base.split(separator: ".").dropFirst().last ?? "txt"
        return "\(hash(file.content).prefix(16)).\(ending)"
    }

    /// Whether a file's text is kept beside its hash. A script holds all other files of its machine once more: it is kept for
    /// the first machine of plans with one, and of those that no other plan is like.
    static func keeps(_ file: PlannedFile, of example: MatrixCase) -> Bool {
        guard file.path.hasSuffix("/install.sh") || file.path.hasSuffix("/install.ps1") else { return true }
        if file.path.hasSuffix(".ps1") { return true }
        let isFirst = file.path == "machines/\(example.plan.machines[0].name)/install.sh"
        return isFirst && !["stacked-", "external-"].contains { example.name.hasPrefix($0) }
    }

    /// What differs from a golden; nil for nothing. Writes it where that is asked for.
    static func difference(_ text: String, _ name: String) -> String? {
        let path = "\(folder)/\(name)"
        if isRecording {
            for folder in [folder, "\(folder)/files", "\(folder)/matrix"] { mkdir(folder, 0o755) }
            guard let file = fopen(path, "w") else { return "\(path) could not be written: \(String(cString: strerror(errno)))." }
            let bytes = Array(text.utf8)
            let count = fwrite(bytes, 1, bytes.count, file)
            guard fclose(file) == 0, count == bytes.count else { return "\(path) could not be written whole." }
            return "\(path) was written. Look at it, then run again without DRYDOCK_RECORD_GOLDENS."
        }
        guard let golden = read(path) else { return "\(path) is not there. DRYDOCK_RECORD_GOLDENS=1 writes it; then look at it." }
        if golden == text { return nil }
        let wanted = golden.split(separator: "\n"), found = text.split(separator: "\n")
        return "\(path) differs:\n" + found.difference(from: wanted).map(change).joined(separator: "\n")
    }

    private static func change(_ change: CollectionDifference<Substring>.Change) -> String {
        switch change {
        case .insert(let line, let text, _): "+ \(line + 1): \(text)"
        case .remove(let line, let text, _): "- \(line + 1): \(text)"
        }
    }

    /// Files of a folder that no plan has any more; removed where goldens are written.
    static func leftOver(_ name: String, _ wanted: Set<String>) -> [String] {
        let found = Recording.goldens(name).filter { !wanted.contains($0) }
        if isRecording { for file in found { unlink("\(folder)/\(name)/\(file)") } }
        return found
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}
