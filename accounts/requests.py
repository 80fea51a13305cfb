from accounts.models import User
from core.requests import Request


class SignedInRequest(Request):
    """The request of somebody who is signed in: what every view behind a gate is given. For type checks alone."""

    user: User
