import Editing
import Hosts

/// How a file of proofs looks: `Tests/Rules/<area>/<rule>.yaml`, or `proofs/<area>/<rule>.yaml` of a folder of one's own.
package enum ProofForm {
    /// The whole file.
    package static let file = Shape.fields([
        .init(
            "fires", .list(.defined("proof", proof)), isRequired: true,
            "Nodes on which the rule fires: what it says is wrong there."),
        .init(
            "near", .list(.defined("proof", proof)), isRequired: true,
            "Near misses: nodes on which the rule can be judged and is clear."),
    ])

    /// The JSON Schema for editors.
    package static var schema: String {
        ShapeSchema.file(
            file, title: "A rule's proof: Tests/Rules/<area>/<rule>.yaml, or proofs/<area>/<rule>.yaml of a folder of one's own")
    }

    private static let proof = Shape.fields([
        .init("why", .text, isRequired: true, "What is the matter on this node."),
        .init("node", .text, isRequired: true, "A recorded node of Tests/Nodes, or of nodes/ in a folder of one's own."),
        .init("change", .defined("change", change), "What differs on it from how it was recorded, made in this order."),
        .init("first", .flag, "Whether the rule is the first finding of the report."),
        .init("explains", texts, "Rules whose findings fold under this one."),
        .init(
            "cured", .text,
            "A recipe: with the files changed as its steps change them, the rule is clear and nothing new is found."),
    ])

    private static let texts = Shape.defined("texts", .texts)

    /// What differs on a node from how it was recorded.
    package static let change = Shape.fields(
        [
            .init("commands", .map(.defined("command", command)), "By its line: what a command leaves behind."),
            .init("units", .map(.defined("unit", unit)), "By its name: properties in every recorded output of systemctl show."),
            .init("cri", .map(.defined("call", call)), "By socket and call: what the runtime answers. A socket alone means all."),
            .init("gets", .map(.defined("get", get)), "By URL: what is answered over HTTP."),
            .init("logs", .map(.defined("log", log)), "By its key, such as journal kubelet.service 0: a log."),
            .init("facts", .map(.any), "Facts that count whatever was seen."),
            .init("questions", .map(.text), "Words of questions, and the words in which the same is asked now."),
            .init("now", .number, "The node's clock, in seconds since 1970-01-01T00:00:00Z."),
            .init("hostname", .text, "The node's name, as the capture tells it."),
        ], paths: .either([.word(["absent"]), .defined("path", path)]))

    private static let pair = Shape.listOf(2, .text)
    private static let pairs = Shape.either([pair, .list(pair)])
    private static let settings: [Shape.Field] = [
        .init("set", .map(.any), "By path: settings that get a value, in the form of the file."),
        .init("remove", texts, "Paths of settings that are taken away; of a text without form, lines."),
    ]
    private static let words: [Shape.Field] = [
        .init("append", texts, "Lines at the end."),
        .init("replace", .defined("pairs", pairs), "A text that stands there exactly once, and the other for it."),
        .init("everywhere", .defined("pairs", pairs), "A text that stands there at least once, and the other for each."),
    ]
    private static let failure = Shape.either([.text, .map(.any)])
    private static let kinds = ["file", "directory", "link", "socket", "pipe", "characterDevice", "blockDevice"]
    private static let status: [Shape.Field] = [
        .init("mode", .text, "Permission bits in octal, 0600."),
        .init("owner", .number, "The owner's number."),
        .init("group", .number, "The group's number."),
        .init("size", .number, "Its size in bytes, where that is not its content's."),
        .init("modified", .number, "When it was changed, in seconds since 1970-01-01T00:00:00Z."),
        .init("kind", .word(kinds), "What the path is."),
        .init("target", .text, "Where a link leads."),
    ]

    private static let path = Shape.fields(
        settings + words + status + [
            .init("write", .text, "The whole file."),
            .init("form", .word(FileEdit.Form.allCases.map(\.rawValue)), "How the file is read, where its path does not tell."),
            .init("document", .text, "The kind of the YAML document that is meant, where there are several."),
            .init("comment", texts, "Paths of settings that become comments."),
            .init(
                "list", .list(.either([.text, .fields([.init("name", .text, isRequired: true, "The name.")] + status)])),
                "All that stands in the directory."),
            .init("space", .map(.any), "The room of the file system: bytes, inodes, type."),
            .init("error", failure, "Why it cannot be read: denied, wrongKind, or a whole error of a host."),
        ])

    private static let command = Shape.fields(
        settings + words + [
            .init("out", .text, "All of its output."),
            .init("err", .text, "All that it writes to stderr."),
            .init("exit", .number, "Its exit status."),
            .init("error", failure, "Why it gives no output: noProgram, or a whole error of a host."),
        ])
    private static let unit = Shape.fields([
        .init("set", .map(.text), "Properties, such as ActiveState."),
        .init("remove", texts, "Properties that are not shown."),
    ])
    private static let call = Shape.fields(
        settings + words.filter { $0.name != "append" } + [
            .init("json", .any, "The whole reply, as crictl's JSON."),
            .init(
                "error", failure,
                "Why there is no reply: \(RuntimeProblem.allCases.map(\.rawValue).joined(separator: ", ")), or a whole error."),
        ])
    private static let get = Shape.fields(
        settings + words + [
            .init("code", .number, "The status, 200 where it is left out."),
            .init("body", .text, "The whole body."),
            .init("error", failure, "Why there is no answer, in words, or a whole error of a host."),
        ])
    private static let log = Shape.fields(
        words + [
            .init("write", .text, "The whole log."),
            .init("error", failure, "Why it cannot be read: denied, notThere, or a whole error of a host."),
        ])
}
