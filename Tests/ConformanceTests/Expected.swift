import Testing

/// The table: what each shape of step does in each world. Written down, read and agreed with; who changes a cell changes what a step means.
enum Expected {
    private static let table = """
        # a file
        fresh | status 0; ran: -; file: new 0644; note: no
        already so | status 0; ran: -; file: new 0644; note: no
        file differs | status 0; ran: -; file: new 0644; note: no
        cut off | status 0; ran: -; file: new 0644; note: no
        cut off later | status 0; ran: -; file: new 0644; note: no
        command fails | status 0; ran: -; file: new 0644; note: no
        secret missing | status 0; ran: -; file: new 0644; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: new 0644; note: no
        # a file with a check that the old one fulfils
        fresh | status 0; ran: -; file: new 0644; note: no
        already so | status 0; ran: -; file: new 0644; note: no
        file differs | status 0; ran: -; file: new 0644; note: no
        cut off | status 0; ran: -; file: new 0644; note: no
        cut off later | status 0; ran: -; file: new 0644; note: no
        command fails | status 0; ran: -; file: new 0644; note: no
        secret missing | status 0; ran: -; file: new 0644; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: new 0644; note: no
        # a file, then a reload; the service runs anyway
        fresh | status 0; ran: reload; file: new 0644; note: no
        already so | status 0; ran: -; file: new 0644; note: no
        file differs | status 0; ran: reload; file: new 0644; note: no
        cut off | status 0; ran: reload; file: new 0644; note: no
        cut off later | status 0; ran: -; file: new 0644; note: no
        command fails | status 1; ran: reload; file: new 0644; note: yes
        secret missing | status 0; ran: reload; file: new 0644; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: new 0644; note: no
        # a command
        fresh | status 0; ran: one; file: -; note: no
        already so | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644; note: no
        cut off | status 0; ran: one; file: -; note: no
        cut off later | status 0; ran: one; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: -; note: no
        # a command with its check
        fresh | status 0; ran: one; file: -; note: no
        already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one; file: old 0644; note: no
        cut off | status 0; ran: one; file: -; note: no
        cut off later | status 0; ran: -; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        # a command that a path makes needless
        fresh | status 0; ran: one; file: -; note: no
        already so | status 0; ran: -; file: -; note: no
        file differs | status 1; ran: -; file: old 0644; note: no
        cut off | status 0; ran: one; file: -; note: no
        cut off later | status 0; ran: -; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        # a command that another makes needless
        fresh | status 0; ran: one; file: -; note: no
        already so | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644; note: no
        cut off | status 0; ran: one; file: -; note: no
        cut off later | status 0; ran: one; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: -; note: no
        # two commands; the check sees the last
        fresh | status 0; ran: one two; file: -; note: no
        already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one two; file: old 0644; note: no
        cut off | status 0; ran: one two; file: -; note: no
        cut off later | status 0; ran: one two; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one two; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        # two commands; the check sees the first
        fresh | status 0; ran: one two; file: -; note: no
        already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one two; file: old 0644; note: no
        cut off | status 0; ran: one two; file: -; note: no
        cut off later | status 0; ran: one two; file: -; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one two; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        # a file with a secret that stays
        fresh | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        already so | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        file differs | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        cut off | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        cut off later | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        command fails | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        secret missing | status 4; ran: -; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        # a file with a token, then a join
        fresh | status 0; ran: join; file: word: abcdef.x 0600; note: no
        already so | status 0; ran: -; file: word: abcdef.x 0600; note: no
        file differs | status 0; ran: join; file: word: abcdef.x 0600; note: no
        cut off | status 0; ran: join; file: word: abcdef.x 0600; note: no
        cut off later | status 0; ran: -; file: word: abcdef.x 0600; note: no
        command fails | status 1; ran: join; file: word: abcdef.x 0600; note: yes
        secret missing | status 4; ran: -; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: word: abcdef.x 0600; note: no
        # a file that stays
        fresh | status 0; ran: -; file: new 0600; note: no
        already so | status 0; ran: -; file: new 0600; note: no
        file differs | status 0; ran: -; file: old 0644; note: no
        cut off | status 0; ran: -; file: new 0600; note: no
        cut off later | status 0; ran: -; file: new 0600; note: no
        command fails | status 0; ran: -; file: new 0600; note: no
        secret missing | status 0; ran: -; file: new 0600; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: new 0600; note: no
        # a command whose output is kept
        fresh | status 0; ran: one; file: one 0600; note: no
        already so | status 0; ran: one; file: one 0600; note: no
        file differs | status 0; ran: one; file: one 0600; note: no
        cut off | status 0; ran: one; file: one 0600; note: no
        cut off later | status 0; ran: one; file: one 0600; note: no
        command fails | status 1; ran: one; file: -; note: yes
        secret missing | status 0; ran: one; file: one 0600; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: one 0600; note: no
        # a command that makes a token
        fresh | status 0; ran: token; file: printed 0600; note: no
        already so | status 0; ran: token; file: printed 0600; note: no
        file differs | status 0; ran: token; file: printed 0600; note: no
        cut off | status 0; ran: token; file: printed 0600; note: no
        cut off later | status 0; ran: token; file: printed 0600; note: no
        command fails | status 1; ran: token; file: -; note: yes
        secret missing | status 0; ran: token; file: printed 0600; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: printed 0600; note: no
        # a look
        fresh | status 0; ran: one; file: -; note: no
        already so | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644; note: no
        cut off | status 0; ran: one; file: -; note: no
        cut off later | status 0; ran: one; file: -; note: no
        command fails | status 1; ran: one; file: -; note: no
        secret missing | status 0; ran: one; file: -; note: no
        look | status 0; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        # by hand, with a check
        fresh | status 3; ran: -; file: -; note: no
        already so | status 3; ran: -; file: -; note: no
        file differs | status 3; ran: -; file: old 0644; note: no
        cut off | status 3; ran: -; file: -; note: no
        cut off later | status 3; ran: -; file: -; note: no
        command fails | status 3; ran: -; file: -; note: no
        secret missing | status 3; ran: -; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: -; note: no
        # a command that takes effect later
        fresh | status 0; ran: slow; file: -; note: no
        already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: slow; file: old 0644; note: no
        cut off | status 0; ran: slow; file: -; note: no
        cut off later | status 0; ran: -; file: -; note: no
        command fails | status 1; ran: slow; file: -; note: yes
        secret missing | status 0; ran: slow; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        look, already so | status 0; ran: -; file: -; note: no
        """

    private static let cells: [String: [String: String]] = {
        var cells: [String: [String: String]] = [:]
        var shape = ""
        for line in table.split(separator: "\n") {
            if line.hasPrefix("# ") {
                shape = String(line.dropFirst(2))
            } else if let bar = line.firstRange(of: " | ") {
                cells[shape, default: [:]][String(line[..<bar.lowerBound])] = String(line[bar.upperBound...])
            }
        }
        return cells
    }()

    static var shapes: [String] { Array(cells.keys) }
    static func cell(_ shape: String, _ world: World) -> String? { cells[shape]?[world.rawValue] }
}
