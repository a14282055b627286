/// The tables: a shape of step, the worlds in which the same comes of it, and what that is: the exit status, the commands that ran, the
/// file with its mode, whether a note is left. Written down, read and agreed with; who changes a cell changes what a step means.
extension Expected {
    static let filesAndCommands = """
        # a file
        fresh / already so / file differs / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: new 0644; note: no
        look | status 1; ran: -; file: -; note: no
        # a file with a check that the old one fulfils
        fresh / already so / file differs / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: new 0644; note: no
        look | status 1; ran: -; file: -; note: no
        # a file, then a reload; the service runs anyway
        fresh / file differs / cut off / secret missing | status 0; ran: reload; file: new 0644; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: new 0644; note: no
        command fails | status 1; ran: reload; file: new 0644; note: yes
        look | status 1; ran: -; file: -; note: no
        # a command
        fresh / already so / cut off / cut off later / secret missing | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look / look, already so | status 1; ran: -; file: -; note: no
        # a command with its check
        fresh / cut off / secret missing | status 0; ran: one; file: -; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a command that a path makes needless
        fresh / cut off / secret missing | status 0; ran: one; file: -; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 1; ran: -; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a command that another makes needless
        fresh / already so / cut off / cut off later / secret missing | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look / look, already so | status 1; ran: -; file: -; note: no
        # two commands; the check sees the last
        fresh / cut off / cut off later / secret missing | status 0; ran: one two; file: -; note: no
        already so / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one two; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # two commands; the check sees the first
        fresh / cut off / cut off later / secret missing | status 0; ran: one two; file: -; note: no
        already so / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: one two; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a file with a secret that stays
        fresh / already so / file differs / cut off / cut off later / command fails / look, already so | status 0; ran: -; file: word: c2VjcmV0 0600; note: no
        secret missing | status 4; ran: -; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        # a file with a token, then a join
        fresh / file differs / cut off | status 0; ran: join; file: word: abcdef.x 0600; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: word: abcdef.x 0600; note: no
        command fails | status 1; ran: join; file: word: abcdef.x 0600; note: yes
        secret missing | status 4; ran: -; file: -; note: no
        look | status 1; ran: -; file: -; note: no
        # a file that stays
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: new 0600; note: no
        file differs | status 0; ran: -; file: old 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # a command whose output is kept
        fresh / already so / file differs / cut off / cut off later / secret missing | status 0; ran: one; file: one 0600; note: no
        command fails | status 1; ran: one; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: one 0600; note: no
        # a command that makes a token
        fresh / already so / file differs / cut off / cut off later / secret missing | status 0; ran: token; file: printed 0600; note: no
        command fails | status 1; ran: token; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: printed 0600; note: no
        # a look
        fresh / already so / cut off / cut off later / secret missing | status 0; ran: one; file: -; note: no
        file differs | status 0; ran: one; file: old 0644 of 1; note: no
        command fails | status 1; ran: one; file: -; note: no
        look / look, already so | status 0; ran: -; file: -; note: no
        # by hand, with a check
        fresh / already so / cut off / cut off later / command fails / secret missing | status 3; ran: -; file: -; note: no
        file differs | status 3; ran: -; file: old 0644 of 1; note: no
        look / look, already so | status 1; ran: -; file: -; note: no
        # a command that takes effect later
        fresh / cut off / secret missing | status 0; ran: slow; file: -; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: slow; file: old 0644 of 1; note: no
        command fails | status 1; ran: slow; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        """

