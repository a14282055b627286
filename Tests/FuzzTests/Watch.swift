import Glibc
import Synchronization

/// What each loop is doing, so that a parser that traps or hangs leaves the name of the input that did it.
///
/// The input lies in a file before the parser gets it. A signal's handler may neither allocate nor lock, so the words it
/// writes lie ready in memory that is never freed.
final class Watch: Sendable {
    /// An input that takes longer hangs the parser.
    static let patience = 60

    let path: String
    private let file: Int32
    private let slot: Int
    private static let next = Atomic(0)
    private static let slots = 64

    /// For each loop: its words, and when its input began, 0 between inputs.
    nonisolated(unsafe) private static let words = {
        let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: slots)
        words.initialize(repeating: nil, count: slots)
        return words
    }()
    nonisolated(unsafe) private static let begun = {
        let begun = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: slots)
        for slot in 0..<slots { (begun + slot).initialize(to: Atomic(0)) }
        return begun
    }()

    init(_ parser: String, seed: UInt64) throws {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(folder)/drydock-fuzz-\(parser)-\(seed)-\(getpid()).input"
        file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(description: "\(path) cannot be made") }
        slot = Self.next.add(1, ordering: .relaxed).oldValue % Self.slots
        Self.words[slot] = strdup("\nfuzz: \(parser), seed \(seed): the input that did it may be \(path)\n")
        _ = Self.handlers
    }

    struct Failure: Error, CustomStringConvertible { var description: String }

    /// Keeps an input while the parser has it.
    func during(_ input: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        _ = pwrite(file, input, input.count, 0)
        ftruncate(file, input.count)
        Self.begun[slot].store(time(nil), ordering: .relaxed)
        defer { Self.begun[slot].store(0, ordering: .relaxed) }
        try body(input)
    }

    /// Takes the file away: every input was survived.
    func end() {
        Self.words[slot] = nil
        close(file)
        unlink(path)
    }

    private static let handlers: Void = {
        for signal in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { signal in
                Watch.tell()
                Glibc.signal(signal, SIG_DFL)
                raise(signal)
            }
            action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
            sigaction(signal, &action, nil)
        }
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { _ in
                while true {
                    sleep(1)
                    let now = time(nil)
                    for slot in 0..<Watch.slots {
                        let begun = Watch.begun[slot].load(ordering: .relaxed)
                        guard begun != 0, now - begun > Watch.patience else { continue }
                        let text: StaticString = "\nfuzz: an input takes longer than a minute"
                        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
                        abort()
                    }
                }
            }, nil)
    }()

    private static func tell() {
        for slot in 0..<slots {
            if let text = words[slot], begun[slot].load(ordering: .relaxed) != 0 { _ = write(2, text, strlen(text)) }
        }
    }
}
