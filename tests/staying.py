"""Staying signed in, however slow the machine."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.test import Client

from accounts.sessions import SEEN_AT


def stay_signed_in(client: Client) -> None:
    """As if they had just signed in and been seen: nobody is asked for a code again, put out, or noted once more."""
    if settings.SESSION_COOKIE_NAME not in client.cookies:
        return
    session = client.session
    if SEEN_AT in session:
        session[SEEN_AT] = time.time()
    if passed := session.get(AUTHENTICATION_METHODS_SESSION_KEY):
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [method | {"at": time.time()} for method in passed]
    session.save()
