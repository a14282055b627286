import Glibc
import GoldenSupport
import Subprocess
import SystemPackage
import Testing

@testable import Planning

/// Every manifest that a plan writes, judged by kubernetes-validate against the API of each release that it knows; 1.23 and 1.24
/// against 1.25's. `KUBERNETES_VALIDATE` names the program, which Scripts/kubernetes-validate installs from PyPI.
@Suite(.enabled(if: getenv("KUBERNETES_VALIDATE").map { $0.pointee != 0 } ?? false, "kubernetes-validate is not installed here"))
struct ManifestProgramTests {
    private let program = getenv("KUBERNETES_VALIDATE").map { String(cString: $0) } ?? ""

    /// Kinds of kubeadm, of its components and of add-ons: no part of the API of a release.
    private static let foreign = [
        "kubeadm.k8s.io/", "kubelet.config.k8s.io/", "kubeproxy.config.k8s.io/", "kustomize.config.k8s.io/",
        "operator.tigera.io/", "audit.k8s.io/", "apiserver.config.k8s.io/", "kops.k8s.io/", "drydock.dev/",
    ]

    /// The distinct files of all plans that are manifests, by name and hash; those that a Kustomization lays over others are parts of one only.
    private static let manifests: [(name: String, text: String)] = {
        var seen: Set<String> = []
        let files = Goldens.texts.filter { $0.isInDigest && seen.insert($0.content).inserted }.map { text in
            ("\(text.path.split(separator: "/").last ?? "")-\(text.hash)", text.content)
        }
        let parts = files.filter { $0.1.contains("\nkind: Kustomization") }.flatMap { _, text in
            text.split(separator: "\n").compactMap { line in
                line.firstRange(of: "path: ").map { String(line[$0.upperBound...]) }
            }
        }
        return files.filter { name, text in
            let version = text.split(separator: "\n").first { $0.hasPrefix("apiVersion: ") }
            guard let version, text.contains("\nkind: ") else { return false }
            return !foreign.contains { version.contains($0) } && !parts.contains { name.hasPrefix($0 + "-") }
        }
    }()

    private func validate(_ release: String, _ folder: Scratch, _ names: [String]) async throws -> (status: Int, text: String) {
        let result = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(["--strict", "--kubernetes-version", release] + names.map { folder.path + "/" + $0 }),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard case .exited(let code) = result.terminationStatus else { return (255, "ended by a signal") }
        return (Int(code), result.standardOutput + result.standardError)
    }

    @Test func manifestsOfAllKindsAreThere() {
        let names = Self.manifests.map(\.name)
        for name in ["kube-vip.yaml", "smoke-test.yaml", "windows-runtime-class.yaml", "ipsec-keys.yaml"] {
            #expect(names.contains { $0.hasPrefix(name) }, "\(name) is not among \(names)")
        }
    }

    @Test(arguments: 25...37) func everyReleaseTakesThem(_ minor: Int) async throws {
        let folder = try Scratch()
        let names = try Self.manifests.map { manifest in
            let name = manifest.name + ".yaml"
            try folder.write(name, manifest.text)
            return name
        }
        let output = try await validate("1.\(minor)", folder, names)
        #expect(output.status == 0, "\(output.text)")
        #expect(output.text.split(separator: "\n").count { $0.contains(" passed ") } >= names.count)
    }

    @Test func aFieldThatNobodyKnowsIsRefused() async throws {
        let folder = try Scratch()
        let manifest = try #require(Self.manifests.first { $0.name.hasPrefix("kube-vip.yaml") })
        try folder.write("pod.yaml", manifest.text.replacing("imagePullPolicy:", with: "imagePullPolice:"))
        let output = try await validate("1.36", folder, ["pod.yaml"])
        #expect(output.status != 0)
        #expect(output.text.contains("imagePullPolice"), "\(output.text)")
    }
}
