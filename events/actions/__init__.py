"""What people, staff and the clock may do with events."""

from events.actions.editing import Moved, change, copy, create
from events.actions.standing import cancel, close_booking, missing, open_booking, publish

__all__ = [
    "Moved",
    "cancel",
    "change",
    "close_booking",
    "copy",
    "create",
    "missing",
    "open_booking",
    "publish",
]
