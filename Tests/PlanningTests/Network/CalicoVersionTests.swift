import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning

/// Calico and Canal come in a version that the release's API server takes, under the names that the files have in that version.
@Suite struct CalicoVersionTests {
    private func fetched(_ addOn: String, _ minor: Int, version: String = "") throws -> [String] {
        let one = NetworkCase("version", .single, minor: minor) { plan in
            plan.network.addOn.name = addOn
            plan.network.addOn.version = version
        }
        let context = try #require(PlanContext(one.plan, knowledge: Knowledge.planning))
        return NetworkAddOn().steps(context).flatMap(\.actions).compactMap { action in
            guard case .fetch(let fetch) = action else { return nil }
            return fetch.url.split(separator: "/").suffix(3).joined(separator: "/")
        }
    }

    @Test(arguments: [
        (23, "v3.25.2", ["tigera-operator.yaml"]), (27, "v3.28.5", ["tigera-operator.yaml"]),
        (31, "v3.29.7", ["tigera-operator.yaml"]), (33, "v3.31.7", ["operator-crds.yaml", "tigera-operator.yaml"]),
        (36, "v3.32.1", ["v1_crd_projectcalico_org.yaml", "tigera-operator.yaml"]),
    ])
    func calicoSuitsTheRelease(_ minor: Int, _ version: String, _ files: [String]) throws {
        #expect(try fetched("calico", minor) == files.map { "\(version)/manifests/\($0)" })
        #expect(try fetched("canal", minor) == ["\(version)/manifests/canal.yaml"])
    }

    @Test func aVersionThatIsNamedHasItsOwnFiles() throws {
        let files = try fetched("calico", 36, version: "v3.31.7")
        #expect(files == ["v3.31.7/manifests/operator-crds.yaml", "v3.31.7/manifests/tigera-operator.yaml"])
    }

    /// API servers before 1.28 refuse what 3.32's kinds declare; no release may be given them.
    @Test(arguments: ["calico", "canal"]) func noReleaseGetsAVersionThatItRefuses(_ name: String) throws {
        let addOn = try #require(Knowledge.planning.addOn(name))
        for release in Knowledge.planning.releases {
            let version = addOn.version(for: release.minor)
            #expect(release.minor >= version.needsMinor ?? 0, "\(release.id): \(version.version)")
            #expect(release.minor >= version.fromMinor ?? 0, "\(release.id): \(version.version)")
        }
    }

    /// Before 3.27 an Installation's pools have no name, and a server-side apply refuses a field that nobody declared.
    @Test func poolsAreNamedOnlyWhereTheyCanBe() throws {
        func installation(_ minor: Int) throws -> String {
            let one = NetworkCase("pools", .single, minor: minor) { $0.network.addOn.name = "calico" }
            let context = try #require(PlanContext(one.plan, knowledge: Knowledge.planning))
            return try #require(
                NetworkAddOn().steps(context).flatMap(\.files).first { $0.path.hasSuffix("installation.yaml") }?.content)
        }
        #expect(!(try installation(26)).contains("default-ipv4-ippool"))
        #expect(try installation(27).contains("default-ipv4-ippool"))
    }
}
