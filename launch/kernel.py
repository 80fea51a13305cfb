"""The few system calls that Python does not offer: dying with one's parent, and not being root."""

import ctypes
import os
import pwd
import signal
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path

LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CLONE_NEWUSER = 0x10000000
CAPABILITY_VERSION_3, CAP_DAC_OVERRIDE = 0x20080522, 1


def die_with_parent(death_signal: int = signal.SIGKILL, parent: int | None = None) -> None:
    """Ask the kernel to signal this process when its parent dies, however it dies. Linux only; elsewhere nothing.

    A change of user clears the wish, so this comes after it. `parent` catches one that died before we could ask.
    """
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if parent and os.getppid() != parent:
            os._exit(1)


def enter_namespace() -> None:
    """Look like user 1000 from inside while every file stays root's: PostgreSQL refuses root and nothing else does."""
    if LIBC.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text("1000 0 1")
    Path("/proc/self/gid_map").write_text("1000 0 1")


@cache
def namespaces_allowed() -> bool:
    """Many containers forbid user namespaces; a process of its own finds out, since entering cannot be undone."""
    try:
        subprocess.run(["true"], preexec_fn=enter_namespace, check=True)
    except (subprocess.SubprocessError, OSError):
        return False
    return True


def become_nobody() -> None:
    """Be `nobody`, but keep root's way into private folders: the clone, its .venv and var/ need not be opened."""
    nobody = pwd.getpwnam("nobody")
    LIBC.prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    kept = 1 << CAP_DAC_OVERRIDE
    header = ctypes.create_string_buffer(struct.pack("Ii", CAPABILITY_VERSION_3, 0))
    LIBC.capset(header, struct.pack("6I", kept, kept, kept, 0, 0, 0))
    LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def stop_being_root() -> None:
    if os.geteuid() == 0:
        enter_namespace() if namespaces_allowed() else become_nobody()


def give_to_server_user(*folders: Path) -> None:
    """Make a folder belong to whoever a server started by us runs as. PostgreSQL insists on owning its data."""
    if os.geteuid() != 0:
        return
    owner = 0 if namespaces_allowed() else pwd.getpwnam("nobody").pw_uid
    for folder in folders:
        if folder.stat().st_uid != owner:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, owner, -1, follow_symlinks=False)
