import Testing

extension LabSuite {
    struct HealthyNodeTests {
        @Test("A healthy node gives no finding above notice but those that the lab itself brings", arguments: Lab.debians)
        func healthy(debian: String) async throws {
            let node = try await LabNodes.shared.node(on: debian)
            let report = try await node.diagnose()
            #expect(report.schemaVersion == 1)
            let found = report.unexpected.filter { $0.severity != "notice" }
            #expect(found.isEmpty, "\(Report.summary(found))")
        }

        @Test("A live diagnosis of a node stays within two seconds", arguments: Lab.debians)
        func seconds(debian: String) async throws {
            let report = try await LabNodes.shared.node(on: debian).diagnose()
            #expect(report.seconds <= 2)
        }

        @Test("Looking changes no file of the node", arguments: Lab.debians)
        func looksOnly(debian: String) async throws {
            let node = try await LabNodes.shared.node(on: debian)
            // The journal, etcd and containerd write all the time; everything else holds still.
            let list = [
                "/etc", "/usr", "/opt", "/root", "/srv", "/var/lib/kubelet", "/var/lib/cni", "/run/systemd/system", "/run/netns",
                "-xdev",
                "-printf", "%p %y %m %s %T@ %C@\\n",
            ]
            let before = try await Lab.shared.script(["run", node.name, "find"] + list).text
            _ = try await node.diagnose()
            let after = try await Lab.shared.script(["run", node.name, "find"] + list).text
            #expect(before.contains("/etc/kubernetes/admin.conf"))
            #expect(before == after)
        }
    }
}
