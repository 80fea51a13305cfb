"""Who may come in. Every view of ours wears one gate, outermost; a test walks the URLs and asks for it.

Whoever is not signed in is asked to sign in and comes back. For whoever may not come in, the page does not exist: 404.
"""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from accounts import second_factor
from accounts.models import Role
from accounts.requests import SignedInRequest

View = Callable[..., HttpResponseBase]

# No page of ours answers PUT, PATCH or DELETE, as if it were a GET.
usual_methods = require_http_methods(["GET", "HEAD", "POST"])


def gate(name: str, allows: Callable[[SignedInRequest], bool]) -> Callable[[View], View]:
    """A gate of this name that lets signed-in people through as `allows` says. Higher apps make theirs with it."""

    def decorator(view: View) -> View:
        view = usual_methods(view)

        @wraps(view)
        def gated(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not allows(cast(SignedInRequest, request)):
                raise Http404
            return view(request, *args, **kwargs)

        gated.gate = name  # type: ignore[attr-defined]
        return gated

    return decorator


def public(view: View) -> View:
    """Open to everyone."""
    view = usual_methods(view)

    @wraps(view)
    def gated(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    gated.gate = "public"  # type: ignore[attr-defined]
    return gated


def is_staff_member(request: SignedInRequest) -> bool:
    """StaffSecurityMiddleware has asked for the second factor already; without it this still stays shut."""
    return request.user.is_staff_member and second_factor.has_passed(request)


def has_role(*roles: str) -> Callable[[SignedInRequest], bool]:
    """Whether somebody holds one of these."""
    return lambda request: not set(roles).isdisjoint(request.user.roles) and is_staff_member(request)


signed_in = gate("signed_in", lambda request: True)
returner = gate("returner", lambda request: True)
staff = gate("staff", lambda request: request.user.is_on_the_team and is_staff_member(request))
administrator = gate("administrator", has_role(Role.ADMINISTRATOR))
programme_manager = gate("programme_manager", has_role(Role.PROGRAMME_MANAGER))
