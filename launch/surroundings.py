"""The environment of one `manage.py` command."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence

from launch.checkout import data_folder, fill_environment, read_env_file
from launch.ownership import borrowed_servers
from launch.service import Trouble

# Commands that touch neither the database nor the broker.
WITHOUT_SERVERS = {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"}
WITHOUT_SERVERS |= {"startapp", "version"}
NOWHERE = {"DATABASE_URL": "postgres://portal@/portal?host=/nonexistent", "REDIS_URL": "redis://127.0.0.1:1/0"}


def needs_servers(arguments: Sequence[str]) -> bool:
    asks_for_help = not arguments or {"--help", "-h", "--version"} & set(arguments)
    return not asks_for_help and arguments[0] not in WITHOUT_SERVERS


@contextlib.contextmanager
def surroundings(arguments: Sequence[str]) -> Iterator[None]:
    """Fill in what a development checkout lacks. Where DATABASE_URL is set, nothing is added: that is production."""
    read_env_file()
    if {"DATABASE_URL", "DATABASE_URL_FILE"} & os.environ.keys():
        yield
        return
    folder = data_folder()
    with contextlib.ExitStack() as stack:
        if needs_servers(arguments):
            try:
                stack.enter_context(borrowed_servers(folder, f"manage.py {arguments[0]}"))
            except Trouble as trouble:
                sys.exit(f"manage.py: {trouble}")
        else:
            for name, value in NOWHERE.items():
                os.environ.setdefault(name, value)
        fill_environment(folder)
        yield
