"""Pilots of the returner fund, whose places go by score: one is released, one ready for it, one being read."""

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from accounts import second_factor
from accounts.actions import grant_role
from accounts.models import Role, User
from cohorts import actions as cohorts
from cohorts.holders import make_holder
from cohorts.models import Cohort, Field, Programme, ProgrammeText, Strand
from cohorts.rubrics import start_rubric
from core.calendar import uk_day
from core.regions import RegionGroup
from demo.applying import person
from demo.calendar import calendar
from demo.people import Invented, invent
from demo.reading import read_alike, read_all, read_most
from demo.released import NOT_OFFERED, answer_offers, ask_again, release
from demo.written import ANSWERS, EMPLOYERS
from returners import actions
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from returners.models import Application
from selection.actions.building import change_settings
from selection.actions.opening import open_round
from selection.actions.preparing import prepare
from selection.actions.reviewers import change_reviewer
from selection.models import Reviewer, Round

REVIEWER, REVIEWER_NAME = "ruth.ellery@example.org", "Ruth Ellery"
OTHERS = ["Samir Nath", "Bronagh Keir", "Ines Duarte", "Callum Roe", "Wilma Strand"]
DAY = dt.timedelta(days=1)
TITLES = {
    "allied-health": ["Physiotherapist", "Dietitian", "Radiographer"],
    "civil-service": ["Policy adviser", "Executive officer"],
    "social-work": ["Social worker", "Family support worker"],
}


class Pilot(NamedTuple):
    """Days are counted from today."""

    name: str
    slug: str
    opens: int
    closes: int
    starts: int
    places: int
    applicants: int


WEST = Pilot("Pilot in the West", "pilot-west", opens=-75, closes=-36, starts=28, places=7, applicants=18)
MIDLANDS = Pilot("Pilot in the Midlands", "pilot-midlands", opens=-60, closes=-22, starts=30, places=8, applicants=18)
NORTH = Pilot("Pilot in the North", "pilot-north", opens=-45, closes=-8, starts=45, places=6, applicants=12)


def add_pilots(programme: Programme, manager: User, administrator: User, at: dt.datetime) -> None:
    # Who reads what is drawn anew each time, and with it how often whims are asked. Who applies must not turn on it.
    chance, whims = random.Random("pilots"), random.Random("whims")
    start_rubric(programme, at=at - 90 * DAY, by=manager)
    add_reviewers(programme, administrator, at - 89 * DAY)
    known = set(User.objects.values_list("email", flat=True))
    people = [one for one in invent(300, chance) if one.email not in known]
    prepared = share_out(gather(MIDLANDS, programme, people, manager=manager, chance=chance, at=at), manager)
    read_all(prepared, whims, prepared.opened_at)
    set_and_prepare(prepared, manager, at - dt.timedelta(hours=3))
    being_read = share_out(gather(NORTH, programme, people, manager=manager, chance=chance, at=at), manager)
    read_most(being_read, whims, being_read.opened_at)
    add_released(programme, people, manager=manager, chance=chance, at=at)


def add_released(
    programme: Programme, people: list[Invented], *, manager: User, chance: random.Random, at: dt.datetime
) -> None:
    """Everybody has heard, most have answered. Two wrote too little; one of them asks for a person to look again."""
    cohort = gather(WEST, programme, people, manager=manager, chance=chance, at=at)
    known, other = User.objects.get(email=NOT_OFFERED), people.pop()
    for user, one in [(known, replace(people.pop(), name=known.name)), (person(other.name, other.email), other)]:
        apply(user, one, cohort, chance, cohort.opens_at + DAY, worth=0)
    round_ = share_out(cohort, manager)
    read_alike(round_, [NOT_OFFERED, other.email], chance, round_.opened_at)
    set_and_prepare(round_, manager, at - 5 * DAY)
    release(round_, manager, at - 4 * DAY)
    answer_offers(cohort, at - 3 * DAY)
    ask_again(cohort.applications.get(person__email=other.email), at - 2 * DAY)


