"""What the logs leave out: rows that PostgreSQL quotes, email addresses, and whatever in an address is a secret.

An address such as /account/invitation/<token>/ is a key: whoever reads the log could use it.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import ResolverMatch

from core.requests import match_of

# PostgreSQL quotes the row it refuses ("DETAIL: Key (email)=(…) already exists"), over several lines where a text of
# the row has several: up to an empty line, or the end.
ROW = re.compile(r"^\s*(DETAIL|CONTEXT|LINE \d+):.*?(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)
EMAIL = re.compile(r"[^\s@<>()\[\]{}'\",;:=/]+@[^\s@<>()\[\]{}'\",;:=/]+\.[a-zA-Z]{2,}")
# gunicorn quotes what it could not read, and who sent it.
QUOTED_BY_GUNICORN = re.compile(r"(?<=ip=)\S+?(?=:? |$)|(?<![\w.])/[^\s'\"]*|(?<=: )['\"].*")
# The parts of an address that say which row, and open nothing: the rest may be a token.
HARMLESS = {"int", "slug", "uuid"}
PLACEHOLDER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>[^()]*\)")
PLAIN_WORD = re.compile(r"[a-z]{1,20}([-_.][a-z]{1,20}){0,3}")


def without_rows(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: cut quoted rows out of messages and tracebacks."""
    for part in ("event", "exception"):
        if isinstance(event.get(part), str):
            event[part] = ROW.sub("  (row left out)", event[part])
    return event


def without_addresses(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: cut out email addresses, secrets in web addresses and what tells browsers apart."""
    event.pop("user_agent", None)
    record = event.get("_record")
    if isinstance(event.get("event"), str):
        event["event"] = _without_paths(event["event"], record)
    for part, text in event.items():
        if isinstance(text, str):
            event[part] = EMAIL.sub("(email left out)", text)
    return event


def _without_paths(text: str, record: Any) -> str:
    """Django's loggers and gunicorn's write whole addresses into their messages."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest) and request.path != "/":
        text = text.replace(request.path, masked_path(request))
    if record is not None and record.name.startswith("gunicorn"):
        text = QUOTED_BY_GUNICORN.sub("(left out)", text)
    return text


def masked_request(request: HttpRequest) -> str:
    """What was asked for, as the logs may keep it: without tokens and without the query's values."""
    query = "?***" if request.META.get("QUERY_STRING") else ""
    return f"{request.method} {masked_path(request)}{query}"


def masked_path(request: HttpRequest) -> str:
    """An address with what identifies a row and without what opens it."""
    match = match_of(request)
    return _filled_in(match) if match else _plain_words(request.path_info)


def _plain_words(path: str) -> str:
    """Of half a link, or a guess: its plain words are enough to see what went wrong."""
    return "/".join(part if not part or PLAIN_WORD.fullmatch(part) else "***" for part in path.split("/"))


def _filled_in(match: ResolverMatch) -> str:
    """The pattern of an address, with the harmless parts as they came."""
    values: Mapping[str, object] = match.kwargs

    def fill(found: re.Match[str]) -> str:
        name = found["name"] or found["group"]
        value = values.get(name)
        converter = found["converter"]
        # "path" is what Django's admin calls the number of a row.
        harmless = converter in HARMLESS or (converter == "path" and str(value).isdecimal())
        return str(value) if value is not None and harmless else f"<{name}>"

    return "/" + PLACEHOLDER.sub(fill, match.route.replace("^", "").replace("$", ""))
