"""docker-compose.yml and the Dockerfile, read; and what they say, run here, where there is no Docker."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
OURS = ["web", "worker-now", "worker", "beat", "migrate"]
VARIABLE = re.compile(r"\$\{(\w+):([-?])([^}]*)\}")
STRONG = "only for tests of the compose file, long and never for real people"


def compose() -> dict:
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def service(name: str) -> dict:
    return compose()["services"][name]


def command(name: str) -> list[str]:
    """A service's command line, with the programs of this checkout."""
    program, *arguments = [part.replace("$$", "$") for part in service(name)["command"]]
    return [program if program == "sh" else str(Path(sys.executable).parent / program), *arguments]


def environment(name: str, folder: Path, given: dict[str, str]) -> dict[str, str]:
    """What the service would find around it: its variables, its secrets in files, the two servers at our addresses."""
    found = {}
    for key, written in service(name)["environment"].items():
        value = VARIABLE.sub(lambda m: given.get(m[1]) or (m[3] if m[2] == "-" else ""), str(written))
        found[key] = value.replace("/run/secrets/", f"{folder}/")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**found, "PATH": path, "STATIC_ROOT": str(folder / "static"), "DJANGO_SETTINGS_MODULE": "config.settings"}


@contextmanager
def running(arguments: list[str], env: dict[str, str]) -> Iterator[tuple[subprocess.Popen, Path]]:
    """The process and the file with what it says. It and its children are gone afterwards."""
    with tempfile.NamedTemporaryFile("w+b") as log:
        process = subprocess.Popen(
            arguments, cwd=ROOT, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            yield process, Path(log.name)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
