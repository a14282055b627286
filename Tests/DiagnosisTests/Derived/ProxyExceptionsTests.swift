import Facts
import Testing

@testable import Diagnosis

@Suite struct ProxyExceptionsTests {
    @Test(arguments: [
        ("192.168.10.11", "192.168.10.11"), ("192.168.10.11", "192.168.0.0/16"), ("192.168.10.11", "*"),
        ("192.168.10.11", "192.168.10.11:6443"), ("api.corp.example", "corp.example"), ("api.corp.example", ".corp.example"),
        ("api.corp.example", "API.corp.example"), ("api.corp.example", "*.corp.example"), ("fd00::1", "fd00::/64"),
        ("fd00::1", "fd00:0::1"), ("127.0.0.1", ""), ("localhost", ""),
    ])
    func excepted(_ host: String, _ entry: String) {
        #expect(ProxyExceptions.isExcepted(host, port: "6443", entry.isEmpty ? [] : ["other.example", entry]))
    }

    @Test(arguments: [
        ("192.168.10.11", "192.168.10.12"), ("192.168.10.11", "192.168.11.0/24"), ("192.168.10.11", "192.168.10.11:443"),
        ("corp.example", ".corp.example"), ("mycorp.example", "corp.example"), ("192.168.10.11", ".example"),
        ("fd00::1", "10.0.0.0/8"),
    ])
    func notExcepted(_ host: String, _ entry: String) {
        #expect(!ProxyExceptions.isExcepted(host, port: "6443", [entry]))
    }

    private func asks(proxy: String?, _ exceptions: [String], endpoint: String = "https://192.168.10.11:6443") -> Bool? {
        var facts = FactSet()
        facts.set(
            UnitFacts.units,
            [
                Row<UnitFacts.Unit>(
                    [
                        .name: "kubelet.service", .load: "loaded", .httpsProxy: .text(ifAny: proxy),
                        .noProxy: .list(exceptions),
                    ], from: Source("systemctl show"))
            ])
        facts.set(APIServerFacts.endpoint, .text(endpoint))
        ProxyExceptions.derivation.derive(&facts)
        return facts.flag(WebProxyFacts.kubeletAsksByProxy)
    }

    @Test func onlyWithAProxyAndWithoutAnException() {
        #expect(asks(proxy: "proxy:3128", []) == true)
        #expect(asks(proxy: "proxy:3128", ["192.168.0.0/16"]) == false)
        #expect(asks(proxy: nil, []) == false)
        #expect(asks(proxy: "proxy:3128", ["fd00::/64"], endpoint: "https://[fd00::b]:6443") == false)
        #expect(asks(proxy: "proxy:3128", ["lb"], endpoint: "https://lb") == false)
    }
}
