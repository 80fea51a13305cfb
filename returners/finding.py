"""Finding applications by what staff have in hand: a reference, a phone number, a postcode, an address or a name."""

import re

from django.db.models import Q
from phonenumber_field.phonenumber import to_python as to_phone

from accounts.models import User
from core.search import has_words

REFERENCE = re.compile(r"(R[A-Z2-9]{4})[\s-]?([A-Z2-9]{4})")
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s?([0-9][A-Z]{2})")
PHONE = re.compile(r"[+0-9][0-9 ().-]{8,}")


def matching(text: str) -> Q:
    """Applications the text points to. What looks like a reference, a number or a postcode is taken as one."""
    text = text.strip()
    if found := REFERENCE.fullmatch(text.upper()):
        return Q(reference="-".join(found.groups()))
    if found := POSTCODE.fullmatch(text.upper()):
        return Q(postcode=" ".join(found.groups()))
    if PHONE.fullmatch(text) and (number := to_phone(text, region="GB")) and number.country_code:
        return Q(phone=number.as_e164)
    if "@" in text:
        return Q(person__in=User.objects.matching(text))
    return has_words(text, "full_name")
