#!/usr/bin/env python
"""Django's command line. In a development checkout it finds its servers, or starts them for its own duration."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.management import execute_from_command_line

from launch.surroundings import surroundings

# Commands from files to files. The portal's settings and apps would be most of their time, and they need neither.
FILES_ALONE = {"match_mentors": "mentoring.management.commands.match_mentors"}


def main() -> None:
    if module := FILES_ALONE.get("".join(sys.argv[1:2])):
        settings.configure()
        import_module(module).Command().run_from_argv(sys.argv)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with surroundings(sys.argv[1:]):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
