import Probes

/// Says on stderr what a look still waits for: who sits before a silent terminal wants to know that it ends.
enum SlowLook {
    static func tell(_ subjects: [String]) {
        let named = subjects.prefix(4).joined(separator: ", ")
        let more = subjects.count > 4 ? " and \(subjects.count - 4) more" : ""
        let seconds = Survey.slowness.components.seconds
        Output.note(
            """
            No answer after \(seconds) s yet about: \(named)\(more). What does not answer is left out; the report comes within 30 s.
            """)
    }
}
