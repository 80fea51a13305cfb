"""One person and one application, through the actions of the pages a person uses."""

import datetime as dt
import random
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.models import User
from cohorts.models import Cohort, Field, ProgrammeText, Strand
from demo.people import BORDER, FURTHER, Invented, phone, postcode_in
from returners import actions
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from returners.models import Application

# Printed at start and shown on the sign-in page, in demonstration mode only.
PASSWORD = "three-random-words"  # noqa: S105


def person(name: str, email: str, *, with_password: bool = False) -> User:
    """Somebody with a confirmed address. Only those who sign in have a password."""
    user = User.objects.create_user(email, name=name)
    if with_password:
        user.password = _hashed()
        user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


@cache
def _hashed() -> str:
    """Hashing takes its time, on purpose; all have the same password, so it is done once."""
    return make_password(PASSWORD)


def sign_in(email: str, outcode: str, cohort: Cohort, chance: random.Random, at: dt.datetime) -> Application:
    """One of the people whose sign-in is printed applies."""
    user = User.objects.get(email=email)
    invented = Invented(user.name, postcode_in(outcode, chance), phone(999))
    return apply(user, invented, usual(invented, chance, cohort), cohort, chance=chance, at=at)


def apply(
    user: User,
    invented: Invented,
    answers: Answers,
    cohort: Cohort,
    *,
    chance: random.Random,
    at: dt.datetime,
    send: bool = True,
    strand: Strand | None = None,
) -> Application:
    """From the first press to the last, as a person does it; a draft that stops half way when not sent.

    `strand`: where it is not the one of their field.
    """
    application = actions.start(user, cohort=cohort, answers=answers, at=at - dt.timedelta(minutes=12))
    if not send:
        return application
    application = actions.answer(
        application,
        at=at,
        **about(invented, answers, cohort, chance, strand),
        declarations=cohort.programme.text(ProgrammeText.Kind.DECLARATIONS),
        declared_at=at,
        privacy_notice=cohort.programme.privacy_notice,
    )
    if application.needs_support == "yes":
        application = actions.answer(application, at=at, support_needs="Captions in online sessions, please.")
    return actions.submit(application, at=at)


def take_up(application: Application, at: dt.datetime) -> None:
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    actions.accept(application.places.offered().get(), agreement=agreement, signed_name=application.full_name, at=at)


def about(
    invented: Invented, answers: Answers, cohort: Cohort, chance: random.Random, strand: Strand | None = None
) -> dict[str, Any]:
    """What the sections before the declarations ask."""
    slug = answers.field if answers.field != Field.OTHER else Field.TECHNOLOGY
    return {
        "full_name": invented.name,
        "phone": invented.phone,
        "contact_by": chance.choice(Application.Contact.values),
        "strand": strand or cohort.programme.strands.get(slug=slug),
        "needs_support": "yes" if chance.random() < 0.15 else "no",
    }


def usual(invented: Invented, chance: random.Random, cohort: Cohort) -> Answers:
    """Somebody who meets every rule."""
    field = chance.choice([Field.TECHNOLOGY, Field.TECHNOLOGY, Field.ENGINEERING])
    common: dict[str, Any] = {"postcode": invented.postcode, "field": field, "right_to_work": RightToWork.YES}
    if chance.random() < 0.2:
        return Answers(situation=Situation.BELOW_SKILL, because_of_caring="yes", **common)
    reason = chance.choice([Reason.CHILDCARE, Reason.CHILDCARE, Reason.CHILDCARE, Reason.ELDERCARE])
    start = dt.date(cohort.reference_date.year - chance.randint(2, 9), chance.randint(1, 12), 1)
    return Answers(situation=Situation.NOT_WORKING, breaks=(Break(reason, start),), **common)


def unusual(number: int, invented: Invented, cohort: Cohort) -> Answers:
    """Somebody for whom a rule is not met, or whom a person has to look at."""
    chance = random.Random(number)
    start = dt.date(cohort.reference_date.year - 4, 3, 1)
    spell = (Break(Reason.CHILDCARE, start),)
    common: dict[str, Any] = {"field": Field.TECHNOLOGY, "right_to_work": RightToWork.YES}
    kinds = [
        Answers(postcode=invented.postcode, situation=Situation.SELF_EMPLOYED, breaks=spell, **common),
        Answers(postcode=postcode_in(FURTHER, chance), situation=Situation.NOT_WORKING, breaks=spell, **common),
        Answers(
            postcode=invented.postcode,
            situation=Situation.NOT_WORKING,
            breaks=(Break(Reason.OTHER_CARE, start),),
            **common,
        ),
        Answers(
            postcode=postcode_in(BORDER, chance),
            council="Shropshire",
            situation=Situation.STUDYING,
            breaks=spell,
            **common,
        ),
    ]
    return kinds[number % len(kinds)]
