import Glibc
import Subprocess
import SystemPackage
import Testing

@testable import PlanCases
@testable import Planning

/// Generated files before the programs that read them. Scripts/packages installs these.
struct NetworkProgramTests {
    private struct Output {
        var status: Int
        var text: String
    }

    private func run(_ words: [String]) async throws -> Output {
        let result = try await Subprocess.run(
            words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]), arguments: Arguments(Array(words.dropFirst())),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20))
        guard case .exited(let code) = result.terminationStatus else { return Output(status: 255, text: "ended by a signal") }
        return Output(status: Int(code), text: result.standardOutput + result.standardError)
    }

    /// A file of its own for a text, gone afterwards.
    private func withFile<Result>(
        _ text: String, mode: mode_t = 0o600, _ body: (String) async throws -> Result
    ) async throws -> Result {
        var template = Array("/tmp/drydock-network-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        let bytes = Array(text.utf8)
        #expect(write(file, bytes, bytes.count) == bytes.count)
        fchmod(file, mode)
        close(file)
        return try await body(path)
    }

    @Test(arguments: NetworkCase.all.filter { $0.plan.endpoint.balancer == .haproxyKeepalived })
    func haproxyTakesItsConfiguration(_ example: NetworkCase) async throws {
        let output = try await withFile(HAProxy.text(example.plan)) { try await run(["/usr/sbin/haproxy", "-c", "-f", $0]) }
        #expect(output.status == 0, "\(output.text)")
        #expect(!output.text.contains("WARNING"), "\(output.text)")
    }

    @Test func haproxyRefusesWhatIsWrong() async throws {
        let plan = NetworkCase("x") { _ in }.plan
        let text = HAProxy.text(plan).split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.contains("http-check expect") ? "    http-check exspect" : String($0) }.joined(separator: "\n")
        let output = try await withFile(text) { try await run(["/usr/sbin/haproxy", "-c", "-f", $0]) }
        #expect(output.status != 0)
    }

    private static let interface: String? = {
        guard let first = if_nameindex() else { return nil }
        defer { if_freenameindex(first) }
        var at = first
        while at.pointee.if_index != 0, let name = at.pointee.if_name {
            let text = String(cString: name)
            if text != "lo" { return text }
            at += 1
        }
        return nil
    }()

    /// With an interface and a script that are there, because keepalived looks at both; it takes no loopback.
    private func keepalived(isIPv6: Bool = false, _ edit: (String) -> String) async throws -> Output {
        var plan = NetworkCase("x") { if isIPv6 { Self.ipv6(&$0) } }.plan
        let interface = try #require(Self.interface, "This machine has no interface but loopback.")
        for index in plan.machines.indices { plan.machines[index].interface = interface }
        let text = Keepalived.text(plan, on: plan.machines[1])
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.contains(Keepalived.script) ? "    script \"/bin/true\"" : String($0) }.joined(separator: "\n")
        let word = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.contains("auth_pass") ? "        auth_pass abcdefgh" : String($0) }.joined(separator: "\n")
        return try await withFile(edit(word)) { path in
            try await run(["/usr/sbin/keepalived", "--log-console", "--config-test", "--use-file", path])
        }
    }

    private static func ipv6(_ plan: inout ClusterPlan) {
        plan.endpoint.address = "2001:db8::ff"
        for index in plan.machines.indices { plan.machines[index].addresses.append("2001:db8::\(index + 1)") }
    }

    /// Why no password is written for IPv6.
    @Test func keepalivedRefusesAPasswordForIPv6() async throws {
        let output = try await keepalived(isIPv6: true) { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map {
                    $0.contains("virtual_ipaddress")
                        ? "    authentication {\n        auth_type PASS\n        auth_pass abcdefgh\n    }\n\($0)" : String($0)
                }.joined(separator: "\n")
        }
        #expect(output.status != 0)
        #expect(output.text.contains("VRRP version 3 does not support authentication"), "\(output.text)")
    }

    /// Why peers are named by their addresses of the endpoint's family.
    @Test func keepalivedRefusesPeersOfTheOtherFamily() async throws {
        let output = try await keepalived(isIPv6: true) {
            $0.replacing("unicast_src_ip 2001:db8::2", with: "unicast_src_ip 192.0.2.12")
        }
        #expect(output.status != 0, "\(output.text)")
    }

    @Test(arguments: [false, true]) func keepalivedTakesItsConfiguration(isIPv6: Bool) async throws {
        let output = try await keepalived(isIPv6: isIPv6) { $0 }
        #expect(output.status == 0, "\(output.text)")
        #expect(!output.text.contains("Unknown keyword"), "\(output.text)")
    }

    @Test func keepalivedRefusesWhatIsWrong() async throws {
        let output = try await keepalived { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.contains("virtual_router_id") ? "    virtual_router_id 300" : String($0) }.joined(separator: "\n")
        }
        #expect(output.status != 0, "\(output.text)")
    }

    @Test func shellcheckTakesTheCheckScript() async throws {
        let plan = NetworkCase("x") { _ in }.plan
        let output = try await withFile(Keepalived.scriptText(plan)) { try await run(["shellcheck", "--enable=all", $0]) }
        #expect(output.status == 0, "\(output.text)")
    }
}
