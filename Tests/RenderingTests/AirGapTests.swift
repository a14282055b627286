import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning
@testable import Rendering

/// Machines without internet: whatever a plan's files and commands name is in the bundle's lists, and nothing leaves the site. Collected from
/// the output of every plan of the matrices, so that a generator that is new cannot be forgotten.
@Suite struct AirGapTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var plan: ClusterPlan
        var made: (plan: Plan, bundle: Bundle)? {
            PlanContext(plan, knowledge: Knowledge.planning).map { (RenderedPlan.plan($0), Bundle($0)) }
        }
    }

    private static let plans: [(String, ClusterPlan)] =
        MatrixCase.all.map { ($0.name, $0.plan) } + NetworkCase.all.map { ($0.testDescription, $0.plan) }
        + MachineExample.all.map { ($0.name, $0.one.plan) }

    static let cases = plans.filter { $0.1.tool == .kubeadm && $0.1.existing?.task != .remove }.flatMap { name, plan in
        ["", "registry.corp.example:5000/k8s"].map { registry in
            var plan = plan
            plan.images.isAirGapped = true
            plan.images.repository = registry
            return Case(testDescription: "\(name)\(registry.isEmpty ? "" : "-registry")", plan: plan)
        }
    }

    /// What a text names as an image: after `image:`, and after the settings of runtimes and kubelets that name one.
    static func images(in text: String) -> [String] {
        let marks = ["image: ", "pause_image = ", "sandbox_image = ", "sandbox = ", "--pod-infra-container-image="]
        return text.split(separator: "\n").compactMap { line in
            guard let mark = marks.first(where: { line.contains($0) }), let range = line.firstRange(of: mark) else { return nil }
            let word = line[range.upperBound...].split { $0 == " " || $0 == "\"" }.first.map(String.init) ?? ""
            return word.contains(":") ? word : nil
        }
    }

    @Test(arguments: cases) func nothingLeavesTheSite(_ one: Case) throws {
        let (plan, bundle) = try #require(one.made)
        let paths = Set(bundle.files.map { BundlePlace.path(of: $0.url) })
        func isBrought(_ url: String) -> Bool {
            [BundlePlace.folder, "/C:/drydock/bundle"].contains { folder in
                url.hasPrefix("file://\(folder)/") && paths.contains(String(url.dropFirst("file://\(folder)/".count)))
            }
        }
        for step in plan.steps {
            #expect(!PackageRepository.isAdded(by: step), "\(step.id)")
            for action in step.actions {
                switch action {
                case .fetch(let fetch):
                    #expect(isBrought(fetch.url), "\(step.id): \(fetch.url)")
                    if case .published(let url, _) = fetch.proof { #expect(isBrought(url), "\(step.id): \(url)") }
                case .packages(let set):
                    let own = bundle.packages.filter { set.folder?.hasSuffix("/packages/\($0.kind)") == true }
                    #expect(own.count == 1 && set.words.allSatisfy { own[0].words.contains($0) }, "\(step.id): \(set.text)")
                    for run in set.commands where run.unless == nil {
                        #expect(run.words.contains { $0.contains(set.folder ?? "/") }, "\(step.id): \(run.words)")
                    }
                case .run(let run):
                    #expect(
                        !["apt-get", "dnf", "zypper", "curl"].contains(run.words[0]) || Self.isInside(run),
                        "\(step.id): \(run.words)")
                    #expect(!run.words.contains { $0.hasPrefix("oci://") || $0 == "--repo" }, "\(step.id): \(run.words)")
                case .write, .edit, .unit, .staticPod, .byHand: break
                }
            }
        }
    }

    /// curl of the cluster's own addresses, and what removes or holds packages.
    private static func isInside(_ run: Run) -> Bool {
        run.words[0] == "curl" || run.words.contains("remove") || run.words.contains("addlock")
    }

    @Test(arguments: cases) func everyImageIsOnTheList(_ one: Case) throws {
        let (plan, bundle) = try #require(one.made)
        let listed = Set(bundle.images.map(\.to))
        let texts = plan.steps.flatMap(\.files).map(\.content) + plan.steps.flatMap(\.actions).map(ActionText.line)
        let named = Set(texts.flatMap(Self.images))
        #expect(!named.isEmpty)
        for image in named { #expect(listed.contains(image), "\(image) is not in images.txt") }
        if !one.plan.images.repository.isEmpty {
            for image in listed { #expect(image.hasPrefix(one.plan.images.repository + "/"), "\(image)") }
        }
        let list = try #require(plan.documents.first { $0.path == "airgap/images.txt" }?.content)
        for image in bundle.images { #expect(list.contains("\(image.from) \(image.to)\n")) }
    }

    /// The add-on's images are moved where the manifest's own would be pulled from elsewhere.
    @Test(arguments: cases.filter { !$0.plan.images.repository.isEmpty }) func addOnsComeFromTheRegistry(_ one: Case) throws {
        let context = try #require(PlanContext(one.plan, knowledge: Knowledge.planning))
        guard let addOn = context.addOn, one.plan.existing == nil, addOn.isMaintained else { return }
        let texts = try #require(one.made).plan.steps.filter { $0.phase == .network }.flatMap(\.files).map(\.content).joined()
        let parts = one.plan.images.repository.split(separator: "/")
        #expect(texts.contains(one.plan.images.repository) || texts.contains("registry: \(parts[0])/"), "\(addOn.id)")
        #expect(!addOn.images(of: addOn.meant(context)).isEmpty)
    }

    @Test(arguments: cases) func everyFileHasAProof(_ one: Case) throws {
        let (plan, bundle) = try #require(one.made)
        let lines = try #require(plan.documents.first { $0.path == "airgap/files.txt" }?.content).split(separator: "\n")
            .dropFirst()
        #expect(lines.count == bundle.files.count)
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            #expect(words.count == 3 && words[2].hasPrefix("https://") && words[1] == BundlePlace.path(of: words[2]), "\(line)")
            let isSum = words[0].count == 64 && words[0].allSatisfy(\.isHexDigit)
            let isPublished = words[0].firstIndex(of: "#").map { at in
                lines.contains { $0.split(separator: " ")[1] == words[0][..<at] }
            }
            #expect(isSum || isPublished == true || words[0] == "tls", "\(line)")
        }
    }

    /// A plan with internet has none of it.
    @Test func othersHaveNoBundle() throws {
        let plan = try #require(MatrixCase.all.first { $0.name == "stacked-1.36" }).made
        #expect(!plan.steps.contains { $0.key.hasSuffix("-bundle") } && !plan.documents.contains { $0.path.hasPrefix("airgap/") })
    }
}
