"""What the team's pages about a thread do alike, whatever it is about: each app has its gate and its own words around.

Each answers whether it is done. If not, the page says why and keeps what was typed.
"""

import datetime as dt
from typing import Any

from django.contrib import messages

from accounts.requests import SignedInRequest
from core.errors import Refused
from core.uktime import uk_deadline, uk_short_date
from support import actions
from support.forms import AnswerForm, DueForm, OwnerForm
from support.models import Thread


def answered(request: SignedInRequest, thread: Thread, form: AnswerForm) -> bool:
    """Answered, and closed with the second button."""
    try:
        thread = actions.answer(thread, text=form.cleaned_data["text"], by=request.user, at=request.arrived_at)
        if "close" in request.POST:
            actions.close(thread, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return False
    people = ", ".join(str(person) for person in thread.people())
    messages.success(request, f"Sent to {people}." if people else "Kept. Nobody is there to read it by email any more.")
    return True


def handed_on(request: SignedInRequest, thread: Thread, form: OwnerForm) -> bool:
    try:
        thread = actions.assign(thread, owner=form.chosen, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        form.add_error("owner", str(refusal))
        return False
    who = "You see" if thread.owner == request.user else f"{thread.owner or 'Nobody'} sees"
    messages.success(request, f"{who} to this from now on.")
    return True


def day_set(request: SignedInRequest, thread: Thread, form: DueForm) -> bool:
    try:
        thread = actions.set_due(thread, on=form.cleaned_data["on"], by=request.user, at=request.arrived_at)
    except Refused as refusal:
        form.add_error("on", str(refusal))
        return False
    messages.success(request, f"To be answered by {uk_deadline(thread.due_at)}.")  # type: ignore[arg-type]
    return True


def shut(request: SignedInRequest, thread: Thread) -> bool:
    """Closed without an answer."""
    try:
        actions.close(thread, by=request.user, at=request.arrived_at, from_team=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "Closed. We have told whoever asked.")
    return True


def reopened(request: SignedInRequest, thread: Thread) -> bool:
    try:
        thread = actions.reopen(thread, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    by = f" again, to be answered by {uk_deadline(thread.due_at)}" if thread.due_at else ""
    messages.success(request, f"Open{by}.")
    return True


def written(thread: Any) -> Any:
    """What was said in it so far, in order."""
    return thread.messages.select_related("author").order_by("pk")


def standing(thread: Thread, *, at: dt.datetime) -> Any:
    """Where it stands, for a cell of a table."""
    if thread.due_at is None:
        return {"tag": thread.get_status_display(), "colour": "grey" if thread.is_closed else "green"}
    day = uk_short_date(thread.due_at - dt.timedelta(minutes=1))
    return {"tag": f"Overdue since {day}", "colour": "red"} if thread.is_overdue(at) else f"Answer by {day}"
