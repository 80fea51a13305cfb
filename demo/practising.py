"""A cohort of the returner fund on its way back to practice: placements, updating days, and money for their costs."""

import datetime as dt
import random
import uuid
from typing import NamedTuple

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Cohort, Enrolment, Field, Programme, Strand
from core.calendar import add_months, is_working_day, uk_day, uk_instant
from demo.applying import apply, person, take_up
from demo.calendar import calendar
from demo.people import Invented
from demo.taking_part import DAY, known, strangers
from employers.actions.organisations import add_organisation
from employers.models import Organisation
from outcomes.actions import logging, needs, paying, placing, signing
from outcomes.models import Award, Claim, LogEntry, Placement
from outcomes.updating import DAY_MINUTES
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation

PRACTISING, PRACTISING_NAME = "eilidh.marsh@example.org", "Eilidh Marsh"
Kind, What = LogEntry.Kind, Claim.What
HEALTH, CIVIL, SOCIAL = "allied-health", "civil-service", "social-work"
PLACES = {HEALTH: 8, CIVIL: 2, SOCIAL: 4}
STARTS = -150
HOSTS = {
    "Goyt Valley Hospital (invented)": Organisation.Sector.HEALTH,
    "Derwent Community Health (invented)": Organisation.Sector.HEALTH,
    "Holme Family Centre (invented)": Organisation.Sector.PUBLIC,
}
GOYT, DERWENT, HOLME = HOSTS
SUPERVISORS = {
    GOYT: ("Morag Sinclair", "morag.sinclair@goyt-valley-hospital.example"),
    DERWENT: ("Anil Desai", "anil.desai@derwent-community-health.example"),
    HOLME: ("Shona Blake", "shona.blake@holme-family-centre.example"),
}
ON_THE_WARD = ["Ward round and two assessments", "Outpatient clinic", "Home visits with a colleague", "Case notes"]
STUDY_DAY = "This was the study day at the university. Please log it as formal study."


class Way(NamedTuple):
    """How far somebody has come. `days`: logged at the placement; the last `waiting` of them are not signed off yet."""

    strand: str
    years_out: int
    host: str = ""
    days: int = 0
    waiting: int = 0
    sent_back: bool = False


# The first is the one whose sign-in is printed.
WAYS = [
    Way(HEALTH, 3, GOYT, days=17, waiting=2, sent_back=True),
    Way(HEALTH, 7, GOYT, days=21, waiting=5),
    Way(HEALTH, 4, DERWENT, days=30),
    Way(HEALTH, 1, DERWENT),
    Way(HEALTH, 6),
    Way(SOCIAL, 3, HOLME, days=6, waiting=6),
    Way(SOCIAL, 9, HOLME, days=9, sent_back=True),
    Way(CIVIL, 4),
]


def add_practising(programme: Programme, manager: User, at: dt.datetime) -> Cohort:
    strands: dict[str, Strand] = {strand.slug: strand for strand in programme.strands.all()}
    days = calendar(at, opens=STARTS - 90, closes=STARTS - 40, starts=STARTS, lasts=365)
    seats: dict[Strand | None, int] = {strands[slug]: places for slug, places in PLACES.items()}
    cohort = cohorts.add_cohort(programme, capacity=seats, name="Pilot in the East", slug="pilot-east", **days)
    hosts = {name: add_organisation(name=name, sector=sector, by=manager, at=at) for name, sector in HOSTS.items()}
    people = [known(PRACTISING, "NR3"), *strangers("practice")[: len(WAYS) - 1]]
    for number, (one, way) in enumerate(zip(people, WAYS, strict=True), start=1):
        enrolment = join(one, way, cohort, strands[way.strand], cohort.opens_at + number * DAY)
        if way.strand != CIVIL:
            last = stopped(way, cohort)
            needs.set_plan(enrolment, last_practised_on=last, by=manager, at=at - 140 * DAY)
        if way.host:
            practise(enrolment, way, hosts[way.host], manager, at)
    give_money(list(cohort.enrolments.select_related("person").order_by("pk")), manager, at)
    return cohort


def join(one: Invented, way: Way, cohort: Cohort, strand: Strand, at: dt.datetime) -> Enrolment:
    user = User.objects.filter(email=one.email).first() or person(one.name, one.email)
    answers = Answers(
        postcode=one.postcode,
        field=Field.OTHER,
        right_to_work=RightToWork.YES,
        situation=Situation.NOT_WORKING,
        breaks=(Break(Reason.CHILDCARE, stopped(way, cohort)),),
    )
    chance = random.Random(one.email)
    take_up(apply(user, one, answers, cohort, chance=chance, at=at, strand=strand), at + DAY)
    return Enrolment.objects.select_related("cohort__programme", "person", "strand").get(person=user, cohort=cohort)


def stopped(way: Way, cohort: Cohort) -> dt.date:
    """The month in which they last practised."""
    return add_months(cohort.reference_date, -12 * way.years_out - 3)


