"""`make run` with two small services in place of the real ones, and no Django: the launcher alone, in a second."""

import os
import sys
from unittest.mock import patch

from launch import run
from launch.service import Service, python

WEB = f"""
import runpy, sys
sys.argv = ["http.server", {os.environ["PORT"]!r}, "--bind", "127.0.0.1"]
runpy.run_module("http.server", run_name="__main__")
"""
FAMILY = """
import os, sys, time
os.fork()
sys.stdout.write("here is one\\n")
sys.stdout.flush()
time.sleep(3600)
"""


def services(mail_port: int | None) -> list[Service]:
    return [
        Service("family", python("tests.launch.program", FAMILY)),
        Service("web", python("tests.launch.program", WEB)),
    ]


if __name__ == "__main__":
    with (
        patch.object(run, "prepare"),
        patch.object(run, "show_sign_ins", lambda: sys.stdout.write("All is up.\n")),
        patch.object(run, "services", services),
    ):
        run.main()
