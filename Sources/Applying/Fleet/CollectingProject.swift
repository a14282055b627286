import FoundationEssentials
import Glibc

/// A playbook that carries the program to machines, has it record them, and brings the records back. What stays there is the program.
public struct CollectingProject: Sendable {
    static let playbook = "collect.yml"
    private static let ending = ".tar.gz"

    /// Its folder, of this user alone: records hold no secrets, and are nobody else's matter.
    let folder: String
    /// The folder of the records, a file a machine, named after it.
    public var captures: String { "\(folder)/captures" }

    /// Makes it. Throws a sentence where that fails.
    public init() throws(DoerError) {
        var name = Array("/tmp/drydock-inventory-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { throw DoerError("No folder could be made in /tmp: \(WholeFile.reason()).") }
        folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let file = "\(folder)/\(Self.playbook)"
        if let problem = WholeFile.makeFolder(captures) ?? WholeFile.write(Array(Self.text.utf8), to: file, mode: 0o600) {
            throw DoerError("\(file) could not be written: \(problem).")
        }
    }

    /// A machine of an inventory that drydock writes itself.
    public struct Target: Sendable {
        /// What the inventory, the events and the record call it.
        public var name: String
        /// The address at which ssh reaches it; empty where its name is.
        public var address: String
        public var user: String

        public init(name: String, address: String, user: String) {
            self.name = name
            self.address = address
            self.user = user
        }
    }

    /// Writes an inventory of these machines, and gives its path.
    public func writeInventory(_ machines: [Target]) throws(DoerError) -> String {
        var hosts: [String: [String: String]] = [:]
        for machine in machines {
            var variables = ["ansible_user": machine.user]
            if !machine.address.isEmpty { variables["ansible_host"] = machine.address }
            hosts[machine.name] = variables
        }
        let path = "\(folder)/hosts.json"
        // The YAML plugin of Ansible reads JSON too.
        let text = (try? JSONEncoder().encode(["all": ["hosts": hosts]])) ?? Data()
        if let problem = WholeFile.write(Array(text), to: path, mode: 0o600) {
            throw DoerError("\(path) could not be written: \(problem).")
        }
        return path
    }

    /// The record of a machine, as the playbook names it.
    public func record(of machine: String) -> String {
        let name = machine.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" }
        return "\(captures)/\(String(name))\(Self.ending)"
    }

    /// The run that brings the records.
    public func run(arguments: [String], environment: [String: String], settings: String?) -> FleetRun {
        FleetRun(
            project: folder, playbook: Self.playbook, arguments: arguments, environment: environment, settings: settings)
    }

    /// Takes it away again, with the records.
    public func remove() { try? FileManager.default.removeItem(atPath: folder) }

    private static let text = """
        ---
        - name: Look at the machines
          hosts: all
          become: true
          gather_facts: false
          vars:
            drydock_folder: /var/lib/drydock/carried
            drydock_record: "{{ drydock_folder }}/record-{{ 999999 | random }}\(ending)"
          tasks:
            - name: Make the folder for the program
              ansible.builtin.file:
                path: "{{ drydock_folder }}"
                state: directory
                owner: root
                group: root
                mode: "0700"

            - name: Carry the program
              ansible.builtin.copy:
                src: "{{ lookup('ansible.builtin.env', 'DRYDOCK') }}"
                dest: "{{ drydock_folder }}/drydock"
                owner: root
                group: root
                mode: "0700"
              diff: false

            - name: Choose a name
              ansible.builtin.set_fact:
                drydock_record: "{{ drydock_record }}"

            - name: Look at it
              ansible.builtin.command:
                argv:
                  - "{{ drydock_folder }}/drydock"
                  - capture
                  - --output
                  - "{{ drydock_record }}"

            - name: Bring the record
              ansible.builtin.fetch:
                src: "{{ drydock_record }}"
                dest: "{{ playbook_dir }}/captures/{{ inventory_hostname | regex_replace('[^A-Za-z0-9._-]', '_') }}\(ending)"
                flat: true

            - name: Take the record away
              ansible.builtin.file:
                path: "{{ drydock_record }}"
                state: absent

        """
}
