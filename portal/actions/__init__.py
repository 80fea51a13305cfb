"""What may be done with everything that is held on one person."""

from portal.actions.erasing import erase, forget_last_letters, remove_files, repeat
from portal.actions.erasure_log import replay, write_log
from portal.actions.exporting import download
from portal.actions.retaining import kinds, lift_hold, place_hold, preview, retain

__all__ = [
    "download",
    "erase",
    "forget_last_letters",
    "kinds",
    "lift_hold",
    "place_hold",
    "preview",
    "remove_files",
    "repeat",
    "replay",
    "retain",
    "write_log",
]
