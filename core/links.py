"""Signed links: what a letter carries so that its reader need not sign in. Each has a purpose and an end.

A link carries a key, never a name or an address: links end up in logs and in the history of a shared phone. Following
one changes nothing, its page asks for a press; that it works once is for the row it leads to, to say.
"""

import datetime as dt

from django.core import signing

from core.errors import Refused


class LinkOver(Refused):
    """A link whose time has passed, or that was not copied whole."""


def sign(purpose: str, key: str) -> str:
    """The last part of a link's address. A link made for one purpose opens nothing else."""
    return signing.TimestampSigner(salt=f"core.links.{purpose}").sign(key)


def read(purpose: str, token: str, *, within: dt.timedelta) -> str:
    """The key in a link made for this purpose at most `within` ago. LinkOver otherwise."""
    try:
        return signing.TimestampSigner(salt=f"core.links.{purpose}").unsign(token, max_age=within)
    except signing.SignatureExpired:
        raise LinkOver("This link has run out.") from None
    except signing.BadSignature:
        raise LinkOver("This link is not complete. Open it again from the letter, or copy all of it.") from None
