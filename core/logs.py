"""What the logs leave out: PostgreSQL quotes the row it refuses ("DETAIL: Key (email)=(…) already exists")."""

import re
from typing import Any

ROW = re.compile(r"^\s*(DETAIL|CONTEXT|LINE \d+):.*$", re.MULTILINE)


def without_rows(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: cut quoted rows out of messages and tracebacks."""
    for part in ("event", "exception"):
        if isinstance(event.get(part), str):
            event[part] = ROW.sub("  (row left out)", event[part])
    return event
