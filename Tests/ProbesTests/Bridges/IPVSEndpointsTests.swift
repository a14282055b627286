import Facts
import Testing

@testable import Probes

@Suite struct IPVSEndpointsTests {
    private static let table = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port Forward Weight ActiveConn InActConn
        TCP  0A640001:0050 rr
          -> 0AF40007:1F90      Masq    1      0          0
          -> 0AF40105:1F90      Masq    1      0          0
        TCP  [fd00:0010:0096:0000:0000:0000:0000:000a]:0035 rr
          -> [fd00:0010:0244:0000:0000:0000:0000:0005]:0035      Masq    1      0          0
        UDP  0A640002:0035 rr
          -> 0AF40007:1F90      Masq    1      0          0
          -> 0AF40008:0035      Route   1      0          0
        """

    @Test func serversAreThoseThatAreReachedByNAT() {
        #expect(
            IPVSEndpoints.servers(Self.table) == [
                IPVSEndpoints.Server(address: "10.244.0.7", port: "tcp:8080", service: "10.100.0.1:80"),
                IPVSEndpoints.Server(address: "10.244.1.5", port: "tcp:8080", service: "10.100.0.1:80"),
                IPVSEndpoints.Server(address: "fd00:10:244::5", port: "tcp:53", service: "[fd00:10:96::a]:53"),
                IPVSEndpoints.Server(address: "10.244.0.7", port: "udp:8080", service: "10.100.0.2:53"),
            ])
    }

    @Test func membersAreConnectionsToOneself() {
        let members = IPVSEndpoints.members(
            """
            create KUBE-LOOP-BACK hash:ip,port,ip family inet hashsize 1024 maxelem 65536
            add KUBE-LOOP-BACK 10.244.0.7,tcp:8080,10.244.0.7
            add KUBE-LOOP-BACK 10.244.0.8,tcp:8080,10.244.0.9
            """)
        #expect(members == ["10.244.0.7,tcp:8080"])
    }

    @Test func onlyPodsOfThisNodeAreRowsAndEachOnce() {
        let servers = IPVSEndpoints.servers(Self.table + "\n" + Self.table)
        let pods = PodNames(leases: [Row([.address: "10.244.0.7", .pod: "shop/api"], from: Source("x"))], routes: nil)
        let rows = IPVSEndpoints.rows(servers, ["10.244.0.7,tcp:8080"], pods: pods, isSetAsked: true)
        #expect(rows.map { $0.text(.pod) } == ["shop/api at 10.244.0.7", "shop/api at 10.244.0.7"])
        #expect(rows.map { $0.text(.service) } == ["at 10.100.0.1:80", "at 10.100.0.2:53"])
        // The transport counts: the same port by UDP is another connection.
        #expect(rows.map { $0.flag(.isMasqueraded) } == [true, false])
        let unasked = IPVSEndpoints.rows(servers, ["10.244.0.7,tcp:8080"], pods: pods, isSetAsked: false)
        #expect(unasked.map { $0.flag(.isMasqueraded) } == [false, false])
    }
}
