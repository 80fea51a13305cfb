"""How often anybody may have the portal write to an address they have typed: it could be a stranger's.

The limits themselves stand in `settings.ACCOUNT_RATE_LIMITS`, beside those of signing in.
"""

from allauth.core import ratelimit
from django.http import HttpRequest

from core.errors import Refused

TOO_MANY = (
    "You have asked for this a few times already. Look in your email and your junk folder, or try again tomorrow."
)


def count_letter_to_anybody(request: HttpRequest, email: str) -> None:
    """Count one more letter to this address, asked for from this address of the network. Refused when it is too many.

    Whether the address has an account makes no difference.
    """
    if not ratelimit.consume(request, action="letter_to_anybody", key=email.lower()):
        raise Refused(TOO_MANY)
