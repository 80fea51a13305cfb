"""`python -m tests.launch.program TEXT` runs that Python text: a small service for the launcher's tests."""

import sys

if __name__ == "__main__":
    exec(sys.argv[1])  # noqa: S102
