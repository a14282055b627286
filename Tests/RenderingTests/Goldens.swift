import GoldenSupport
import Steps

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// What all cases of this ring's matrices give, text by text.
enum Goldens {
    static let folder = GoldenFolder(of: #filePath)

    /// In the order in which the goldens show them.
    static let texts: [MatrixText] =
        early.flatMap { name in all.filter { $0.example == name } }
        + all.filter { !early.contains($0.example) }

    /// The cases that a reader of the goldens meets first and whole; of others stands only what these do not show.
    static let early = [
        "plans/stacked-1.36", "plans/external-1.36", "plans/single-1.36", "kubeadm/every-setting", "kubeadm/stacked-1.30",
        "exports/mixed", "exports/external", "exports/single",
    ]

    private static let all: [MatrixText] = plans + machines + kubeadm + network + exports

    private static let plans = MatrixCase.all.flatMap { example in
        let name = "plans/\(example.name)"
        return MatrixText.work(example.made, of: name) + MatrixText.documents(example.documents, of: name, example.plan.machines)
    }

    private static let machines = MachineExample.all.flatMap { example in
        MatrixText.steps(example.made, of: "machines/\(example.name)")
            + MatrixText.work(example.made, of: "machines/\(example.name)")
    }

    private static let kubeadm = KubeadmCase.all.flatMap { example in
        let made = example.made
        return MatrixText.steps(made, of: "kubeadm/\(example.name)") + MatrixText.work(made, of: "kubeadm/\(example.name)")
    }

    private static let network = NetworkCase.all.flatMap { example in
        let made = Plan(steps: example.steps), name = "network/\(example.testDescription)"
        return MatrixText.steps(made, of: name) + MatrixText.work(made, of: name)
    }

    private static let exports = ExportCase.all.flatMap { example in
        // Scripts and the rest of the machines' folders are those of the plans.
        let documents = example.documents.filter { !$0.path.hasPrefix("machines/") }
        return MatrixText.documents(documents, of: "exports/\(example.testDescription)", example.plan.machines)
    }
}
