import Testing
import YAML

@Suite struct YAMLNodeTests {
    private static let kubelet = """
        # the kubelet's
        apiVersion: kubelet.config.k8s.io/v1beta1
        cgroupDriver: systemd
        clusterDNS:
        - 10.96.0.10
        - "fd00::a"   # second
        evictionHard:
          nodefs.available: 10%
          memory.available: "100Mi"
        featureGates: {Ä: true, KubeletInUserNamespace: false}
        empty:
        script: |
          one
          two
        last: true
        """

    @Test func readsByKeyAndIndex() throws {
        let node = try yaml(Self.kubelet)
        #expect(node["cgroupDriver"]?.string == "systemd")
        #expect(node["clusterDNS"][1]?.string == "fd00::a")
        #expect(node["clusterDNS"][2] == nil)
        #expect(node["evictionHard"]["nodefs.available"]?.string == "10%")
        #expect(node["evictionHard"]["none"]["deeper"] == nil)
        #expect(node["featureGates"]["Ä"]?.bool == true)
        #expect(node["empty"]?.isNull == true)
        #expect(node["script"]?.string == "one\ntwo\n")
        #expect(node["clusterDNS"]?.array?.count == 2)
    }

    @Test func keepsTheOrderOfKeys() throws {
        let names = try #require(yaml("z: 1\na: 2\nm: 3").entries).map(\.key.name)
        #expect(names == ["z", "a", "m"])
    }

    @Test func marksAreLinesColumnsAndBytes() throws {
        let node = try yaml(Self.kubelet)
        #expect(node["cgroupDriver"]?.line == 3)
        #expect(node["cgroupDriver"]?.column == 15)
        #expect(slice(Self.kubelet, node["cgroupDriver"]) == "systemd")
        #expect(slice(Self.kubelet, node["clusterDNS"][1]) == "\"fd00::a\"")
        #expect(slice(Self.kubelet, node["clusterDNS"]) == "- 10.96.0.10\n- \"fd00::a\"")
        #expect(slice(Self.kubelet, node["featureGates"]) == "{Ä: true, KubeletInUserNamespace: false}")
        #expect(slice(Self.kubelet, node["featureGates"]["KubeletInUserNamespace"]) == "false")
        #expect(slice(Self.kubelet, node["last"]) == "true")
        let key = try #require(node.entries?.last).key
        #expect(key.line == 15)
        #expect(key.start.column == 1)
    }

    @Test func marksHoldAfterAByteOrderMarkAndCRLF() throws {
        let text = "\u{FEFF}a: 1\r\nb: ü\r\nc: 3\r\n"
        let node = try yaml(text)
        #expect(slice(text, node["b"]) == "ü")
        #expect(slice(text, node["c"]) == "3")
        #expect(node["a"]?.column == 4)
        #expect(node["c"]?.line == 3)
        #expect(node.entries?.map(\.key.name) == ["a", "b", "c"])
    }

    @Test func stylesAreTold() throws {
        let node = try yaml("- a\n- 'a'\n- \"a\"\n- |\n  a\n- >-\n  a\n")
        let styles = node.array?.map { node -> YAMLNode.Style? in
            if case .scalar(_, let style) = node.content { return style }
            return nil
        }
        #expect(styles == [.plain, .quoted, .quoted, .block, .block])
    }

    @Test func unknownKeysAreListedInOrder() throws {
        let node = try yaml("b: 1\nx: 2\na: 3\nw: 4")
        #expect(node.keys(notIn: ["a", "b"]).map(\.name) == ["x", "w"])
        #expect(node.keys(notIn: ["a", "b"]).map(\.line) == [2, 4])
        #expect(try yaml("- a").keys(notIn: ["a"]).isEmpty)
    }

    @Test func mergedKeysComeLastAndNeverWin() throws {
        let node = try yaml("base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\nmany:\n  <<: [*b, {w: 9}]\n")
        #expect(node["use"]["x"]?.int == 1)
        #expect(node["use"]["z"]?.int == 3)
        #expect(node["use"]?.entries?.map(\.key.merged) == [false, true])
        #expect(node["many"]["w"]?.int == 9)
        #expect(node["use"]["<<"] == nil)
    }
}
