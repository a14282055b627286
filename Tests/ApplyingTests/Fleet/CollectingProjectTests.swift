import Applying
import FoundationEssentials
import Glibc
import Testing

/// The project that brings records of machines.
struct CollectingProjectTests {
    @Test func theInventoryNamesEachMachineItsAddressAndItsUser() throws {
        let project = try CollectingProject()
        defer { project.remove() }
        let path = try project.writeInventory([
            .init(name: "w 1", address: "10.0.0.2", user: "admin"), .init(name: "w2.example", address: "", user: "root"),
        ])
        struct Inventory: Decodable {
            struct All: Decodable { var hosts: [String: [String: String]] }
            var all: All
        }
        let read = try JSONDecoder().decode(Inventory.self, from: Data(contentsOf: URL(filePath: path)))
        #expect(read.all.hosts["w 1"] == ["ansible_host": "10.0.0.2", "ansible_user": "admin"])
        #expect(read.all.hosts["w2.example"] == ["ansible_user": "root"])
        #expect(project.record(of: "w 1").hasSuffix("/captures/w_1.tar.gz"))
        #expect(project.record(of: "w2.example").hasSuffix("/captures/w2.example.tar.gz"))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o077 == 0)
    }
}
