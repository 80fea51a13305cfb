"""Where in a real dump of the database, and in the folder of files, something about somebody is left."""

import os
import subprocess
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection

from launch.servers import postgres_program


def dump() -> str:
    """Everything the database holds, as pg_dump writes it."""
    command = [str(postgres_program("pg_dump")), "-U", "portal", connection.settings_dict["NAME"]]
    here = {**os.environ, "PGHOST": connection.get_connection_params()["host"]}
    return subprocess.run(command, env=here, check=True, capture_output=True, text=True).stdout


def tables_with(words: list[str]) -> set[str]:
    """The tables of the dump in which any of the words stands. Sessions are packed: they are opened first."""
    wanted = [word.casefold() for word in words]
    found, table = set(), "(schema)"
    for line in dump().splitlines():
        if line.startswith("COPY public."):
            table = line.split()[1].removeprefix("public.")
        if any(word in line.casefold() for word in wanted):
            found.add(table)
    sessions = " ".join(str(session.get_decoded()) for session in Session.objects.all()).casefold()
    return found | {"(sessions)" for word in wanted if word in sessions}


def files_with(words: list[str], folder: Path) -> set[str]:
    """The files in whose name or content any of the words stands."""
    wanted = [word.lower().encode() for word in words]
    return {
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.name.lower().encode() + path.read_bytes().lower() for word in wanted)
    }
