from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """The request of somebody who is signed in: what every view behind a gate is given. For type checks alone."""

    user: User
