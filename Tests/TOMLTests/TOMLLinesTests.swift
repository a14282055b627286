import TOML
import Testing

@Suite struct TOMLLinesTests {
    static let text = """
        # containerd
        version = 2
        imports = [
          "a.toml", # [not a table]
          "b.toml",
        ]
        [plugins."io.containerd.grpc.v1.cri"]
          sandbox_image = "registry.k8s.io/pause:3.8"
          note = \"\"\"
        [x]
        y = 1
        \"\"\"
          [plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.runc.options]
            SystemdCgroup = true
        [grpc]
        tls.cert = 'x'
        """

    @Test(
        arguments: [
            (["version"], 2), (["imports"], 3), (["plugins", "io.containerd.grpc.v1.cri"], 7),
            (["plugins", "io.containerd.grpc.v1.cri", "sandbox_image"], 8),
            (["plugins", "io.containerd.grpc.v1.cri", "containerd", "runtimes", "runc", "options", "SystemdCgroup"], 14),
            (["grpc", "tls", "cert"], 16), (["grpc", "address"], 15),
            (["plugins", "io.containerd.grpc.v1.cri", "cni", "bin_dir"], 7),
        ] as [([String], Int)])
    func aSettingOrItsTableIsFound(path: [String], line: Int) throws {
        #expect(try toml(Self.text).mark(of: path)?.line == line)
    }

    @Test func whatStandsInTextsAndListsIsNoSetting() throws {
        let document = try toml(Self.text)
        #expect(document.mark(of: ["x"]) == nil)
        #expect(document.mark(of: ["not a table"]) == nil)
        let path = ["plugins", "io.containerd.grpc.v1.cri", "containerd", "runtimes", "runc", "options", "SystemdCgroup"]
        #expect(document.mark(of: path).map(document.line(at:)) == "SystemdCgroup = true")
    }

    @Test func agreesWithTheValues() throws {
        let document = try toml(Self.text)
        let values = document.root.tree
        for leaf in values.leaves() {
            #expect(document.lines(of: leaf.path)?.lowerBound == document[leaf.path]?.line, "\(leaf.path)")
        }
        #expect(values["plugins", "io.containerd.grpc.v1.cri", "note"]?.text == "[x]\ny = 1\n")
    }

    /// What an editor of the text needs: from where to where each table and each setting goes.
    @Test(
        arguments: [
            (["version"], 2...2), (["imports"], 3...6), (["plugins", "io.containerd.grpc.v1.cri"], 7...12),
            (["plugins", "io.containerd.grpc.v1.cri", "note"], 9...12), (["grpc"], 15...16), (["grpc", "tls"], 16...16),
            (["grpc", "tls", "cert"], 16...16), (["plugins"], nil), (["nothing"], nil), ([], nil),
        ] as [([String], ClosedRange<Int>?)])
    func linesOfSettingsAndTables(path: [String], lines: ClosedRange<Int>?) throws {
        #expect(try toml(Self.text).lines(of: path) == lines)
    }

    @Test func sectionsFollowTheFile() throws {
        let text =
            "\u{FEFF}a = 1\r\n\r\n# of b\r\n[ b . 'c d' ] # end\r\nx.y = [\r\n  1, # one\r\n]\r\n# after\r\n\r\n[[e]]\r\n[[e]]\r\nf = 2"
        let document = try toml(text)
        #expect(document.sections.map(\.path) == [[], ["b", "c d"], ["e"], ["e"]])
        #expect(document.sections.map(\.isElement) == [false, false, true, true])
        #expect(document.sections.map(\.lines) == [1...1, 4...7, 10...10, 11...12])
        #expect(document.sections[1].settings.map(\.path) == [["x", "y"]])
        let bytes = Array(text.utf8)
        func cut(_ span: TOMLSpan?) -> String? {
            span.map { String(decoding: bytes[$0.start.offset..<$0.end.offset], as: UTF8.self) }
        }
        #expect(cut(document.sections[1].header) == "[ b . 'c d' ]")
        #expect(cut(document.sections[1].settings[0].key) == "x.y")
        #expect(cut(document.sections[1].settings[0].value) == "[\r\n  1, # one\r\n]")
        #expect(cut(document.sections[3].settings[0].value) == "2")
        #expect(document.mark(of: ["a"]).map(document.line(at:)) == "a = 1")
        #expect(document[["e"]]?.members?.map(\.line) == [10, 11])
    }

    @Test func aTableNamedByAnotherIsWhereItIsOpened() throws {
        let document = try toml("[a.b]\nx = 1\n[a]\ny = 2\n")
        #expect(document.mark(of: ["a"])?.line == 3)
        #expect(document.lines(of: ["a"]) == 3...4)
        #expect(document.mark(of: ["a", "z"])?.line == 3)
    }

    @Test func anEmptyFileHasOneEmptySection() throws {
        for text in ["", "\n", "# nothing\n", "\u{FEFF}"] {
            let document = try toml(text)
            #expect(document.root.entries == [])
            #expect(document.sections.count == 1)
            #expect(document.sections.first?.lines == nil)
        }
    }
}
