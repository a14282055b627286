import Knowledge
import Steps
import Testing
import YAML

@testable import PlanCases
@testable import Planning

/// What holds for the steps and files of add-ons and balancers, whatever their goldens say.
struct NetworkStepTests {
    @Test(arguments: NetworkCase.all) func theCaseIsAPlanWithoutErrors(_ example: NetworkCase) {
        #expect(example.errors == [])
        #expect(!example.steps.isEmpty)
        #expect(Set(example.steps.map(\.id)).count == example.steps.count)
    }

    @Test(arguments: NetworkCase.all) func yamlIsReadBackAndSecretsAreForRootAlone(_ example: NetworkCase) throws {
        for file in example.steps.flatMap(\.files) {
            if !file.placeholders.isEmpty { #expect(file.mode == 0o600, "\(file.path)") }
            guard file.path.hasSuffix(".yaml") else { continue }
            let documents = try YAMLDocument.parse(Array(file.content.utf8), file: file.path)
            #expect(documents.allSatisfy { $0.entries != nil }, "\(file.path)")
        }
    }

    @Test func everyMaintainedAddOnCanBeInstalledAndNoOther() {
        let known = Knowledge.planning.addOns.filter(\.isMaintained).map(\.id).sorted()
        #expect(NetworkAddOn.installations.keys.sorted() == known)
    }

    @Test func anAddOnOfTheClusterThatIsThereIsLeftAlone() {
        var example = NetworkCase("existing") { _ in }
        example.plan.existing = ExistingCluster()
        #expect(example.steps == [])
    }

    @Test func eachFurtherBalancerIsOneBelow() throws {
        let plan = NetworkCase("x") { _ in }.plan
        let texts = plan.machines(.controlPlane).map { Keepalived.text(plan, on: $0) }
        #expect(texts[0].contains("priority 101") && texts[0].contains("state MASTER"))
        #expect(texts[1].contains("priority 100") && texts[1].contains("state BACKUP"))
        #expect(texts[2].contains("priority 99") && !texts[2].contains("unicast_peer {\n        192.0.2.13"))
        #expect(texts[1].contains("        192.0.2.11\n        192.0.2.13\n    }"))
    }

    @Test func machinesWithoutAnAddressOfTheEndpointsFamilyTalkByMulticast() {
        var plan = NetworkCase("x") { $0.endpoint.address = "2001:db8::ff" }.plan
        #expect(!Keepalived.text(plan, on: plan.machines[0]).contains("unicast"))
        for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 1)") }
        let text = Keepalived.text(plan, on: plan.machines[0])
        #expect(text.contains("unicast_src_ip 2001:db8::1\n    unicast_peer {\n        2001:db8::2\n        2001:db8::3\n    }"))
        #expect(!text.contains("auth_pass") && !text.contains("authentication {"))
    }

    @Test func theFirstKubeVIPAloneBeginsWithAllRights() {
        let files = NetworkCase.all.filter { $0.testDescription.hasPrefix("kube-vip") }
            .map { $0.steps.flatMap(\.files).filter { $0.path == KubeVIP.path } }
        #expect(files.count == 2)
        #expect(files[0].map { $0.content.contains("super-admin.conf") } == [true, false, false])
        #expect(files[1].map { $0.content.contains("super-admin.conf") } == [false, false, false])
        #expect(files.joined().filter { !$0.keepsExisting } == [])
    }
}
