import Facts
import Testing

@testable import Diagnosis

@Suite struct RefusedManifestFlagsTests {
    private func rows(
        _ words: String, from log: String = "container/kube-system/kube-scheduler-cp1/kube-scheduler",
        flags: [(String, String, String)]
    ) -> [Row<ManifestFacts.RefusedFlag>] {
        var facts = FactSet()
        facts.set(
            ManifestFacts.flags,
            flags.map { component, flag, value in
                Row<ManifestFacts.Flag>(
                    [
                        .component: .text(component), .flag: .text(flag), .value: .text(value),
                        .file: .text("/etc/kubernetes/manifests/\(component).yaml"), .line: 17,
                    ], from: Source("manifest"))
            })
        facts.set(
            LogFacts.present,
            [Row<LogFacts.Match>([.log: .text(log), .text: .text(words), .pattern: "unknown flag: --%s"], from: Source("log"))])
        RefusedManifestFlags.derivation.derive(&facts)
        return facts.rows(ManifestFacts.refused) ?? []
    }

    @Test func aMisspeltFlagIsFoundWithTheOneThatIsMeant() throws {
        let flags = [
            ("kube-scheduler", "leader-elct", "true"), ("kube-scheduler", "kubeconfig", "/etc/kubernetes/scheduler.conf"),
        ]
        let row = try #require(rows("Error: unknown flag: --leader-elct", flags: flags).first)
        #expect(row.text(.flag) == "leader-elct")
        #expect(row.text(.value) == "true")
        #expect(row.text(.meant) == "leader-elect")
        #expect(row.text(.file) == "/etc/kubernetes/manifests/kube-scheduler.yaml")
    }

    @Test func etcdSaysItInOtherWords() throws {
        let log = "container/kube-system/etcd-cp1/etcd"
        let flags = [("etcd", "listen-client-url", "https://127.0.0.1:2379")]
        let row = try #require(rows("flag provided but not defined: -listen-client-url", from: log, flags: flags).first)
        #expect(row.text(.meant) == "listen-client-urls")
    }

    @Test func aFlagThatTheManifestHasAsWellIsNotMeant() throws {
        let flags = [("kube-scheduler", "leader-elct", "true"), ("kube-scheduler", "leader-elect", "true")]
        let found = rows("unknown flag: --leader-elct", flags: flags)
        #expect(found.count == 1)
        #expect(found.first?.text(.meant) == nil)
    }

    @Test func aFlagThatIsLikeNoneStandsAlone() throws {
        let row = try #require(rows("unknown flag: --no-such-flag", flags: [("kube-scheduler", "no-such-flag", "1")]).first)
        #expect(row.text(.meant) == nil)
    }

    @Test func whatWasCorrectedIsNotRefused() {
        #expect(rows("unknown flag: --leader-elct", flags: [("kube-scheduler", "leader-elect", "true")]).isEmpty)
        #expect(rows("unknown flag: --kubeconfig", flags: [("kube-controller-manager", "kubeconfig", "x")]).isEmpty)
    }

    /// That nothing was said is known only of a log that was read; another container's does not matter.
    @Test func whatALogThatWasNotReadSaysIsUnknown() {
        func told(_ log: String) -> FactSet {
            var facts = FactSet()
            let flag = Row<ManifestFacts.Flag>([.component: "kube-scheduler", .flag: "leader-elct"], from: Source("manifest"))
            facts.set(ManifestFacts.flags, [flag])
            facts.set(LogFacts.present, [])
            let because: Value = "/var/log/pods is not in this bundle (sosreport)."
            facts.set(LogFacts.unread, [Row<LogFacts.UnreadLog>([.log: .text(log), .because: because], from: Source("log"))])
            RefusedManifestFlags.derivation.derive(&facts)
            return facts
        }
        for log in ["container/*", "container/kube-system/kube-scheduler-cp1/kube-scheduler"] {
            #expect(told(log).reason(ManifestFacts.refused)?.words == "/var/log/pods is not in this bundle (sosreport).")
        }
        #expect(told("container/shop/web-1/web").rows(ManifestFacts.refused)?.isEmpty == true)
    }
}
