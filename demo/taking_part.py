"""People come to take part in a cohort, one after the other: each applies, and accepts the day after."""

import datetime as dt
import random

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Cohort, Enrolment, Programme
from demo.applying import apply, person, take_up, usual
from demo.calendar import calendar
from demo.people import Invented, invent, phone, postcode_in
from participation.actions.refresh import choose_refresh

DAY = dt.timedelta(days=1)


def strangers(seed: str) -> list[Invented]:
    """Invented people who have not applied to anything."""
    known = set(User.objects.values_list("email", flat=True))
    return [one for one in invent(500, random.Random(seed)) if one.email not in known]


def add_cohort(programme: Programme, *, name: str, slug: str, places: int, starts: int, at: dt.datetime) -> Cohort:
    """One whose applications opened three months before it starts, and closed six weeks before.

    Mentors are there from the first day.
    """
    days = calendar(at, opens=starts - 90, closes=starts - 40, starts=starts, mentoring=0)
    return cohorts.add_cohort(programme, capacity={None: places}, name=name, slug=slug, **days)


def enrol(cohort: Cohort, people: list[Invented], chance: random.Random) -> list[Enrolment]:
    """There is a place for each of them."""
    sent = cohort.opens_at
    for one in people:
        sent += dt.timedelta(minutes=chance.randint(400, 2100))
        known = User.objects.filter(email=one.email).first() or person(one.name, one.email)
        application = apply(known, one, usual(one, chance, cohort), cohort, chance=chance, at=sent)
        take_up(application, sent + DAY)
    return list(cohort.enrolments.select_related("person", "cohort__programme", "strand").order_by("pk"))


def known(email: str, outcode: str) -> Invented:
    """One of those whose sign-in is printed."""
    user = User.objects.get(email=email)
    return Invented(user.name, postcode_in(outcode, random.Random(email)), phone(999))


def choose_refresh_week(enrolments: list[Enrolment], at: dt.datetime) -> None:
    for enrolment in enrolments:
        choose_refresh(enrolment, comes=True, by=enrolment.person, at=at)
