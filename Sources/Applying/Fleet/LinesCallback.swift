/// The callback plugin through which Ansible tells a run: one JSON line on stdout for each event. Of results it tells only what the
/// project's role says in words, and why a machine failed; the rest stays with Ansible.
enum LinesCallback {
    static let name = "drydock_lines"

    static let text = """
        DOCUMENTATION = '''
        name: drydock_lines
        type: stdout
        short_description: One JSON line for each event, for the program that started the run.
        description:
          - Tells plays, tasks and what became of them on each machine.
        '''

        import json
        import sys

        from ansible.plugins.callback import CallbackBase


        class CallbackModule(CallbackBase):
            CALLBACK_VERSION = 2.0
            CALLBACK_TYPE = "stdout"
            CALLBACK_NAME = "drydock_lines"

            def tell(self, event, **words):
                sys.stdout.write(json.dumps(dict(event=event, **words)) + "\\n")
                sys.stdout.flush()

            def result(self, event, result):
                found = result._result
                says = found.get("msg", "")
                if event == "ok" and result._task.action not in ("debug", "ansible.builtin.debug"):
                    says = ""
                if "censored" in found:
                    says = ""
                if not isinstance(says, list):
                    says = [says]
                self.tell(
                    event,
                    machine=result._host.get_name(),
                    name=result._task.get_name().split(" : ")[-1],
                    changed=bool(found.get("changed", False)),
                    says=[str(line) for line in says if line],
                )

            def v2_playbook_on_play_start(self, play):
                self.tell("play", name=play.get_name())

            def v2_runner_on_start(self, host, task):
                self.tell("task", machine=host.get_name(), name=task.get_name().split(" : ")[-1])

            def v2_runner_on_ok(self, result):
                self.result("ok", result)

            def v2_runner_on_failed(self, result, ignore_errors=False):
                if not ignore_errors:
                    self.result("failed", result)

            def v2_runner_on_unreachable(self, result):
                self.result("unreachable", result)

            def v2_playbook_on_stats(self, stats):
                for machine in sorted(stats.processed):
                    self.tell("end", machine=machine, counts=stats.summarize(machine))

        """
}
