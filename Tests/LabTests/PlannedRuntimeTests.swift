import Testing

extension LabSuite {
    /// The configuration that a plan writes for a series of containerd, read by the containerd of each Debian.
    struct PlannedRuntimeTests {
        @Test("containerd takes what a plan writes for its series", arguments: Lab.debians)
        func takes(debian: String) async throws {
            let node = try await LabNodes.shared.node(on: debian)
            let version = try await node.run("containerd", "--version").text
            let number = try #require(version.split(separator: " ").first { $0.first?.isNumber == true }, "\(version)")
            let series = number.split(separator: ".").prefix(2).joined(separator: ".")
            // The newest release of Kubernetes that each series is for.
            let releases = ["1.6": "1.34", "1.7": "1.35", "2.0": "1.34", "2.1": "1.35", "2.2": "1.36", "2.3": "1.36"]
            let release = try #require(releases[series], "containerd \(series)")
            let plan = """
                apiVersion: drydock.dev/v1
                kind: ClusterPlan
                spec:
                  release: "\(release)"
                  topology: single
                  machines: [{name: cp1, address: 192.0.2.11, roles: [control-plane]}]
                  endpoint: {name: cluster-endpoint}
                  runtime: {name: containerd, version: "\(series)"}
                """
            let write = try await node.run("sh", "-c", "rm -rf /root/plan && printf '%s\\n' \"$1\" >/root/plan.yaml", "sh", plan)
            #expect(write.status == 0)
            let made = try await node.run("/usr/local/bin/drydock", "plan", "/root/plan.yaml", "--out", "/root/plan")
            #expect(made.status == 0, "\(made.err)")
            let config = "/root/plan/machines/cp1/root/etc/containerd/config.toml"
            let dump = try await node.run("containerd", "--config", config, "config", "dump")
            #expect(dump.status == 0, "\(dump.err)")
            #expect(dump.text.contains("SystemdCgroup = true"))
            #expect(dump.text.contains("pause:3.10"))
            #expect(dump.text.contains("/opt/cni/bin"))
            #expect(!dump.text.contains("/usr/lib/cni"))
            // The file as it stands on the node sets none of this: the plan's own did.
            let own = try await node.run("containerd", "config", "default")
            #expect(own.text.contains("SystemdCgroup = true") == false)
            _ = try await node.run("rm", "-rf", "/root/plan", "/root/plan.yaml")
        }
    }
}