# -- At the placement ------------------------------------------------------------------------------------------------


def practise(enrolment: Enrolment, way: Way, host: Organisation, manager: User, at: dt.datetime) -> None:
    """Two days a week or more, logged in the evening. The supervisor looks at them some days later."""
    name, email = SUPERVISORS[host.name]
    days = working_days(way.days, until=uk_day(at))
    starts_on = monday(min([*days, uk_day(at) - 30 * DAY]))
    placement = placing.place(
        enrolment,
        host=host,
        supervisor_name=name,
        supervisor_email=email,
        starts_on=starts_on,
        ends_on=monday(uk_day(at)) + 74 * DAY,
        key=uuid.uuid5(uuid.NAMESPACE_URL, f"placement {enrolment.person.email}"),
        by=manager,
        at=uk_instant(starts_on - 20 * DAY, 11),
    )
    signed = len(days) - way.waiting
    log(placement, days[:signed])
    answer_days(placement, way, at - 4 * DAY)
    log(placement, days[signed:])
    if way.waiting:
        logging.ask_to_sign(placement, by=enrolment.person, at=at - DAY)


def monday(day: dt.date) -> dt.date:
    return day - day.weekday() * DAY


def working_days(count: int, *, until: dt.date) -> list[dt.date]:
    """So many, up to three a week, the last of them some days ago."""
    found: list[dt.date] = []
    day = until
    while len(found) < count:
        day -= DAY
        if is_working_day(day) and day.weekday() in (0, 2, 3):
            found.append(day)
    return found[::-1]


def log(placement: Placement, days: list[dt.date]) -> None:
    """Mostly practice under supervision, now and then an evening of reading."""
    mine = placement.enrolment.person
    for number, day in enumerate(days):
        kind = Kind.FORMAL if number % 6 == 4 else Kind.SUPERVISED
        about = "University study day" if kind == Kind.FORMAL else ON_THE_WARD[number % len(ON_THE_WARD)]
        evening = uk_instant(day, 20)
        logging.log_hours(placement, on=day, kind=kind, minutes=DAY_MINUTES, about=about, by=mine, at=evening)
        if number % 8 == 7:
            logging.log_hours(
                placement, on=day, kind=Kind.PRIVATE, minutes=120, about="New guidelines", by=mine, at=evening
            )


def answer_days(placement: Placement, way: Way, at: dt.datetime) -> None:
    entries = list(placement.entries.waiting().in_order())
    if way.sent_back:
        odd = next(entry for entry in reversed(entries) if entry.kind == Kind.SUPERVISED)
        signing.send_back(placement, [odd.as_shown], why=STUDY_DAY, at=at)
    signing.sign_off(placement, [entry.as_shown for entry in entries], at=at)


# -- Money -----------------------------------------------------------------------------------------------------------


def give_money(enrolments: list[Enrolment], manager: User, at: dt.datetime) -> None:
    """Two claims are approved, one is not, and two wait for a manager."""
    own, second, third, *_, last = enrolments
    travel = award(own, 1_200_00, "Travel and childcare on days of placement", manager, at - 80 * DAY)
    decide(claim(travel, 86_40, What.TRAVEL, "Train, eight days", at - 40 * DAY), manager, at - 37 * DAY)
    decide(claim(travel, 240_00, What.CARE, "After-school club, four weeks", at - 30 * DAY), manager, at - 28 * DAY)
    refused = claim(travel, 45_00, What.BOOKS, "Textbook", at - 20 * DAY)
    why = "This is for travel and childcare. We have set money aside for books, too: please claim it from that."
    decide(refused, manager, at - 18 * DAY, why=why)
    award(own, 150_00, "Books", manager, at - 18 * DAY)
    claim(travel, 93_60, What.TRAVEL, "Train, nine days", at - 2 * DAY)
    course = award(second, 900_00, "Return to practice course", manager, at - 70 * DAY)
    claim(course, 450_00, What.COURSE, "First half of the fee", at - 5 * DAY)
    award(third, 98_00, "Fee of the regulator", manager, at - 3 * DAY)
    award(last, 400_00, "Course on policy in government", manager, at - 60 * DAY)


def award(enrolment: Enrolment, pence: int, purpose: str, manager: User, at: dt.datetime) -> Award:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"award {enrolment.person.email} {purpose}")
    return paying.award(enrolment, pence=pence, purpose=purpose, key=key, by=manager, at=at)


def claim(award: Award, pence: int, what: Claim.What, about: str, at: dt.datetime) -> Claim:
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"claim {award.uuid} {about}")
    spent_on = uk_day(at - 3 * DAY)
    by = award.enrolment.person
    return paying.claim(award, pence=pence, what=what, about=about, spent_on=spent_on, key=key, by=by, at=at)


def decide(made: Claim, manager: User, at: dt.datetime, *, why: str = "") -> None:
    paying.decide_claim(made, approves=not why, why=why, by=manager, at=at)
