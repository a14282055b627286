import Applying
import FoundationEssentials
import Glibc
import Text

/// The person's own Ansible on this machine, and the environment in which they would have run it.
enum AnsibleHere {
    /// Their environment, in which Ansible finds their keys and settings. It wants a locale with UTF-8.
    static var environment: [String: String] {
        ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8", "DRYDOCK": program]) { $1 }
    }

    /// This program, which Ansible carries to the machines.
    private static var program: String {
        ProcessInfo.processInfo.environment["DRYDOCK"]
            ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? "/usr/local/bin/drydock"
    }

    /// The settings that their Ansible would read here; nil where it looks for them itself.
    static var settings: String? {
        if let named = ProcessInfo.processInfo.environment["ANSIBLE_CONFIG"] { return named }
        let here = absolute("ansible.cfg")
        return access(here, R_OK) == 0 ? here : nil
    }

    /// A path as the program that is started elsewhere needs it.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// Refuses where there is none, and says how to get it and what goes without it.
    static func demand(without: String) throws(Refusal) {
        let environment = environment
        guard Waiting.run({ await FleetRun.version(environment) }) == nil else { return }
        throw Refusal("\(missing) \(without)", status: 3)
    }

    /// What is said where there is none.
    static let missing = """
        Ansible does the work on other machines, and there is no ansible-playbook here that starts. Install it (Debian and Ubuntu: \
        apt-get install ansible-core; Fedora and RHEL: dnf install ansible-core; elsewhere: pipx install ansible-core).
        """
}
