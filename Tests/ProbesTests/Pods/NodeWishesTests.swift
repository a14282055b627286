import Testing
import YAML

@testable import Probes

@Suite struct NodeWishesTests {
    private let labels = ["kubernetes.io/hostname=cp1", "disktype=ssd", "node-role.kubernetes.io/control-plane="]

    private func areMet(_ spec: String) throws -> Bool? {
        NodeWishes(try YAMLDocument.parse(Array(spec.utf8), file: "pod").first).areMet(by: labels)
    }

    @Test func aSelectorWantsEachLabel() throws {
        #expect(try areMet("nodeSelector: {kubernetes.io/hostname: cp1}") == true)
        #expect(try areMet("nodeSelector: {kubernetes.io/hostname: cp1, disktype: nvme}") == false)
        #expect(try areMet("nodeSelector: {node-role.kubernetes.io/control-plane: ''}") == true)
        #expect(try areMet("containers: []") == nil, "nothing is wished for")
    }

    @Test func anAffinityWantsOneTermAsAWhole() throws {
        func affinity(_ terms: String) -> String {
            "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [\(terms)]}}}"
        }
        let ssd = "{matchExpressions: [{key: disktype, operator: In, values: [ssd, nvme]}]}"
        let zone = "{matchExpressions: [{key: zone, operator: Exists}, {key: disktype, operator: In, values: [ssd]}]}"
        #expect(try areMet(affinity(ssd)) == true)
        #expect(try areMet(affinity(zone)) == false)
        #expect(try areMet(affinity("\(zone), \(ssd)")) == true)
        #expect(try areMet(affinity("{matchExpressions: [{key: zone, operator: DoesNotExist}]}")) == true)
        #expect(try areMet(affinity("{matchExpressions: [{key: disktype, operator: NotIn, values: [ssd]}]}")) == false)
        #expect(try areMet(affinity("{matchExpressions: [{key: cpus, operator: Gt, values: ['8']}]}")) == nil)
        #expect(try areMet(affinity("{matchFields: [{key: metadata.name, operator: In, values: [w1]}]}")) == nil)
    }
}
