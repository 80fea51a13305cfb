#!/usr/bin/env python
"""Django's command line. In a development checkout it finds its servers, or starts them for its own duration."""

import os
import sys

from django.core.management import execute_from_command_line

from launch.surroundings import surroundings


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    with surroundings(sys.argv[1:]):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
