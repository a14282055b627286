import Testing

@testable import Probes

@Suite struct SocketTableTests {
    @Test func readsSS() {
        let text = """
            LISTEN 0      4096       127.0.0.1:10257      0.0.0.0:*    users:(("kube-controller",pid=9591,fd=5))
            LISTEN 0      128          0.0.0.0:2024       0.0.0.0:*
            LISTEN 0      4096               *:10250            *:*    users:(("kubelet",pid=9326,fd=15))
            LISTEN 0      4096   127.0.0.53%lo:53         0.0.0.0:*    users:(("systemd-resolve",pid=600,fd=19))
            LISTEN 0      4096            [::]:22            [::]:*
            """
        let listeners = SocketTable.parse(ss: text)
        #expect(listeners.map(\.port) == [10257, 2024, 10250, 53, 22])
        #expect(listeners.map(\.address) == ["127.0.0.1", "*", "*", "127.0.0.53", "*"])
        #expect(listeners.map(\.process) == ["kube-controller", nil, "kubelet", "systemd-resolve", nil])
        #expect(listeners.map(\.pid) == [9591, nil, 9326, 600, nil])
    }

    @Test func readsTheKernelsTable() {
        let text = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:2808 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 123 1
               1: 0100007F:9999 0100007F:2808 01 00000000:00000000 00:00000000 00000000     0        0 124 1
               2: 00000000000000000000000000000000:280A 00000000000000000000000000000000:0000 0A 0 0 0 0 0 0 125
               3: 0000000000000000FFFF00000100007F:280B 00000000000000000000000000000000:0000 0A 0 0 0 0 0 0 126
            """
        let listeners = SocketTable.parse(proc: text)
        #expect(listeners.map(\.port) == [10248, 10250, 10251])
        #expect(listeners.map(\.address) == ["127.0.0.1", "*", "127.0.0.1"])
    }
}
