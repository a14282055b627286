import CLinux
import Glibc
import Synchronization

/// This process's keeper: the process that runs programs for it (`keeper.c`), and that sees to it that none of them, nor what they
/// started in sessions of their own, is left behind, however this process ends.
final class Keeper: Sendable {
    static let shared = Keeper()

    /// Its channel and its process; nil before it is needed.
    private let keeper = Mutex<(channel: Int32, process: pid_t)?>(nil)

    /// Asks for a run; gives the errno where that failed. The files are the keeper's afterwards, whatever came of it.
    func run(_ start: ProgramStart, out: Int32, err: Int32, channel end: Int32) -> Int32 {
        let message = start.message
        let files = [out, err, end]
        defer { for file in files { close(file) } }
        return ask { drydock_keeper_ask($0, message, message.count, files) }
    }

    /// Has the keeper remove a file where this process ends before it says `keep`.
    func removeAtEnd(_ path: String) { tell("U", path) }

    /// Takes `removeAtEnd` back.
    func keep(_ path: String) { tell("F", path) }

    /// Kills what still runs. Returns as soon as nothing does, or after a second: what hangs in the kernel is killed when the
    /// kernel lets it go.
    func end() {
        let ending = keeper.withLock { keeper in
            defer { keeper = nil }
            return keeper
        }
        if let ending { drydock_keeper_end(ending.channel, ending.process, 1000) }
    }

    private func tell(_ kind: Character, _ path: String) {
        // The keeper works in /.
        let whole = path.hasPrefix("/") ? path : workingFolder().map { $0 + "/" + path } ?? path
        let message = Array("\(kind)\(whole)".utf8)
        _ = ask { drydock_keeper_tell($0, message, message.count) }
    }

    /// Sends to the keeper, to a new one where the old one was killed.
    private func ask(_ send: (Int32) -> Int32) -> Int32 {
        keeper.withLock { keeper in
            if let open = keeper {
                let failure = send(open.channel)
                guard failure == EPIPE || failure == ECONNRESET || failure == ENOTCONN else { return failure }
                drydock_keeper_end(open.channel, open.process, 0)
                keeper = nil
            }
            var process = pid_t()
            let channel = drydock_keeper_start(&process)
            guard channel >= 0 else { return errno }
            keeper = (channel, process)
            return send(channel)
        }
    }
}

/// What is started: a program by its path, with its words and its environment.
struct ProgramStart: Sendable {
    var path: String
    /// Its own name first.
    var words: [String]
    var environment: [String: String]
    /// Whether processes that it leaves behind while it runs stay until it ends.
    var keepsLeft = false

    /// The form that the keeper reads, see `CLinux.h`.
    var message: [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: keepsLeft ? "K" : "R"), UInt8(words.count & 0xff), UInt8(words.count >> 8 & 0xff)]
        for text in [path] + words + environment.sorted(by: { $0.key < $1.key }).map({ "\($0.key)=\($0.value)" }) {
            bytes += Array(text.utf8.prefix { $0 != 0 }) + [0]
        }
        return bytes
    }
}

extension LocalHost {
    /// Kills everything that runs on behalf of this process. To be called once, before it ends.
    public static func endPrograms() { Keeper.shared.end() }
}
