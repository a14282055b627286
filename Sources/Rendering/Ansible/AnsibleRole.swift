/// The one role: it carries the program and a machine's steps there, has it do them, and takes from its report what changed and what
/// failed. Ansible knows nothing of what a step does.
enum AnsibleRole {
    static let defaults = """
        ---
        # The program, on the machine that runs Ansible: one for the nodes' processors.
        drydock_program: "{{ lookup('ansible.builtin.env', 'DRYDOCK') | default('/usr/local/bin/drydock', true) }}"
        # Where it lies on a node, with the steps that it does.
        drydock_folder: /var/lib/drydock/carried
        # Set once a machine has them: the plays of a run carry nothing twice.
        drydock_is_carried: false
        # The steps of a play, by their keys, in their order: those of all its machines, of which each does its own.
        drydock_steps: []
        drydock_own: "{{ (lookup('ansible.builtin.file', inventory_hostname ~ '.json') | from_json).steps | map(attribute='key') | list }}"
        # Whether the play takes away what cannot be made again.
        drydock_destroys: false
        # Machines of which it was agreed that what a kubeadm left half-made there is taken away.
        drydock_agreed: []
        # Machines that made values which this play's steps need.
        drydock_makers: []
        # Whether the play's steps make such values.
        drydock_makes: false
        # The states of steps that are told. What stopped a run is told as the reason of its end; a look goes on behind it.
        drydock_told: "{{ ['changed', 'would-change'] + (['failed', 'waits', 'lacks-value'] if ansible_check_mode else []) }}"
        drydock_command: "{{
          [drydock_folder ~ '/drydock', 'apply', drydock_folder ~ '/steps.json', '--yes', '--format', 'json', '--values', '-']
          + (drydock_steps | select('in', drydock_own) | default(['none'], true) | map('regex_replace', '^', '--step=') | list)
          + (['--destroy', inventory_hostname] if drydock_destroys or inventory_hostname in drydock_agreed else [])
          + (['--check'] if ansible_check_mode else []) }}"
        # A variable, because Ansible before 2.19 takes a backslash in an expression for itself.
        drydock_line_end: "\\n"
        # Never empty: over ssh an empty stdin is a terminal on which nobody types.
        drydock_values: "{{ drydock_secrets ~ (drydock_makers | map('extract', hostvars, 'drydock_learned') | map('default', '') | join) ~ drydock_line_end }}"

        """

    static let tasks = """
        ---
        - name: Make the folder for the program
          ansible.builtin.file:
            path: "{{ drydock_folder }}"
            state: directory
            owner: root
            group: root
            mode: "0700"
          check_mode: false
          changed_when: false
          when: not drydock_is_carried

        # Only where its checksum differs. It changes nothing of the node, so check mode carries it too: without it nobody could look.
        - name: Carry the program
          ansible.builtin.copy:
            src: "{{ drydock_program }}"
            dest: "{{ drydock_folder }}/drydock"
            owner: root
            group: root
            mode: "0700"
          check_mode: false
          changed_when: false
          diff: false
          when: not drydock_is_carried

        - name: Carry the steps
          ansible.builtin.copy:
            src: "{{ inventory_hostname }}.json"
            dest: "{{ drydock_folder }}/steps.json"
            owner: root
            group: root
            mode: "0600"
          check_mode: false
          changed_when: false
          diff: false
          when: not drydock_is_carried

        - name: Carry nothing in the next plays
          ansible.builtin.set_fact:
            drydock_is_carried: true
          when: not drydock_is_carried

        # Values go in on stdin and are shown nowhere; the report holds none.
        - name: Do the steps
          ansible.builtin.command:
            argv: "{{ drydock_command }}"
            stdin: "{{ drydock_values }}"
          register: drydock_run
          no_log: true
          check_mode: false
          changed_when: drydock_run.stdout is search('"state" *. *"(would-)?change')
          failed_when: false

        - name: Tell what was done
          ansible.builtin.debug:
            msg: "{{ (drydock_run.stdout | from_json).steps | selectattr('state', 'in', drydock_told) | map(attribute='says') | list }}"
          when: drydock_run.stdout is search('^{')

        - name: Stop where a step failed or waits for a person
          ansible.builtin.fail:
            msg: "{{ drydock_run.stderr_lines | default([], true) }}"
          when: drydock_run.rc != 0 and not (ansible_check_mode and drydock_run.rc == 1)

        - name: Take the values that others need
          ansible.builtin.slurp:
            src: /run/drydock/learned/values
          register: drydock_made
          no_log: true
          failed_when: false
          when: drydock_makes and not ansible_check_mode

        - name: Keep them for the next plays
          ansible.builtin.set_fact:
            drydock_learned: "{{ drydock_made.content | default('') | b64decode }}"
          no_log: true
          when: drydock_makes and not ansible_check_mode

        """
}
