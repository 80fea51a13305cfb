import datetime as dt
from contextlib import suppress

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve


class Request(HttpRequest):
    """A request as our middleware hands it on. For type checks alone."""

    # The instant it reached the portal: what deadlines are judged by.
    arrived_at: dt.datetime


def match_of(request: HttpRequest) -> ResolverMatch | None:
    """What its address leads to, for middleware that runs before Django knows; None for nowhere. Looked up once."""
    if request.resolver_match is None:
        with suppress(Resolver404):
            request.resolver_match = resolve(request.path_info)
    return request.resolver_match
