import FoundationEssentials
import Knowledge
import KnowledgeFormat
import Testing

/// A typical mistake in a knowledge file: what is written instead of a part of a file that is right, and what the checker answers.
struct Mistake: CustomTestStringConvertible, Sendable {
    /// The file that the mistake is made in.
    enum Place: String, Sendable {
        case rule = "rules/kubelet/trial.yaml"
        case recipe = "recipes/kubelet/trial.yaml"
        case rung = "ladder/kubelet.yaml"
        case release = "releases/1.36.yaml"
        case addOn = "add-ons/flannel.yaml"
        case otherAddOn = "add-ons/romana.yaml"
        case runtime = "runtimes/containerd-2.3.yaml"
        case texts = "texts/trial.yaml"
        case command = "commands/kubeadm.yaml"
        case machine = "readiness/machine.yaml"
        case production = "readiness/production.yaml"
    }

    var place: Place
    var right, wrong: String
    /// The part of what is written at whose line the complaint stands; the first line of what is written where it is empty.
    var at: String
    /// What the complaint says, each part of it.
    var says: [String]
    /// Reported where the file begins: a field is missing.
    var isAtTop = false
    /// Another complaint may stand beside it.
    var hasCompany = false

    var testDescription: String { "\(place): \(wrong.isEmpty ? "no \(right)" : wrong)" }

    init(_ place: Place, _ right: String, _ wrong: String, at: String = "", says: String...) {
        self.place = place
        self.right = right
        self.wrong = wrong
        self.at = at
        self.says = says
    }

    /// Another complaint may stand beside it: that a field is missing.
    var alone: Mistake {
        var mistake = self
        mistake.hasCompany = true
        return mistake
    }

    /// The file with the mistake, and the line where it is.
    func made() throws -> (text: String, line: Int) {
        let text = try Self.base(place)
        let range = try #require(text.firstRange(of: right), "\(place) has no \(right)")
        let made = text[..<range.lowerBound] + wrong + text[range.upperBound...]
        let start = text.distance(from: text.startIndex, to: range.lowerBound)
        let from = made.index(made.startIndex, offsetBy: start)
        let place = at.isEmpty ? from : try #require(made[from...].firstRange(of: at)).lowerBound
        return (String(made), isAtTop ? 1 : 1 + made[..<place].filter { $0 == "\n" }.count)
    }

    /// What is wrong with the file, beside the knowledge that is compiled in.
    func problems() throws -> [KnowledgeProblem] {
        let file = KnowledgeFile(path: place.rawValue, shownAs: place.rawValue, bytes: Array(try made().text.utf8))
        return KnowledgeFolder.read([file], beside: Knowledge.base, catalogue: Self.catalogue).1
    }

    static let catalogue = Set(Knowledge.catalogue.map(\.id))

    /// A file without a mistake.
    static func base(_ place: Place) throws -> String {
        switch place {
        case .rule: return rule
        case .recipe: return recipe
        case .texts: return texts
        default:
            let knowledge = TestsFolder.tests.deletingLastPathComponent().appending(path: "Knowledge")
            return String(decoding: try Data(contentsOf: knowledge.appending(path: place.rawValue)), as: UTF8.self)
        }
    }

    private static let rule = """
        title: The kubelet is not as it should be
        severity: error
        rung: kubelet
        catalogue: [SD-PR-23]
        applies: {fact: node.isJoined, is: true}
        versions: {from: "1.30", to: "1.36"}
        when:
          all:
            - {fact: kubelet.cgroupDriver, is: cgroupfs}
            - {fact: kubelet.maxPods, below: 10}
            - each: certificates
              where:
                all:
                  - {fact: purpose, is: apiserver}
                  - {fact: notAfter, before: {fact: time.now, plus: 60}}
            - log: kubelet
              shows:
                - failed to run Kubelet
                - "no relationship found between node %q"
              since: 5m
              atLeast: 2
        says: >-
          The kubelet uses {kubelet.cgroupDriver}, of {kubelet.maxPods} pods.
        why: It must use what the runtime uses.
        wrongWhen: Never.
        leadsTo:
          - kubelet-is-unhealthy
        recipes:
          - start-kubelet
          - match-cgroup-driver
        quotes: [kubelet]
        sources:
          - {source: "kubernetes 1.36.2 cmd/kubelet/app/server.go", date: "2026-08-14"}

        """

    private static let recipe = """
        title: Start the kubelet once more
        catalogue: [SD-PR-23]
        about: A stopped kubelet leaves its containers running.
        steps:
          - title: Look why it stopped.
            risk: looks
            run: [journalctl, -u, kubelet, -n, "50", --no-pager]
          - title: Start it.
            risk: restarts
            run: [systemctl, start, kubelet]
            check: [systemctl, is-active, kubelet]
            expects: It prints active.
            undo: {run: [systemctl, stop, kubelet]}
        sources: ["kubernetes 1.36.2 cmd/kubelet/app/server.go"]

        """

    private static let texts = """
        program: kubelet
        sources: ["kubernetes 1.36.2 pkg/kubelet"]
        texts:
          - text: "the trial has failed: %v"
            leads: [kubelet-is-unhealthy]
          - text: "the trial goes on"
            level: info
            means:
              id: trial-goes-on
              title: The trial goes on
              says: It is not over yet.

        """
}
