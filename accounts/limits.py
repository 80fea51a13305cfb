"""How often anybody may have the portal write to an address they have typed: it could be a stranger's.

The limits themselves stand in `settings.ACCOUNT_RATE_LIMITS`, beside those of signing in.
"""

from allauth.core import ratelimit
from django.http import HttpRequest

from core.errors import Refused

TOO_MANY = (
    "You have asked for this a few times already. Look in your email and your junk folder, or try again tomorrow."
)

TOO_MANY_BOOKINGS = (
    "There have been many bookings with this address, or from your network, already. Try again tomorrow, or sign in and"
    " book then."
)


def count_letter_to_anybody(request: HttpRequest, email: str) -> None:
    """Count one more letter to this address, asked for from this address of the network. Refused when it is too many.

    Whether the address has an account makes no difference.
    """
    if not ratelimit.consume(request, action="letter_to_anybody", key=email.lower()):
        raise Refused(TOO_MANY)


def count_booking(request: HttpRequest, email: str) -> None:
    """Count one more booking in the name of this address. Refused when it is too many.

    Each writes to the address, so one that never asked gets a few letters a day at most. The limit for an address of
    the network is wide: everybody in an office has the same one.
    """
    if not ratelimit.consume(request, action="booking", key=email.lower()):
        raise Refused(TOO_MANY_BOOKINGS)
