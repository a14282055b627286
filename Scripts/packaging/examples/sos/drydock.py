"""A plugin of sos (sos 4): puts a capture of this node into the report.

Copy it into the folder sos/report/plugins of your Python (python3 -c
'import sos.report.plugins as p; print(p.__path__[0])'). Read what it
brings with: drydock diagnose --from .../sos_commands/drydock/capture.tar.gz
"""

from sos.report.plugins import DebianPlugin, Plugin, RedHatPlugin, UbuntuPlugin


class Drydock(Plugin, RedHatPlugin, DebianPlugin, UbuntuPlugin):
    """Keys, tokens and passwords are replaced before anything is written."""

    short_desc = 'what is wrong with this Kubernetes node'
    plugin_name = 'drydock'
    profiles = ('container', 'system')
    packages = ('drydock',)
    commands = ('drydock',)

    def setup(self):
        capture = self.get_cmd_output_path(name='capture.tar.gz', make=False)
        # The folder is made by sos with the first output that is kept.
        self.add_cmd_output('drydock diagnose --no-color --long',
                            suggest_filename='diagnosis.txt', timeout=60)
        self.add_cmd_output(f'drydock capture -o {capture}',
                            suggest_filename='capture.log', timeout=120)
