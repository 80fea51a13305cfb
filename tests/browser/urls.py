"""The portal's addresses, and one for each thing that can go wrong."""

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


urlpatterns = [path("wrong/<int:status>/", go_wrong), *portal]
