/// The command line: words, options with values, flags, and everything after `--`.
struct Arguments {
    private(set) var words: [String] = []
    private(set) var afterDashes: [String] = []
    private var options: [String: String] = [:]
    private var flags: Set<String> = []

    struct Wrong: Error {
        let text: String
    }

    private static let withValue: Set = [
        "--socket", "--uid", "--attempt", "--log-directory", "--memory", "--restart-count", "--cgroup-parent",
    ]
    private static let without: Set = ["--host-network"]

    init(_ arguments: [String]) throws(Wrong) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                afterDashes = Array(rest)
                return
            } else if Arguments.withValue.contains(argument) {
                guard let value = rest.popFirst() else { throw Wrong(text: "\(argument) needs a value.") }
                options[argument] = value
            } else if Arguments.without.contains(argument) {
                flags.insert(argument)
            } else if argument.hasPrefix("-") {
                throw Wrong(text: "There is no option \(argument).")
            } else {
                words.append(argument)
            }
        }
    }

    func has(_ flag: String) -> Bool { flags.contains(flag) }
    func text(_ option: String) -> String? { options[option] }

    func number(_ option: String) throws(Wrong) -> Int? {
        guard let text = options[option] else { return nil }
        guard let number = Int(text), number >= 0 else { throw Wrong(text: "\(option) needs a whole number, not \(text).") }
        return number
    }
}
