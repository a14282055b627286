import Facts
import Hosts
import Text

/// What tells this machine from others: its ids, hardware addresses, its own addresses, and what its hostname stands for.
struct IdentityProbe: Probe {
    let name = "identity"
    let subject = "what distinguishes this machine from others"
    let needs: [FactKey] = []
    let gives: [FactKey] = [
        MachineIdentityFacts.machineID, MachineIdentityFacts.productUUID, MachineIdentityFacts.interfaces,
        MachineIdentityFacts.hostnameAddresses, MachineIdentityFacts.localAddresses,
    ]

    func look(at host: any Host, knowing known: FactSet) async -> FactSet {
        var facts = FactSet()
        facts.set(MachineIdentityFacts.machineID, of: await .read("/etc/machine-id", at: host), at: "/etc/machine-id") {
            $0.isEmpty || $0 == "uninitialized" ? .absent : .text($0)
        }
        let path = "/sys/class/dmi/id/product_uuid"
        facts.set(MachineIdentityFacts.productUUID, of: await .read(path, at: host), at: path) {
            $0.isEmpty ? .absent : .text($0.lowercased())
        }
        await interfaces(host, &facts)
        await localAddresses(host, &facts)
        await hostname(host, &facts)
        return facts
    }

    /// Interfaces with a device behind them; parts of a bond or bridge share their master's address and are left out.
    private func interfaces(_ host: any Host, _ facts: inout FactSet) async {
        let folder = "/sys/class/net"
        do throws(HostError) {
            var rows: [Row<MachineIdentityFacts.Interface>] = []
            for entry in try await host.list(folder) where entry.kind != .file {
                let path = "\(folder)/\(entry.name)"
                guard try await isThere("\(path)/device", host), !(try await isThere("\(path)/master", host)) else { continue }
                guard let mac = await SmallFile.read("\(path)/address", at: host).text?.trimmed else { continue }
                rows.append(Row([.name: .text(entry.name), .mac: .text(mac)], from: .file("\(path)/address", mac)))
            }
            facts.set(MachineIdentityFacts.interfaces, rows, from: .file(folder))
        } catch {
            facts.miss(MachineIdentityFacts.interfaces, error.reason)
        }
    }

    private func isThere(_ path: String, _ host: any Host) async throws(HostError) -> Bool {
        do {
            _ = try await host.status(path)
            return true
        } catch  where error.isAbsence { return false }
    }

    private func localAddresses(_ host: any Host, _ facts: inout FactSet) async {
        let path = "/proc/net/fib_trie"
        switch await SmallFile.read(path, limit: 8 << 20, at: host) {
        case .text(let text):
            let six = await SmallFile.read("/proc/net/if_inet6", at: host).text ?? ""
            facts.set(
                MachineIdentityFacts.localAddresses, .list(LocalAddresses.ipv4(inTrie: text) + LocalAddresses.ipv6(inTable: six)),
                from: .file(path))
        case .absent: facts.setAbsent(MachineIdentityFacts.localAddresses, from: .file(path, "does not exist"))
        case .unseen(let reason): facts.miss(MachineIdentityFacts.localAddresses, reason)
        }
    }

    private func hostname(_ host: any Host, _ facts: inout FactSet) async {
        let key = MachineIdentityFacts.hostnameAddresses
        guard let name = await SmallFile.read("/proc/sys/kernel/hostname", at: host).text?.trimmed, !name.isEmpty else {
            return facts.miss(key, "The hostname could not be read.")
        }
        let hosts = await SmallFile.read("/etc/hosts", at: host)
        let lines = hosts.settings.filter { _, line in
            line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }.dropFirst().contains(name[...])
        }
        if let first = lines.first {
            let addresses = lines.compactMap { $0.line.split { $0 == " " || $0 == "\t" }.first.map(String.init) }
            return facts.set(key, .list(addresses), from: .file("/etc/hosts", line: first.number, first.line.trimmed))
        }
        do {
            let command = Command("getent", ["ahosts", name], deadline: .seconds(2), limit: 64 << 10)
            let output = try await host.run(command)
            var addresses: [String] = []
            for line in output.lines {
                if let address = line.split(separator: " ").first.map(String.init), !addresses.contains(address) {
                    addresses.append(address)
                }
            }
            facts.set(
                key, addresses.isEmpty ? .absent : .list(addresses),
                from: Source(command.line, String(output.lines.first ?? "no answer")))
        } catch {
            facts.miss(key, error.reason)
        }
    }
}
