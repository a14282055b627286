import Editing
import Testing

@Suite struct EditPathTests {
    @Test(arguments: [
        "cgroupDriver", "a.b.c", "plugins.\"io.containerd.grpc.v1.cri\".containerd", "clusterDNS[0]", "a[1][2].b",
        "spec.containers[name=etcd].command", "disabled_plugins[=cri]", "[type=swap]", "[target=/var].options[=noatime]",
        "etcd.--listen-client-urls[=https://127.0.0.1:2379]", "::1[=x]", "net.ipv4.ip_forward", "\"a \\\"b\\\\\"", "\"\"",
        "*[=x]",
    ])
    func roundTrip(_ text: String) throws { #expect(try EditPath(text).description == text) }

    @Test func segments() throws {
        #expect(
            try EditPath("a.\"b.c\"[2][name=x y][='q]']").segments == [
                .key("a"), .key("b.c"), .index(2), .item(name: "name", value: "x y"), .member("q]"),
            ])
        #expect(try EditPath("[=https://a.b]").segments == [.member("https://a.b")])
        #expect(try EditPath("a[\"n.m\"=v]").segments == [.key("a"), .item(name: "n.m", value: "v")])
    }

    @Test(arguments: [
        "", ".a", "a.", "a..b", "a b", "a[", "a[]", "a[x]", "a[-1]", "a[01]", "a[x=]", "a[=x", "a]", "\"a", "a\"b\"", "\"a\\x\"",
        "a[0]b",
    ])
    func refused(_ text: String) { #expect(throws: EditError.self) { try EditPath(text) } }

    @Test func errorsNameThePlace() {
        do throws(EditError) {
            _ = try EditPath("a.b c")
        } catch {
            #expect(error.description == "The path a.b c cannot be read at character 4: a dot or \"[\" is expected after a key.")
        }
    }

    /// Any path that can be made is written so that it reads back.
    @Test func anyPathReadsBack() throws {
        var dice = Seeded(7)
        let words = ["a", "", "a.b", "x y", "\"", "\\", "'", "[", "]", "=", "ü🚢", "--flag", "10", "a=b", "\t", "#"]
        for _ in 0..<2000 {
            let path = EditPath(
                segments: (0..<(1 + dice.roll(4))).map { _ in
                    let word = words[dice.roll(words.count)] + words[dice.roll(words.count)]
                    return switch dice.roll(4) {
                    case 0: .index(dice.roll(100))
                    case 1: .item(name: word, value: words[dice.roll(words.count)])
                    case 2: .member(word)
                    default: .key(word)
                    }
                })
            #expect(try EditPath(path.description) == path, "\(path)")
        }
    }
}
