"""`make run`: the whole portal in one terminal, until Ctrl-C."""

import contextlib
import errno
import os
import signal
import socket
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType

from launch.checkout import data_folder, fill_environment, read_env_file
from launch.kernel import die_with_parent
from launch.ownership import own_or_refuse
from launch.prepare import prepare, show_sign_ins, static_is_current
from launch.service import STOP_SIGNALS, Service, Trouble, python
from launch.supervisor import Supervisor

PATIENCE = 60


def services(mail_port: int | None) -> list[Service]:
    """What runs beside the servers. Letters in a hurry have a worker of their own, which bulk never reaches."""
    celery = ("celery", "--quiet", "-A", "config")
    worker = (*celery, "worker", "--without-gossip", "--without-mingle", "--without-heartbeat")
    wanted = [
        Service("web", python("gunicorn", "-c", "config/gunicorn.py", "config.wsgi"), stage=3),
        # All entries are short intervals, so beat has nothing to remember in a file.
        Service("beat", python(*celery, "beat", "-S", "celery.beat:Scheduler", "--pidfile="), stage=3),
        Service("worker-now", python(*worker, "-n", "now@%h", "-Q", "now", "--pool", "solo"), stage=2),
        Service("worker", python(*worker, "-n", "work@%h", "-Q", "normal,bulk", "-c", "2"), stage=2),
    ]
    if mail_port is not None:
        inbox = ("-c", "aiosmtpd.handlers.Mailbox", os.environ["MAIL_INBOX_DIR"])
        wanted.append(Service("mail", python("aiosmtpd", "-n", "-l", f"127.0.0.1:{mail_port}", *inbox), stage=1))
    return wanted


def require_port() -> int:
    """The port of the web server, if it is one and nobody has it."""
    wanted = os.environ.setdefault("PORT", "8000")
    if not wanted.isdigit() or not 0 < int(wanted) < 2**16:
        raise Trouble(f"PORT={wanted} is not a port number.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(wanted)))
        except OSError as error:
            raise Trouble(f"Port {wanted} is taken. Choose another one: PORT=8100 make run") from error
    return int(wanted)


def wait_for_page(port: int, supervisor: Supervisor) -> None:
    """Wait for the first page, which also makes the web server load what it needs for the second."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        supervisor.tend(0.05)
        with contextlib.suppress(OSError), contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=10)) as web:
            web.request("GET", "/")
            web.getresponse().read()
            return
    raise Trouble(f"The web server does not answer on port {port}.")


def greet(port: int, seconds: float) -> None:
    address = f"http://localhost:{port}/"
    print(f"\nReady in {seconds:.1f} s\n\n  The portal     {address}\n  Its mail       {address}inbox/\n", flush=True)
    show_sign_ins()
    print("\nCtrl-C stops everything; what was entered stays in var/.\n", flush=True)


def interrupt(number: int, frame: FrameType | None) -> None:
    """Any of the stop signals is a Ctrl-C."""
    raise KeyboardInterrupt


def run() -> None:
    """Start everything, look after it, and stop it in order when told to."""
    began = time.monotonic()
    for number in STOP_SIGNALS:
        signal.signal(number, interrupt)
    read_env_file()
    folder = data_folder()
    ownership = own_or_refuse(folder)
    try:
        port = require_port()
        fill_environment(folder)
        ownership.start("make run")
        supervisor = Supervisor([*ownership.servers, *services(ownership.mail_port)])
        look_after(supervisor, folder, port, began)
    finally:
        ownership.release()


def look_after(supervisor: Supervisor, folder: Path, port: int, began: float) -> None:
    try:
        start(supervisor, folder, port)
        greet(port, time.monotonic() - began)
        while True:
            supervisor.tend()
    except KeyboardInterrupt:
        supervisor.say("", "Stopping ... (Ctrl-C again to hurry)")
    finally:
        with contextlib.suppress(KeyboardInterrupt):
            supervisor.stop()
        supervisor.kill()


def start(supervisor: Supervisor, folder: Path, port: int) -> None:
    """Start the web server and, once it answers, the rest.

    Its two seconds of imports run beside our look at the tables. But it reads the list of static files when it starts:
    where that will change, it has to wait.
    """
    if static_is_current(folder):
        supervisor.start("web")
    prepare(folder)
    supervisor.start("web")
    wait_for_page(port, supervisor)
    supervisor.start()


def main() -> None:
    """Answer trouble with one line and exit code 1."""
    if "--die-with-parent" in sys.argv:  # of `make`, which passes Ctrl-C on but cannot when killed with -9
        die_with_parent(signal.SIGTERM)
    try:
        run()
    except KeyboardInterrupt:
        return
    except Trouble as trouble:
        sys.exit(f"make run: {trouble}")
    except Exception as error:
        if getattr(error, "errno", None) == errno.ENOSPC or "No space left on device" in str(error):
            sys.exit("make run: The disk is full: nothing was lost, free some space and start again.")
        raise


if __name__ == "__main__":
    main()
