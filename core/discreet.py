"""Pages of which nothing is written down: not who opened them or when, not who acts.

The way somebody takes through such pages says something about them: the equality questions ask a second time only after
some answers, and whoever stops half way has answered half. So these requests are in no log of ours, and no statement
they send to the database carries the number of the account (as pghistory's do, for the audit trail).
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from core.requests import match_of

View = Callable[..., HttpResponse]


def discreet(view: View) -> View:
    """Goes under the gate."""

    @wraps(view)
    def quiet(*args: object, **kwargs: object) -> HttpResponse:
        return view(*args, **kwargs)

    quiet.discreet = True  # type: ignore[attr-defined]
    return quiet


def is_discreet(request: HttpRequest) -> bool:
    """Whether this address leads to such a page."""
    match = match_of(request)
    return match is not None and getattr(match.func, "discreet", False)
