"""What the environment tells in confidence: secrets, from a variable or from a file that a variable names."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 5


def secret(name: str, default: str | None = None) -> str:
    """The variable NAME, or what the file in NAME_FILE holds. Whichever is missing says its name.

    A file stays out of the list of processes, out of crash reports and out of what a container tells about itself.
    """
    if value := os.environ.get(name):
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return read(name, Path(path))
    if default is None:
        raise ImproperlyConfigured(f"Set the {name} environment variable, or {name}_FILE to the file that holds it.")
    return default


def read(name: str, path: Path) -> str:
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {path} ({error})") from error
    if not value:
        raise ImproperlyConfigured(f"{name}_FILE names a file with nothing in it: {path}")
    return value


def refuse_weak_keys(settings: Any) -> None:
    """End the process rather than serve real people with a key that somebody could guess."""
    for name, key in (("SECRET_KEY", settings.SECRET_KEY), ("EQUALITY_KEY", "".join(settings.EQUALITY_KEYS[:1]))):
        if settings.REAL and is_weak(key):
            sys.exit(
                f"{name} is {'too weak' if key else 'missing'}: {SHORTEST_KEY} random characters at least. This makes"
                ' one: python -c "import secrets; print(secrets.token_urlsafe(64))"'
            )


def is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS or key.startswith("django-insecure-")
