import Steps
import Testing

@testable import Planning
@testable import Rendering

/// What holds for every plan of the matrix, whatever its goldens say.
struct PlanMatrixTests {
    @Test(arguments: MatrixCase.all) func theCaseIsAPlanWithoutErrors(_ example: MatrixCase) {
        #expect(example.errors == [])
        #expect(!example.files.isEmpty)
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