    /// Downloads, units, packages, a static pod, and edits, which install.sh refuses.
    static let others = """
        # a download with its sum
        fresh / file differs / cut off / secret missing | status 0; ran: tool; file: new 0644; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: new 0644; note: no
        command fails | status 1; ran: tool; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a download with a published sum, then a command
        fresh / file differs / cut off / cut off later / secret missing | status 0; ran: tool tool.sha256 one; file: new 0644; note: no
        already so / look, already so | status 0; ran: -; file: new 0644; note: no
        command fails | status 1; ran: tool; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a download with another sum than it has
        fresh / already so / cut off / cut off later / command fails / secret missing | status 1; ran: tool; file: -; note: yes
        file differs | status 1; ran: tool; file: old 0644 of 1; note: yes
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: -; note: yes
        # a key by its fingerprint
        fresh / file differs / cut off / secret missing | status 0; ran: key.asc; file: key 0644; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: key 0644; note: no
        command fails | status 1; ran: key.asc; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a key with another fingerprint
        fresh / already so / cut off / cut off later / command fails / secret missing | status 1; ran: key.asc; file: -; note: yes
        file differs | status 1; ran: key.asc; file: old 0644 of 1; note: yes
        look | status 1; ran: -; file: -; note: no
        look, already so | status 1; ran: -; file: -; note: yes
        # a download that only TLS vouches for
        fresh / cut off / secret missing | status 0; ran: tool; file: new 0644; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: new 0644; note: no
        file differs | status 0; ran: -; file: old 0644 of 1; note: no
        command fails | status 1; ran: tool; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a unit in each state, one after the other
        fresh / already so / cut off / cut off later / secret missing | status 0; ran: daemon-reload enable disable start stop restart try-restart reload-or-restart mask unmask; file: -; note: no
        file differs | status 0; ran: daemon-reload enable disable start stop restart try-restart reload-or-restart mask unmask; file: old 0644 of 1; note: no
        command fails | status 1; ran: daemon-reload; file: -; note: yes
        look / look, already so | status 1; ran: -; file: -; note: no
        # a unit that is to run, with its check
        fresh / cut off / cut off later / secret missing | status 0; ran: enable start; file: -; note: no
        already so / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: enable start; file: old 0644 of 1; note: no
        command fails | status 1; ran: enable; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # packages
        fresh / cut off / secret missing | status 0; ran: update install; file: -; note: no
        already so / look, already so | status 0; ran: -; file: -; note: no
        file differs | status 0; ran: update install; file: old 0644 of 1; note: no
        cut off later | status 0; ran: configure update install; file: -; note: no
        command fails | status 1; ran: update; file: -; note: yes
        look | status 1; ran: -; file: -; note: no
        # a static pod is restarted
        fresh / already so / cut off / cut off later / secret missing | status 0; ran: gone running; file: old 0644; note: no
        file differs | status 0; ran: gone running; file: old 0644 of 1; note: no
        command fails | status 1; ran: running; file: old 0644; note: yes
        look / look, already so | status 1; ran: -; file: old 0644; note: no
        # an edit of YAML
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: cgroupDriver: systemd 0644; note: no
        file differs | status 0; ran: -; file: # mine/cgroupDriver: systemd 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit of TOML
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: [debug]/level = "warn" 0644; note: no
        file differs | status 0; ran: -; file: version = 3 # mine/[debug]/level = "warn" 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit of flags
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: ARGS="--v=4" 0644; note: no
        file differs | status 0; ran: -; file: ARGS="--v=4" 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit of a drop-in
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: [Service]/Restart=always 0644; note: no
        file differs | status 0; ran: -; file: [Service]/# mine/Restart=always 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit of a sysctl
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: a.b = 1 0644; note: no
        file differs | status 0; ran: -; file: a.b = 1 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit of a line
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look, already so | status 0; ran: -; file: two 0644; note: no
        file differs | status 0; ran: -; file: one/two 0644 of 1; note: no
        look | status 1; ran: -; file: -; note: no
        # an edit, then a restart; the service runs anyway
        install.sh | refuses
        fresh / cut off / secret missing | status 0; ran: restart; file: a: 2 0644; note: no
        already so / cut off later / look, already so | status 0; ran: -; file: a: 2 0644; note: no
        file differs | status 0; ran: restart; file: a: 2 0644 of 1; note: no
        command fails | status 1; ran: restart; file: a: 2 0644; note: yes
        look | status 1; ran: -; file: -; note: no
        # an edit of what is not there
        install.sh | refuses
        fresh / already so / cut off / cut off later / command fails / secret missing / look / look, already so | status 1; ran: -; file: -; note: no
        file differs | status 1; ran: -; file: old 0644 of 1; note: no
        """
}
