import Patterns

/// Whether a line complains of something: only such a line is worth guessing at where no text of it is known.
enum Complaint {
    private static let words = [
        "fail", "error", "cannot", "can't", "could not", "couldn't", "unable", " not ", "n't ", "refused", "denied", "invalid",
        "expired", "unknown", "missing", "timed out", "timeout", "no such", "exceeded", "forbidden", "unauthorized", "killed",
        "panic", "mismatch", "unhealthy", "exists", "must ", "unrecognized", "unsupported", "incompatible", "corrupt", "too many",
        "deadline", "unreachable", "conflict", "blocked", "stuck", "bug", "shutdown", "abort", "please", "insufficient", "bad ",
        "fatal",
    ].map { Array($0.utf8) }

    static func isMade(in line: some Sequence<UInt8>) -> Bool {
        let text = line.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
        if isProgress(text) { return false }
        return words.contains { Bytes.place(of: $0, in: text) != nil }
    }

    /// `[control-plane-check] Waiting for …`: how kubeadm tells what it does. What it fails at is known by its own texts.
    private static func isProgress(_ line: [UInt8]) -> Bool {
        guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")), close > 1 else { return false }
        return line[1..<close].allSatisfy { $0 >= 97 && $0 <= 122 || $0 == 45 || $0 == 47 }
            && !line.starts(with: Array("[error".utf8)) && !line.starts(with: Array("[warning".utf8))
            && !line.starts(with: Array("[fatal".utf8))
    }
}
