import Editing
import Testing

@Suite struct JSONFileTests {
    @Test(arguments: cases) func edits(_ one: EditCase) { one.check() }

    private static let docker = "{\n  \"exec-opts\": [\"native.cgroupdriver=cgroupfs\"],\n  \"log-driver\": \"json-file\"\n}\n"
    private static let cni =
        "{\"cniVersion\":\"1.0.0\",\"name\":\"b\",\"plugins\":[{\"type\":\"bridge\",\"isGateway\":true,\"ipam\":{\"type\":\"host-local\"}},{\"type\":\"portmap\"}]}\n"

    static let cases: [EditCase] = [
        EditCase(
            "a text", .json, .set("log-driver", "journald"), before: docker,
            after: docker.replacing("json-file", with: "journald")),
        EditCase("so already", .json, .set("log-driver", "json-file"), before: docker, after: docker),
        EditCase(
            "a list", .json, .set("exec-opts", ["native.cgroupdriver=systemd"]), before: docker,
            after: docker.replacing("cgroupfs", with: "systemd")),
        EditCase(
            "a new key", .json, .set("live-restore", true), before: docker,
            after: docker.replacing("file\"\n", with: "file\",\n  \"live-restore\": true\n")),
        EditCase(
            "new objects", .json, .set("log-opts", ["max-size": "10m", "max-file": "3"]), before: docker,
            after: docker.replacing(
                "file\"\n", with: "file\",\n  \"log-opts\": {\n    \"max-file\": \"3\",\n    \"max-size\": \"10m\"\n  }\n")),
        EditCase(
            "an item more", .json, .set("exec-opts[=x]", "x"), before: docker,
            after: docker.replacing("cgroupfs\"]", with: "cgroupfs\", \"x\"]")),
        EditCase("a key less", .json, .remove("exec-opts"), before: docker, after: "{\n  \"log-driver\": \"json-file\"\n}\n"),
        EditCase(
            "the last key less", .json, .remove("log-driver"), before: docker,
            after: "{\n  \"exec-opts\": [\"native.cgroupdriver=cgroupfs\"]\n}\n"),
        EditCase("an empty object", .json, .set("a", 1), before: "{}\n", after: "{\n  \"a\": 1\n}\n"),
        EditCase(
            "an empty object in one over lines", .json, .set("b.c", 1), before: "{\n\t\"b\": {}\n}\n",
            after: "{\n\t\"b\": {\n\t\t\"c\": 1\n\t}\n}\n"),
        EditCase(
            "an empty file", .json, .set("a.b", "x"), before: "", after: "{\n  \"a\": {\n    \"b\": \"x\"\n  }\n}\n",
            varied: false),
        EditCase(
            "on one line", .json, .set("plugins[type=bridge].hairpinMode", true), before: cni,
            after: cni.replacing("\"host-local\"}}", with: "\"host-local\"},\"hairpinMode\":true}")),
        EditCase(
            "in a list of objects", .json, .set("plugins[type=bridge].ipam.type", "dhcp"), before: cni,
            after: cni.replacing("host-local", with: "dhcp")),
        EditCase(
            "an object less", .json, .remove("plugins[type=portmap]"), before: cni,
            after: cni.replacing(",{\"type\":\"portmap\"}", with: "")),
        EditCase(
            "a plugin more", .json, .set("plugins[type=tuning].mtu", 1400), before: cni,
            after: cni.replacing("{\"type\":\"portmap\"}", with: "{\"type\":\"portmap\"},{\"mtu\":1400,\"type\":\"tuning\"}")),
        EditCase("tabs", .json, .set("b", 2), before: "{\n\t\"a\": 1\n}\n", after: "{\n\t\"a\": 1,\n\t\"b\": 2\n}\n"),
        EditCase(
            "escapes", .json, .set("a", "\"\\\n\u{1}ü"), before: "{\"a\": 1}\n", after: "{\"a\": \"\\\"\\\\\\n\\u0001ü\"}\n"),
        EditCase("a text that looks like a number", .json, .set("a", "1"), before: "{\"a\": 1}\n", after: "{\"a\": \"1\"}\n"),
        EditCase(
            "a number that Int cannot hold stays", .json, .set("b", 2), before: "{\"a\": 123456789012345678901, \"b\": 1}\n",
            after: "{\"a\": 123456789012345678901, \"b\": 2}\n"),
        EditCase("an escaped key", .json, .set("ä", 2), before: "{\"\\u00e4\": 1}\n", after: "{\"\\u00e4\": 2}\n"),
        EditCase("null in between", .json, .set("a.b", 1), before: "{\"a\": null}\n", after: "{\"a\": {\"b\": 1}}\n"),
        EditCase(
            "a key that is there twice", .json, .set("a", 1), before: "{\n\"a\": 1,\n\"a\": 2}",
            error: "stands twice in one object, first on line 2"),
        EditCase("a comment", .json, .set("a", 1), before: "{\n// no\n}", error: "Line 2"),
        EditCase("a comma too many", .json, .set("a", 1), before: "{\"a\": 1,}", error: "A key in double quotes"),
        EditCase("single quotes", .json, .set("a", 1), before: "{'a': 1}", error: "A key in double quotes"),
        EditCase("cut off", .json, .set("a", 1), before: "{\"a\": \"x", error: "no closing quote"),
        EditCase("two documents", .json, .set("a", 1), before: "{} {}", error: "has ended before"),
        EditCase("lines", .json, .append(["x"]), before: "{}\n", error: "has ended before"),
        EditCase("through a text", .json, .set("a.b", 1), before: "{\"a\": \"x\"}", error: "a is a text on line 1"),
        EditCase("a list is the file", .json, .set("a", 1), before: "[]", error: "The file holds a list"),
    ]
}
