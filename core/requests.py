import datetime as dt

from django.http import HttpRequest


class Request(HttpRequest):
    """A request as our middleware hands it on. For type checks alone."""

    # The instant it reached the portal: what deadlines are judged by.
    arrived_at: dt.datetime
