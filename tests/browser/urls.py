"""The portal's addresses, one for each thing that can go wrong, and one of the script that looks for faults."""

from pathlib import Path

import axe_playwright_python
from allauth.core.internal.ratelimit import respond_429
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FAULTS = {400: BadRequest, 403: PermissionDenied, 404: Http404, 500: RuntimeError, 503: OperationalError}


def go_wrong(request: HttpRequest, status: int) -> HttpResponse:
    if status == 429:
        return respond_429(request)
    raise FAULTS[status]("as the test wants it")


def axe(request: HttpRequest) -> HttpResponse:
    """Kept by the browser: half a megabyte that each page loads."""
    script = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


urlpatterns = [path("wrong/<int:status>/", go_wrong), path("axe.js", axe), *portal]
