"""The Chromium of this machine, for the browser suite. `python -m launch.chromium` prints where it is."""

import os
import shutil
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path in CHROMIUM, or the first one installed."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    print(find_chromium() or sys.exit("The browser tests need Chromium: apt-get install chromium (or set CHROMIUM)."))
