import Patterns

/// What any program may write: how errors of the system, of Go's library and of HTTP end. They say that something failed, not what.
enum CommonWords {
    /// Alone these say nothing at all.
    private static let empty = [
        "context deadline exceeded", "context canceled", "connection refused", "connection reset by peer",
        "no such file or directory",
        "already exists", "permission denied", "operation not permitted", "timed out waiting for the condition", "i/o timeout",
        "invalid argument", "unexpected eof", "exit status", "is not supported", "not supported", "unauthorized", "forbidden",
        "broken pipe", "not found", "is not empty", "is required", "does not exist", "not a directory", "is a directory",
        "deadlineexceeded", "rpc error: code = unknown", "rpc error: code = internal", "rpc error: code = unavailable",
        "rpc error: code =", "transport:", "error while dialing", "desc =",
        "failed to", "unable to", "could not", "couldn't", "cannot", "dial tcp", "dial unix", "connect:", "failed with",
        "net/http:", "client.timeout exceeded while awaiting headers", "must be defined", "requires", "timed out", "timeout",
        "device or resource busy", "no such process", "file exists", "fatal", "warning", "failed",
    ]

    /// Alone these say what kind of thing is wrong, and not where.
    private static let common = [
        "x509:", "certificate signed by unknown authority", "certificate has expired or is not yet valid",
        "possibly because of", "while trying to verify candidate authority certificate",
        "failed to verify certificate", "verify certificate", "certificate is valid for", ", not",
        "cannot validate certificate for",
        "because it doesn't contain any ip sans", "tls:", "remote error:", "bad certificate", "tls handshake timeout",
        "no space left on device", "too many open files", "bind:", "address already in use", "no route to host", "no such host",
        "lookup", "listen tcp", "read-only file system", "current time", "is after", "is before", "eof", "too many requests",
        "resource temporarily unavailable", "network is unreachable", "cannot assign requested address", "exec format error",
        "executable file not found in $path",
    ]

    private static let emptyBytes = empty.map { Array($0.utf8) }
    private static let commonBytes = common.map { Array($0.utf8) }

    /// The words of the phrases above, which say nothing alone either.
    private static let commonWords = Set(
        (commonBytes + [Array("verify".utf8)]).flatMap { phrase in phrase.split { !isLetter($0) }.map(Array.init) })

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57 }

    /// How many letters and digits of a pattern say something: by themselves, and together with what is common.
    static func weigh(_ pattern: String) -> (special: Int, telling: Int, all: Int) {
        var text = literal(pattern)
        let all = letters(text)
        for phrase in emptyBytes { blank(phrase, in: &text) }
        let telling = letters(text)
        for phrase in commonBytes { blank(phrase, in: &text) }
        return (letters(text), telling, all)
    }

    /// The words of a pattern that say something by themselves, in small letters; short ones stand everywhere.
    static func special(_ pattern: String) -> [[UInt8]] {
        var text = literal(pattern)
        for phrase in emptyBytes + commonBytes { blank(phrase, in: &text) }
        return text.split { !isLetter($0) }.map(Array.init).filter { $0.count > 3 && !commonWords.contains($0) }
    }

    /// The pattern in small letters, each verb a blank.
    private static func literal(_ pattern: String) -> [UInt8] {
        var out: [UInt8] = []
        var isVerb = false
        for byte in pattern.utf8 {
            if isVerb {
                isVerb = "+-#0123456789.[]*".utf8.contains(byte)
            } else if byte == UInt8(ascii: "%") {
                isVerb = true
                out.append(32)
            } else {
                out.append(byte >= 65 && byte <= 90 ? byte | 0x20 : byte)
            }
        }
        return out
    }

    private static func blank(_ phrase: [UInt8], in text: inout [UInt8]) {
        while let place = Bytes.place(of: phrase, in: text) {
            for at in place..<place + phrase.count { text[at] = 32 }
        }
    }

    /// A digit counts twice: a port says as much as a word.
    private static func letters(_ text: [UInt8]) -> Int {
        text.reduce(0) { $0 + ($1 >= 97 && $1 <= 122 ? 1 : $1 >= 48 && $1 <= 57 ? 2 : 0) }
    }
}
