import Testing
import Text
import YAML

@Suite struct NearestWordTests {
    private let known = ["cgroupDriver", "clusterDNS", "clusterDomain", "failSwapOn", "maxPods"]

    @Test func slipsAreUnderstood() {
        #expect(NearestWord.to("cgroupdriver", among: known) == "cgroupDriver")
        #expect(NearestWord.to("cgroupDrvier", among: known) == "cgroupDriver")
        #expect(NearestWord.to("clusterDns", among: known) == "clusterDNS")
        #expect(NearestWord.to("maxPod", among: known) == "maxPods")
        #expect(NearestWord.to("failSwapsOn", among: known) == "failSwapOn")
    }

    @Test func strangersAreNot() {
        #expect(NearestWord.to("registryMirrors", among: known) == nil)
        #expect(NearestWord.to("x", among: known) == nil)
        #expect(NearestWord.to("a", among: [String]()) == nil)
    }

    @Test func distanceCountsChangesAndSwaps() {
        #expect(NearestWord.distance("", "abc") == 3)
        #expect(NearestWord.distance("abcd", "abdc") == 1)
        #expect(NearestWord.distance("kitten", "sitting") == 3)
        #expect(NearestWord.distance("same", "same") == 0)
    }

    @Test func longWordsCostLittle() {
        let word = String(repeating: "a", count: 1_000_000)
        #expect(NearestWord.to(word, among: [word + "b"]) != nil)
    }
}
