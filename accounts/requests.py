from accounts.models import User
from core.requests import Request


class SignedInRequest(Request):
    """The request of somebody who is signed in: what every view behind a gate is given. For type checks alone."""

    user: User


def visitor(request: Request) -> User | None:
    """Whoever is signed in, on a page that is open to everyone."""
    return request.user if request.user.is_authenticated else None
