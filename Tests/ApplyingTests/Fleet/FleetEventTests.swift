import Testing

@testable import Applying

/// What Ansible's callback tells, read.
@Suite struct FleetEventTests {
    private func event(_ text: String) -> FleetEvent? { FleetEvent(Array(text.utf8)) }

    @Test func eachEventIsRead() {
        #expect(event(#"{"event": "play", "name": "Join workers"}"#) == .play("Join workers"))
        #expect(event(#"{"event": "task", "machine": "w1", "name": "Do the steps"}"#) == .task(machine: "w1", "Do the steps"))
        #expect(
            event(#"{"event": "ok", "machine": "w1", "name": "x", "changed": true, "says": ["One.", "Two."]}"#)
                == .ok(machine: "w1", isChanged: true, says: ["One.", "Two."]))
        #expect(
            event(#"{"event": "failed", "machine": "w1", "name": "Do", "changed": false, "says": ["a\nb", ""]}"#)
                == .failed(machine: "w1", task: "Do", says: ["a", "b"]))
        #expect(
            event(#"{"event": "unreachable", "machine": "w1", "says": ["No."]}"#) == .unreachable(machine: "w1", says: ["No."]))
        #expect(event(#"{"event": "end", "machine": "w1", "counts": {"ok": 1}}"#) == .end(machine: "w1"))
        #expect(event("") == nil && event("  ") == nil && event(#"{"event": "later"}"#) == nil)
        #expect(event("[WARNING]: x") == .other("[WARNING]: x"))
    }

    /// A node's answers are outside words: nothing of them moves a terminal's cursor, and no secret passes.
    @Test func whatMachinesSayIsShownAndScrubbed() {
        let bell = event(#"{"event": "failed", "machine": "w\u001b[2J", "name": "x", "says": ["--token S3cretPw99xyz\u0007"]}"#)
        guard case .failed(let machine, _, let says)? = bell else { return #expect(Bool(false)) }
        #expect(!machine.contains("\u{1B}") && !says.joined().contains("\u{07}") && !says.joined().contains("S3cretPw99xyz"))
    }
}
