import Redaction
import Synchronization

/// Scrubs a log as it comes and keeps it packed. Used by one task at a time, as a scan hands over its chunks.
final class LineScrubber: Sendable {
    /// A line longer than this is cut in two for the scrubber, at a blank.
    private static let longestLine = 1 << 20

    private struct State {
        var stream: SecretStream
        var rest: [UInt8] = []
        let packed = PackedBytes.Builder(packingFrom: 1 << 20)
    }

    private let state: Mutex<State>
    private let pseudonymiser: AddressPseudonymiser?

    init(_ placeholders: Placeholders, _ pseudonymiser: AddressPseudonymiser?) {
        state = Mutex(State(stream: SecretStream(placeholders)))
        self.pseudonymiser = pseudonymiser
    }

    /// Takes the next bytes.
    func take(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { state in
            guard let newline = bytes.lastIndex(of: 10) else {
                state.rest.append(contentsOf: bytes)
                if state.rest.count > Self.longestLine { cut(&state) }
                return
            }
            if !state.rest.isEmpty, let first = bytes.firstIndex(of: 10) {
                state.rest.append(contentsOf: bytes[...first])
                let line = state.rest
                state.rest = []
                line.withUnsafeBytes { pass($0, false, &state) }
                pass(UnsafeRawBufferPointer(rebasing: bytes[(first + 1)..<(newline + 1)]), false, &state)
            } else {
                pass(UnsafeRawBufferPointer(rebasing: bytes[...newline]), false, &state)
            }
            state.rest.append(contentsOf: bytes[(newline + 1)...])
        }
    }

    /// The whole log, scrubbed.
    func finish() -> PackedBytes {
        state.withLock { state in
            let rest = state.rest
            state.rest = []
            rest.withUnsafeBytes { pass($0, true, &state) }
            return state.packed.finish()
        }
    }

    private func cut(_ state: inout State) {
        let blank = state.rest.lastIndex { $0 == 32 || $0 == UInt8(ascii: ",") } ?? state.rest.count - 1
        let line = Array(state.rest[...blank])
        state.rest.removeFirst(line.count)
        line.withUnsafeBytes { pass($0, false, &state) }
    }

    private func pass(_ bytes: UnsafeRawBufferPointer, _ isLast: Bool, _ state: inout State) {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count + 64)
        state.stream.take(bytes, isLast: isLast) { clean.append(contentsOf: $0) }
        // An address lies within one line, and whole lines come here.
        if let pseudonymiser { clean = pseudonymiser.text(clean) }
        clean.withUnsafeBytes { state.packed.append($0) }
    }
}

extension Scrubber {
    /// A scrubber of one log, whose secrets have the stand-ins of this one's.
    func lines() -> LineScrubber { LineScrubber(placeholders, pseudonymiser) }
}
