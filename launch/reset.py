"""`make reset`: delete the development data, so that the next `make run` begins afresh."""

import shutil
import sys
from pathlib import Path

from launch.checkout import data_folder
from launch.ownership import own_or_refuse
from launch.service import Trouble

DATA = ("postgres", "postgres.new", "valkey", "mail", "log")


def reset(folder: Path) -> None:
    """Delete what was entered. The key and the collected static files are no data and stay."""
    ownership = own_or_refuse(folder)
    try:
        for name in DATA:
            if (folder / name).exists():
                shutil.rmtree(folder / name)
    finally:
        ownership.release()


if __name__ == "__main__":
    try:
        reset(data_folder())
    except Trouble as trouble:
        sys.exit(f"make reset: {trouble}")
