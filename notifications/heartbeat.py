"""When this worker last did anything, known to all of its processes.

A page of memory shared over fork: the pool's children write, the watchdog in their parent reads. The clock is the
machine's monotonic one, the same for all of them.
"""

import mmap
import struct
import time

_page = mmap.mmap(-1, mmap.PAGESIZE)


def beat(**_signal) -> None:
    """Something moved: a task began, a letter was tried. Fit to be a Celery signal's receiver."""
    struct.pack_into("d", _page, 0, time.monotonic())


def last_beat() -> float:
    """The `time.monotonic()` of the last beat, 0.0 before the first."""
    return struct.unpack_from("d", _page, 0)[0]
