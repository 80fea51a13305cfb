"""How gunicorn serves the portal. The pages are short and wait for Postgres: a few threads in a few processes."""

import os
from typing import Any

from django.conf import settings
from django.template import engines
from django.urls import get_resolver

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = True
timeout = 30
graceful_timeout = 5
keepalive = 5
loglevel = "warning"
# Its own lines look like the portal's, and leave out the same. There is no access log: the portal writes one.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
logconfig_dict: dict[str, Any] = {
    **settings.LOGGING,
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
# The worker's heartbeat is a file: on a busy disk it would be taken for dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# It would lie in the home folder, one for all clones.
control_socket_disable = True


def on_starting(server) -> None:  # type: ignore[no-untyped-def]
    """Import the URLs and the views before the workers fork, so that nobody's first page waits for them."""
    get_resolver().url_patterns  # noqa: B018
    engines.all()
