"""One sign-in for each role, with the code a member of staff needs now. In demonstration mode only."""

from typing import NamedTuple

from django.conf import settings

from accounts.models import User
from accounts.second_factor import current_code
from demo.world import SIGN_INS


class SignIn(NamedTuple):
    role: str
    email: str
    code: str


def sign_ins() -> list[SignIn]:
    if not settings.DEMO:
        return []
    people = {person.email: person for person in User.objects.filter(email__in=[email for _, email, _ in SIGN_INS])}
    return [
        SignIn(role, email, current_code(people[email]) if people[email].has_second_factor else "")
        for role, email, _ in SIGN_INS
        if email in people
    ]
