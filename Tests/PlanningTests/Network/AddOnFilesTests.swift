import Knowledge
import Steps
import Testing

@testable import PlanCases
@testable import Planning

/// What is known of each version of each add-on covers everything that its installation takes: the files with their sums, the images, and
/// a range of releases without a hole.
@Suite struct AddOnFilesTests {
    private static let addOns = Knowledge.planning.addOns.filter(\.isMaintained)

    /// Each way to install it, with each version.
    private func fetches(_ addOn: AddOn, _ version: String, minor: Int) throws -> [Fetch] {
        try [(false, ClusterNetwork.Encryption.none), (true, .none), (false, .wireguard), (false, .ipsec)].flatMap {
            replaces, encryption in
            let one = NetworkCase("files", .single, minor: minor) { plan in
                plan.network.addOn.name = addOn.id
                plan.network.addOn.version = version
                plan.network.addOn.replacesKubeProxy = replaces && addOn.replacesKubeProxy
                plan.network.addOn.encryption = encryption
            }
            let context = try #require(PlanContext(one.plan, knowledge: Knowledge.planning))
            return NetworkAddOn().steps(context).flatMap(\.actions).compactMap { action in
                if case .fetch(let fetch) = action, !fetch.url.contains("get.helm.sh") { fetch } else { nil }
            }
        }
    }

    @Test(arguments: addOns) func everyFileOfEveryVersionIsKnown(_ addOn: AddOn) throws {
        let versions =
            addOn.versions.isEmpty ? [AddOnVersion(version: addOn.version, fromMinor: addOn.fromMinor)] : addOn.versions
        for version in versions {
            let fetched = try fetches(addOn, version.version, minor: version.fromMinor ?? 36)
            #expect(!fetched.isEmpty)
            let own = addOn.downloads.filter { $0.version == version.version }.map(\.file)
            for fetch in fetched {
                let file = String(fetch.url.split(separator: "/").last ?? "")
                let plain = String(version.version.drop { $0 == "v" })
                #expect(fetch.url.contains(plain), "\(fetch.url) is not of \(version.version)")
                if addOn.unproved == nil { #expect(own.contains(file), "\(addOn.id) \(version.version): \(file)") }
            }
            // And nothing is known that no way of installing it takes.
            let taken = Set(fetched.map { String($0.url.split(separator: "/").last ?? "") })
            for file in own { #expect(taken.contains(file), "\(addOn.id) \(version.version): \(file)") }
            #expect(!addOn.images(of: version.version).isEmpty, "\(addOn.id) \(version.version)")
        }
    }

    @Test(arguments: addOns) func versionsGoUpWithTheReleases(_ addOn: AddOn) {
        for (older, newer) in zip(addOn.versions, addOn.versions.dropFirst()) {
            #expect((older.fromMinor ?? 0) < (newer.fromMinor ?? 0), "\(addOn.id): \(newer.version)")
            #expect((newer.fromMinor ?? 0) <= (older.toMinor ?? 0) + 1, "\(addOn.id): no version for what lies between")
        }
    }
}

extension AddOn: CustomTestStringConvertible {
    public var testDescription: String { id }
}