def add_reviewers(programme: Programme, administrator: User, at: dt.datetime) -> None:
    """Six of them. The first is the one whose sign-in is printed; the second has worked where some applicants have."""
    people = [User.objects.get(email=REVIEWER)]
    people += [person(name, f"{name.lower().replace(' ', '.')}@example.org") for name in OTHERS]
    for one in people:
        grant_role(one, role=Role.REVIEWER, by=administrator)
        make_holder(programme, role=Role.REVIEWER, person=one, by=administrator)
        second_factor.enrol(one)
    second = Reviewer.objects.get(programme=programme, person=people[1])
    change_reviewer(second, employers=employers()[:1], most=None, is_away=False, at=at, by=people[1])


def employers() -> list[str]:
    return [name.strip() for name in EMPLOYERS.split(",")]


def gather(
    pilot: Pilot, programme: Programme, people: list[Invented], *, manager: User, chance: random.Random, at: dt.datetime
) -> Cohort:
    """A cohort that has closed, with its applications."""
    days = calendar(at, opens=pilot.opens, closes=pilot.closes, starts=pilot.starts)
    days |= {"admission": Cohort.Admission.RANKED, "name": pilot.name, "slug": pilot.slug}
    cohort = cohorts.add_cohort(programme, capacity={None: pilot.places}, by=manager, **days)
    sent = cohort.opens_at
    for _ in range(pilot.applicants):
        sent += dt.timedelta(hours=chance.randint(8, 24))
        one = people.pop()
        apply(person(one.name, one.email), one, cohort, chance, sent)
    return cohort


def share_out(cohort: Cohort, manager: User) -> Round:
    """Its applications are given to reviewers the day after."""
    opened = cohort.closes_at + DAY
    return open_round(cohort, review_by=uk_day(opened) + 5 * DAY, by=manager, at=opened)


def apply(
    user: User, one: Invented, cohort: Cohort, chance: random.Random, at: dt.datetime, *, worth: int | None = None
) -> Application:
    """From the first press to the last, with what the rubric reads: what was written, and the roles somebody had.

    `worth` is how far what they write goes, from 0 to 4.
    """
    start = dt.date(cohort.reference_date.year - chance.randint(2, 9), chance.randint(1, 12), 1)
    spell = Break(chance.choice([Reason.CHILDCARE, Reason.CHILDCARE, Reason.ELDERCARE]), start)
    answers = Answers(
        postcode=one.postcode,
        field=Field.OTHER,
        right_to_work=RightToWork.YES,
        situation=Situation.NOT_WORKING,
        breaks=(spell,),
    )
    application = actions.start(user, cohort=cohort, answers=answers, at=at - DAY / 24)
    application = actions.answer(
        application,
        at=at,
        full_name=one.name,
        phone=one.phone,
        contact_by=Application.Contact.EMAIL,
        strand=chance.choice(list(cohort.programme.strands.order_by("pk"))),
        needs_support="no",
        declarations=cohort.programme.text(ProgrammeText.Kind.DECLARATIONS),
        declared_at=at,
        privacy_notice=cohort.programme.privacy_notice,
    )
    tell_roles(application, start, chance, at)
    for criterion in cohort.rubric.criteria.exclude(question=""):  # type: ignore[union-attr]
        goes = chance.choice([0, 1, 2, 2, 3, 3, 4]) if worth is None else worth
        text = chance.choice(ANSWERS[criterion.name][goes])
        application = actions.answer_question(application, criterion, text=text, at=at)
    return actions.submit(application, at=at)


def tell_roles(application: Application, stopped: dt.date, chance: random.Random, at: dt.datetime) -> None:
    """One after the other, up to the break."""
    until = stopped
    for firm in chance.sample(employers(), chance.randint(1, 3)):
        began = until.replace(year=until.year - chance.randint(2, 4))
        title = chance.choice(TITLES[application.strand.slug])  # type: ignore[union-attr]
        actions.add_role(
            application, job_title=title, employer=firm, start=began, end=until, at=at, by=application.person
        )
        until = began
    actions.finish_roles(application, at=at, by=application.person)


def set_and_prepare(round_: Round, manager: User, at: dt.datetime) -> None:
    """With a lowest score, and a minimum for a strand and for a region."""
    strand = round_.cohort.programme.strands.latest("pk")
    least: dict[Strand | str, int] = {strand: 2, RegionGroup.MIDLANDS: 2}
    change_settings(round_, use_normalised=False, least_score=Decimal(35), least=least, by=manager)
    prepare(round_, by=manager, at=at)
