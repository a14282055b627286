import Testing

@testable import Probes

@Suite struct CNIConfigTests {
    private func config(_ text: String, isList: Bool = true) throws(CNIConfig.Problem) -> CNIConfig {
        try CNIConfig(Array(text.utf8), isList: isList)
    }

    private func problem(_ text: String, isList: Bool = true) -> String? {
        do throws(CNIConfig.Problem) {
            _ = try config(text, isList: isList)
            return nil
        } catch { return error.sentence }
    }

    @Test func bridgeWithTwoRanges() throws {
        let found = try config(
            """
            {"cniVersion": "1.0.0", "name": "wbnet", "plugins": [
              {"type": "bridge", "bridge": "cni5", "hairpinMode": true, "promiscMode": false,
               "ipam": {"type": "host-local", "ranges": [[{"subnet": "10.244.0.0/24"}], [{"subnet": "fd00:10:244::/64"}]]}},
              {"type": "portmap", "capabilities": {"portMappings": true}}]}
            """)
        #expect(found.name == "wbnet")
        #expect(found.plugins == ["bridge", "portmap"])
        #expect(found.bridge == "cni5")
        #expect(found.hairpin == true)
        #expect(found.promiscuous == false)
        #expect(found.ranges == ["10.244.0.0/24", "fd00:10:244::/64"])
    }

    @Test func singlePluginHasDefaults() throws {
        let found = try config(#"{"name": "x", "type": "bridge", "ipam": {"subnet": "10.1.0.0/24"}}"#, isList: false)
        #expect(found.bridge == "cni0")
        #expect(found.hairpin == false)
        #expect(found.ranges == ["10.1.0.0/24"])
    }

    @Test func flannelHandsItsDelegateOn() throws {
        let plain = try config(#"{"name": "cbr0", "plugins": [{"type": "flannel"}]}"#)
        #expect(plain.bridge == "cni0")
        #expect(plain.hairpin == false)
        let told = try config(#"{"name": "cbr0", "plugins": [{"type": "flannel", "delegate": {"hairpinMode": true}}]}"#)
        #expect(told.hairpin == true)
        let other = try config(#"{"name": "cbr0", "plugins": [{"type": "flannel", "delegate": {"type": "ipvlan"}}]}"#)
        #expect(other.bridge == nil)
        #expect(other.hairpin == nil)
    }

    /// A plugin's own field of another type is no fault of the file: the runtime does not look into it.
    @Test func fieldsOfAnotherTypeAreThePluginsAffair() throws {
        let found = try config(#"{"name": "x", "plugins": [{"type": "macvlan", "ipam": {"ranges": "all"}, "bridge": 5}]}"#)
        #expect(found.plugins == ["macvlan"])
        #expect(found.bridge == nil)
        #expect(found.ranges.isEmpty)
    }

    @Test func escapesThatYAMLLacksAreStillJSON() throws {
        #expect(problem(#"{"name": "x", "comment": "\ud83d\ude00", "plugins": [{"type": "bridge"}]}"#) == nil)
    }

    @Test func saysWhatIsWrong() {
        #expect(problem(" \n") == "The file is empty; JSON was expected.")
        #expect(problem("[1]")?.contains("not an object in braces") == true)
        #expect(problem(#"{"plugins": [{"type": "bridge"}]}"#) == "It has no name; a network needs one.")
        #expect(problem(#"{"name": "x", "plugins": []}"#) == "It names no plugin type; at least one is needed.")
        #expect(problem(#"{"name": "x", "plugins": [{"bridge": "cni0"}]}"#) == "It names no plugin type; at least one is needed.")
        #expect(problem("name: x") != nil)
    }

    @Test func namesTheLineWhereJSONEnds() {
        let sentence = problem("{\n  \"name\": \"x\",\n  \"plugins\": [{\"type\": \"bri\n") ?? ""
        #expect(sentence.hasPrefix("It is not JSON: line "), "\(sentence)")
    }

    @Test func aConflistUnderTheNameOfASinglePluginIsNone() {
        #expect(problem(#"{"name": "x", "plugins": [{"type": "bridge"}]}"#, isList: false) != nil)
    }

    /// Multus, CNI-Genie, DANM: what they hold within counts as theirs.
    @Test func metaPluginsHandOn() throws {
        let multus = try config(
            #"{"name": "multus-cni-network", "type": "multus", "delegates": [{"name": "wbnet", "plugins": [{"type": "bridge", "hairpinMode": true, "ipam": {"type": "host-local", "subnet": "10.244.0.0/24"}}, {"type": "portmap"}]}]}"#,
            isList: false)
        #expect(multus.handsOn)
        #expect(multus.networks == ["multus-cni-network", "wbnet"])
        #expect(multus.plugins == ["multus", "bridge", "portmap"])
        #expect(multus.ranges == ["10.244.0.0/24"])
        #expect(multus.hairpin == true)
        for type in ["multus-shim", "genie", "danm"] {
            #expect(try config(#"{"name": "x", "type": "\#(type)"}"#, isList: false).handsOn)
        }
        #expect(try config(#"{"name": "x", "type": "my-meta", "clusterNetwork": "flannel"}"#, isList: false).handsOn)
        #expect(try !config(#"{"name": "cbr0", "plugins": [{"type": "flannel", "delegate": {"hairpinMode": true}}]}"#).handsOn)
        #expect(try !config(#"{"name": "x", "plugins": [{"type": "calico"}, {"type": "istio-cni"}]}"#).handsOn)
    }
}
