"""What people, staff and the clock may do with events."""

from events.actions.booking import (
    BookedAlready,
    Named,
    accept_offer,
    book,
    cancel_booking,
    change_names,
    check_changeable,
    check_on_offer,
    check_open,
    decline_offer,
    reduce_party,
)
from events.actions.confirming import confirm_address
from events.actions.editing import Moved, change, change_access, copy, create
from events.actions.finding import send_links
from events.actions.forgetting import forget_needs
from events.actions.messaging import (
    change_message,
    delete_message,
    draft_message,
    readers,
    send_message,
    stop_message,
)
from events.actions.naming import add_named, change_named, remove_named
from events.actions.offering import close_waiting_lists, expire_offers, fill_free_seats, resize_pool
from events.actions.standing import cancel, close_booking, missing, open_booking, publish

__all__ = [
    "BookedAlready",
    "Moved",
    "Named",
    "accept_offer",
    "add_named",
    "book",
    "cancel",
    "cancel_booking",
    "change",
    "change_access",
    "change_message",
    "change_named",
    "change_names",
    "check_changeable",
    "check_on_offer",
    "check_open",
    "close_booking",
    "close_waiting_lists",
    "confirm_address",
    "copy",
    "create",
    "decline_offer",
    "delete_message",
    "draft_message",
    "expire_offers",
    "fill_free_seats",
    "forget_needs",
    "missing",
    "open_booking",
    "publish",
    "readers",
    "reduce_party",
    "remove_named",
    "resize_pool",
    "send_links",
    "send_message",
    "stop_message",
]
