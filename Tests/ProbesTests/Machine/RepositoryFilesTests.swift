import Facts
import Testing

@testable import Probes

@Suite struct RepositoryFilesTests {
    @Test func oneLineForm() {
        let rows = RepositoryFiles.list(
            "# old\ndeb [arch=amd64 signed-by=/k.gpg] https://user:secret@pkgs.k8s.io/core:/stable:/v1.36/deb/ /\ndeb-src https://deb.debian.org/debian sid main\n",
            file: "/etc/apt/sources.list.d/kubernetes.list")
        #expect(rows.count == 1)
        #expect(rows[0].text(.url) == "https://pkgs.k8s.io/core:/stable:/v1.36/deb/")
        #expect(rows[0].integer(.minor) == 36)
        #expect(rows[0].integer(.line) == 2)
        #expect(!rows[0].source.text.contains("secret"))
    }

    @Test func paragraphForm() {
        let rows = RepositoryFiles.sources(
            "Types: deb\nURIs: https://deb.debian.org/debian https://security.debian.org\nSuites: trixie\n\nEnabled: no\nTypes: deb deb-src\nURIs: https://apt.kubernetes.io\nSuites: kubernetes-xenial\n",
            file: "x")
        #expect(
            rows.map { $0.text(.url) } == [
                "https://deb.debian.org/debian", "https://security.debian.org", "https://apt.kubernetes.io",
            ])
        #expect(rows.map { $0.flag(.isEnabled) } == [true, true, false])
        #expect(rows[2].text(.suite) == "kubernetes-xenial")
    }

    @Test func yumForm() {
        let rows = RepositoryFiles.repo(
            "[base]\nmirrorlist=x\n[kubernetes]\nname=K\nbaseurl=https://pkgs.k8s.io/core:/stable:/v1.35/rpm/\nenabled=0\n",
            file: "y")
        #expect(rows.count == 1)
        #expect(rows[0].text(.suite) == "kubernetes")
        #expect(rows[0].flag(.isEnabled) == false)
        #expect(rows[0].integer(.minor) == 35)
    }
}
