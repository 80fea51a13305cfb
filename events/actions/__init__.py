"""What people, staff and the clock may do with events."""

from events.actions.editing import Moved, change, change_access, copy, create
from events.actions.naming import add_named, change_named, remove_named
from events.actions.standing import cancel, close_booking, missing, open_booking, publish

__all__ = [
    "Moved",
    "add_named",
    "cancel",
    "change",
    "change_access",
    "change_named",
    "close_booking",
    "copy",
    "create",
    "missing",
    "open_booking",
    "publish",
    "remove_named",
]
