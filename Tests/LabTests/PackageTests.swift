import Testing

extension LabSuite {
    /// What `make dist` makes, on fresh machines. Slow, so only where DRYDOCK_PACKAGES names the folder with it: `make test-long`.
    struct PackageTests {
        static let folder = Lab.environment("DRYDOCK_PACKAGES")

        @Test(
            "The .deb is installed, runs, has its pages and completions, and leaves nothing when it is removed",
            .enabled(if: folder != nil, "make test-long makes the packages"), arguments: Lab.debians)
        func comesAndGoes(debian: String) async throws {
            let name = "pkg\(debian)"
            let lab = Lab.shared
            try await lab.must("boot", name, "--from", debian, "--bare")
            try await lab.must("push", name, try #require(Self.folder), "/root/dist")
            // Debian's small images leave out pages and documents; a machine does not.
            try await lab.must("run", name, "rm", "-f", "/etc/dpkg/dpkg.cfg.d/99mmdebstrap")
            // A file of the node's own that appears or goes while the package comes and goes is none of the package's.
            let files =
                "find / -xdev ! -path '/proc/*' ! -path '/root/*' ! -path '/run/*' ! -path '/tmp/*' ! -path '/var/*' | sort"
            try await lab.must("run", name, "sh", "-c", "\(files) >/root/before")
            try await lab.must("run", name, "sh", "-c", "dpkg --install /root/dist/drydock_*.deb")
            #expect(try await lab.must("run", name, "drydock", "--version").text.hasPrefix("drydock "))
            let diagnosis = try await lab("run", name, "drydock", "diagnose", "--format", "json")
            #expect([0, 1, 3].contains(diagnosis.status), "\(diagnosis.err)")
            try await lab.must("run", name, "sh", "-c", "gzip -t /usr/share/man/man1/drydock*.1.gz")
            // Debian's man, where the machine has it; the pages themselves are linted when they are made.
            let page = try await lab("run", name, "sh", "-c", "! command -v man >/dev/null || man -w drydock-diagnose")
            #expect(page.status == 0, "\(page.err)")
            let completion = """
                . /usr/share/bash-completion/completions/drydock && COMP_LINE='drydock dia' COMP_POINT=11 COMP_WORDS=(drydock dia) \
                COMP_CWORD=1 && _drydock drydock dia drydock && printf '%s\\n' "${COMPREPLY[@]}"
                """
            #expect(try await lab.must("run", name, "bash", "-c", completion).text.contains("diagnose"))
            try await lab.must(
                "run", name, "systemd-analyze", "verify", "--man=no", "drydock-diagnose.service", "drydock-diagnose.timer")
            try await lab.must(
                "run", name, "drydock", "knowledge", "lint", "/usr/share/doc/drydock/examples/knowledge.d")
            try await lab.must("run", name, "drydock", "plan", "/usr/share/doc/drydock/examples/plan-stacked.yaml")
            #expect(try await lab("run", name, "dpkg", "--verify", "drydock").text.isEmpty)
            try await lab.must("run", name, "dpkg", "--purge", "drydock")
            try await lab.must("run", name, "sh", "-c", "\(files) >/root/after")
            let left = try await lab("run", name, "diff", "/root/before", "/root/after")
            #expect(left.status == 0, "\(left.text)")
            try await lab.must("stop", name)
        }
    }
}
