"""One run of a command: wall time, processor time with all children, and peak memory."""
import os
import statistics
import time
from dataclasses import dataclass


@dataclass
class Measured:
    wall: float  # milliseconds
    cpu: float  # milliseconds of processor time, user and system
    memory: int  # KiB at the peak of the largest process

    def __str__(self):
        return f"{time_text(self.wall)}, processor {time_text(self.cpu)}, {self.memory / 1024:.0f} MB"


def time_text(milliseconds):
    return f"{milliseconds / 1000:.2f} s" if milliseconds >= 1000 else f"{milliseconds:.1f} ms"


def once(command, stdin=None):
    start = time.perf_counter()
    pid = os.fork()
    if pid == 0:
        try:
            given = os.open(stdin or "/dev/null", os.O_RDONLY)
            nothing = os.open("/dev/null", os.O_WRONLY)
            os.dup2(given, 0)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            os.execvp(command[0], command)
        except OSError:
            os._exit(127)
    _, status, used = os.wait4(pid, 0)
    wall = (time.perf_counter() - start) * 1000
    if os.waitstatus_to_exitcode(status) == 127:
        raise FileNotFoundError(command[0])
    return Measured(wall, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss)


def many(command, runs, stdin=None):
    """The median of so many runs, each figure by itself; memory the largest."""
    all_of = [once(command, stdin) for _ in range(runs)]
    return Measured(
        statistics.median(m.wall for m in all_of),
        statistics.median(m.cpu for m in all_of),
        max(m.memory for m in all_of),
    )
