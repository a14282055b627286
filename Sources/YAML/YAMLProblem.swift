import CYAML

/// Says in a sentence what libyaml stumbled over.
enum YAMLProblem {
    /// The error for a parser that stopped.
    static func error(_ parser: OpaquePointer, _ source: YAMLSource) -> YAMLError {
        let problem = dd_yaml_problem_of(parser)
        let words = problem.problem.map { String(cString: $0) } ?? "no more is known"
        let context = problem.context.map { String(cString: $0) } ?? ""
        if words == "control characters are not allowed" {
            return source.error(
                at: Int(problem.offset) + source.skipped,
                "A control character stands here: YAML allows only tab and line ends, others as escapes in double quotes.")
        }
        var error = YAMLError(
            file: source.file, line: Int(problem.mark.line) + 1, column: Int(problem.mark.column) + 1, sentence: "")
        if let column = source.tabInIndentation(line: error.line) {
            error.column = column
            error.sentence = "A tab is used as indentation here; YAML is indented with spaces only."
            return error
        }
        if problem.has_context_mark, problem.context_mark.line != problem.mark.line {
            error.otherLine = Int(problem.context_mark.line) + 1
        }
        error.sentence = sentence(words, context, from: error.otherLine)
        return error
    }

    /// Our sentence for libyaml's problem; its own words in brackets where it is a rare one.
    private static func sentence(_ words: String, _ context: String, from line: Int?) -> String {
        let since = line.map { " that begins on line \($0)" } ?? ""
        switch words {
        case "mapping values are not allowed in this context":
            return "A colon makes this a second key on one line; a key is expected on a line of its own, or the value in quotes."
        case "could not find expected ':'":
            return
                "A colon and a blank are expected after a key\(line.map { "; the text that lacks them begins on line \($0)" } ?? "")."
        case "did not find expected key":
            return context.contains("block mapping")
                ? "A key at the same indentation is expected here, in the mapping\(since)." : "A key is expected here."
        case "did not find expected '-' indicator":
            return "A \"- \" at the same indentation is expected here, in the list\(since)."
        case "did not find expected ',' or ']'": return "A comma or \"]\" is expected here, in the list\(since)."
        case "did not find expected ',' or '}'": return "A comma or \"}\" is expected here, in the mapping\(since)."
        case "did not find expected node content": return "A value is expected here."
        case "did not find expected <document start>": return "The document has ended; \"---\" is expected before another one."
        case "found unexpected end of stream":
            return "The file ends inside the quoted text\(since): the closing quote is expected."
        case "found unexpected document indicator":
            return "A document ends inside the quoted text\(since): the closing quote is expected."
        case "found character that cannot start any token":
            return "No value can begin with this character; it is expected in quotes."
        case "found unknown escape character":
            return "No such escape exists in double quotes; a single backslash is written as two, or the text in single quotes."
        case "block sequence entries are not allowed in this context":
            return "A list cannot begin on the line of its key; \"- \" is expected on a line of its own."
        case "out of memory": return "The file could not be read: the memory does not suffice."
        default:
            return "This is no YAML: \(words)\(context.isEmpty ? "" : " (\(context)\(since))")."
        }
    }
}
