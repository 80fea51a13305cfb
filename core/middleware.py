"""What every request needs: when it arrived, who acts in it, and that nobody stores a page with a person on it."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_structlog.middlewares import RequestMiddleware

from core import audit
from core.discreet import is_discreet
from core.logs import masked_request

Next = Callable[[HttpRequest], HttpResponse]
STAMP = re.compile(r"\d{10}(\.\d{1,6})?")
LONGEST_WAIT = dt.timedelta(minutes=1)


class ArrivalMiddleware:
    """`request.arrived_at`: the instant deadlines are judged by.

    When many press at once, a request waits for a free thread before any of our code sees it. A proxy in front stamps
    it on arrival (`X-Request-Start: t=<seconds since 1970>`), and is believed if the stamp is less than a minute old.
    """

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.arrived_at = stamped(request) or timezone.now()  # type: ignore[attr-defined]
        return self.get_response(request)


def stamped(request: HttpRequest) -> dt.datetime | None:
    """When the proxy got the request; None without a proxy or a believable stamp."""
    stamp = request.headers.get("X-Request-Start", "").removeprefix("t=")
    if not settings.BEHIND_PROXY or not STAMP.fullmatch(stamp):
        return None
    arrived = dt.datetime.fromtimestamp(float(stamp), tz=dt.UTC)
    return arrived if dt.timedelta(0) <= timezone.now() - arrived < LONGEST_WAIT else None


class LogMiddleware(RequestMiddleware):
    """A request id on every line, and the address of the request without its secrets. Of discreet pages, nothing."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_discreet(request):
            return self.get_response(request)  # type: ignore[return-value]
        return super().__call__(request)  # type: ignore[return-value]

    def process_got_request_exception(self, sender: type, request: HttpRequest, **signal: Any) -> None:
        """A fault on a discreet page is logged by Django alone, without the person it befell."""
        if not is_discreet(request):
            super().process_got_request_exception(sender, request, **signal)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return masked_request(request)


class ActorMiddleware:
    """Put every change of a signed-in person's request down to them in the audit trail."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = request.method in ("GET", "HEAD", "OPTIONS")
        if reads or not request.user.is_authenticated or is_discreet(request):
            return self.get_response(request)
        with audit.acting(by=request.user):
            return self.get_response(request)


class PrivatePagesMiddleware:
    """A page made for one person is kept by no cache, and by no back button after signing out.

    Before signing in, the browser alone may keep it: with `no-store` the way back past a form with an error in it
    would end at "confirm form resubmission".
    """

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif request.session.accessed:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class MethodPagesMiddleware:
    """A page of ours where Django answers with an empty one: to a link that leads to what only a press may do."""

    def __init__(self, get_response: Next):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
