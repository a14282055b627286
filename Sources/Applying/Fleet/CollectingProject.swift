/// A playbook that carries the program to machines, has it record them, and brings the records back. What stays there is the program.
public enum CollectingProject {
    public static let playbook = "collect.yml"
    /// The folder of the records in the project, a file a machine, named after it.
    public static let captures = "captures"
    /// A record's ending.
    public static let ending = ".tar.gz"

    /// Writes it. Throws a sentence where that fails.
    public static func write(into folder: String) throws(DoerError) {
        let file = "\(folder)/\(playbook)"
        if let problem = WholeFile.makeFolder("\(folder)/\(captures)") ?? WholeFile.write(Array(text.utf8), to: file, mode: 0o600)
        {
            throw DoerError("\(file) could not be written: \(problem).")
        }
    }

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
                dest: "{{ playbook_dir }}/\(captures)/{{ inventory_hostname | regex_replace('[^A-Za-z0-9._-]', '_') }}\(ending)"
                flat: true

            - name: Take the record away
              ansible.builtin.file:
                path: "{{ drydock_record }}"
                state: absent

        """
}
