"""The letters about placements, updating days and money, through the actions that cause them."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrolment
from core.calendar import uk_day
from notifications.models import Message
from outcomes.actions import logging, needs, paying, placing, signing
from outcomes.models import Placement
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.outcomes import FundFactory, StrandNeedsFactory
from tests.letters.letters import Expected, Letters

NOW = timezone.now()
TODAY = uk_day(NOW)


def everything_that_is_ever_written() -> None:
    enrolment, by = EnrolmentFactory(), ProgrammeManagerFactory()
    StrandNeedsFactory(strand=enrolment.strand, days_long=1)
    FundFactory(strand=enrolment.strand)
    needs.set_plan(enrolment, last_practised_on=dt.date(2010, 1, 1), by=by, at=NOW)
    arranged: dict[str, Any] = {
        "supervisor_name": "Sam Visor",
        "supervisor_email": "sam@example.org",
        "starts_on": TODAY - dt.timedelta(days=20),
        "ends_on": TODAY + dt.timedelta(days=100),
    }
    host = OrganisationFactory(name="Leeds Infirmary")
    placement = placing.place(enrolment, host=host, key=uuid.uuid4(), by=by, at=NOW, **arranged)
    placing.change_placement(placement, by=by, at=NOW, **{**arranged, "ends_on": TODAY + dt.timedelta(days=200)})
    _days(placement)
    _money(enrolment, by)
    other = placing.place(enrolment, host=host, key=uuid.uuid4(), by=by, at=NOW, **arranged)
    placing.call_off(other, by=by)


def _days(placement: Placement) -> None:
    log = partial(logging.log_hours, placement, minutes=420, about="", by=placement.enrolment.person, at=NOW)
    one, two = (log(on=TODAY - dt.timedelta(days=n), kind="supervised") for n in (2, 1))
    logging.ask_to_sign(placement, by=placement.enrolment.person, at=NOW)
    signing.send_back(placement, [one.as_shown], why="It was six hours.", at=NOW)
    signing.sign_off(placement, [two.as_shown], at=NOW)


def _money(enrolment: Enrolment, by) -> None:
    award = paying.award(enrolment, pence=500_00, purpose="travel", key=uuid.uuid4(), by=by, at=NOW)
    ask = partial(paying.claim, award, what="travel", about="", spent_on=TODAY, by=enrolment.person, at=NOW)
    claims = [ask(pence=pence, key=uuid.uuid4()) for pence in (45_00, 50_50)]
    for claim, approves in zip(claims, (True, False), strict=True):
        paying.decide_claim(claim, approves=approves, why="The receipt is missing.", by=by, at=NOW)
    paying.close_award(award, by=by, at=NOW)


def expected(message: Message) -> Expected:
    if message.person is None:
        placement = Placement.objects.latest("pk")
        programme = placement.enrolment.cohort.programme
        paths = {word.partition("//")[2].partition("/")[2] for word in message.text.split() if "/sign-off/" in word}
        leads_to = {f"/{path}" for path in paths} or {reverse("portal:programme_privacy", args=[programme.slug])}
        return Expected("Sam Visor", "sam@example.org", programme.name, programme.name, leads_to)
    enrolment = Enrolment.objects.get(person=message.person)
    programme = enrolment.cohort.programme
    return Expected(
        message.person.name, message.person.email, programme.name, programme.name, {reverse("outcomes:my_placement")}
    )


LETTERS = Letters("outcomes", everything_that_is_ever_written, expected, elsewhere=set())
