import GoldenSupport
import Steps
import Testing

@testable import Planning
@testable import Rendering

/// Every file of every plan of the matrix as a person has looked at it. A plan's golden lists its paths, each with the name and
/// hash under which the file is kept.
struct PlanMatrixTests {
    @Test(arguments: MatrixCase.all) func aPlansFilesAreAsTheyWere(_ example: MatrixCase) {
        #expect(example.errors == [])
        var list = ""
        for file in example.files {
            list += "\(file.path) 0\(String(file.mode, radix: 8)) \(GoldenStore.name(file))\n"
            guard Self.keeps(file, of: example) else { continue }
            let difference = GoldenStore.difference(file)
            #expect(difference == nil)
        }
        let difference = Golden.difference(text: list, "matrix/\(example.name)")
        #expect(difference == nil)
    }

    @Test func noPlanIsLeftOver() {
        let plans = Set(MatrixCase.all.map { "\($0.name).txt" })
        #expect(Recording.goldens("matrix").filter { !plans.contains($0) } == [])
    }

    /// The names of the texts that these tests look at.
    static var kept: Set<String> {
        Set(MatrixCase.all.flatMap { example in example.files.filter { keeps($0, of: example) }.map(GoldenStore.name) })
    }

    /// Whether a file's text is kept beside its hash. A script holds all other files of its machine once more: it is kept for
    /// the first machine of plans with one, and of those that no other plan is like.
    private static func keeps(_ file: PlannedFile, of example: MatrixCase) -> Bool {
        guard file.path.hasSuffix("/install.sh") || file.path.hasSuffix("/install.ps1") else { return true }
        if file.path.hasSuffix(".ps1") { return true }
        let isFirst = file.path == "machines/\(example.plan.machines[0].name)/install.sh"
        return isFirst && !["stacked-", "external-"].contains { example.name.hasPrefix($0) }
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
        #expect(RenderedPlan.plan(context).steps.map(\.id) == [])
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
