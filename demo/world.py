"""The demonstration world, built through the actions the pages use, so that nothing in it is impossible.

STEM ReCharge as the seeds describe it: a Spring cohort of 40 places with more applicants than that, and an Autumn
cohort of 60 that is open. Dates are counted from the day it is built.
"""

import datetime as dt
import random
from collections import deque
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import second_factor
from accounts.actions import grant_role
from accounts.models import Role, User
from cohorts import actions as cohorts
from cohorts.models import Cohort, EligibilityRules, Field, Programme, ProgrammeText, Strand
from core.calendar import uk_day, uk_instant
from core.regions import Region
from demo.people import BORDER, FURTHER, Invented, invent, phone, postcode_in
from demo.telling import tell_more
from returners import actions
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from returners.models import Application

# Printed at start and shown on the sign-in page, in demonstration mode only.
PASSWORD = "three-random-words"  # noqa: S105
OFFERED, WAITING = "amina.hussain@example.org", "rosa.nowak@example.org"
CONFIRMED = "leila.haddad@example.org"
SIGN_INS = [
    ("A returner with an offer", OFFERED, "Amina Hussain"),
    ("A returner on the waiting list", WAITING, "Rosa Nowak"),
    ("A returner with a place", CONFIRMED, "Leila Haddad"),
    ("Programme manager", "grace.okafor@example.org", "Grace Okafor"),
    ("Administrator", "tom.whitfield@example.org", "Tom Whitfield"),
]

ABOUT = """Return-to-work career coaching, in a small group and during school hours: rebuild your confidence, balance \
work and caring, and make a plan of your own.

Job skills: a CV for coming back, and practice for interviews.

A mentor of your own in technology or engineering, and a ReFresh Week with updating sessions by people from industry.

Help to find suitable work, with introductions to local employers, after the programme too. It is free."""

DECLARATIONS = """What I have told you is true, as far as I know.
I would like to take part in the programme, and can join most of its sessions.
I understand that places are limited and go in the order in which applications arrive.
I understand that you use my answers to decide on my application and to run the programme."""

AGREEMENT = """I will take part as fully as my caring allows, and tell you when I cannot come.
I will treat what others in my group say as private.
I will answer a few questions at the end, and 3, 6 and 12 months later, about whether I am back at work.
I can leave the programme at any time. If I do, I will tell you, so that somebody else can have my place."""

SPRING_APPLICANTS = 54
AUTUMN_APPLICANTS = 23
DRAFTS = 3


@transaction.atomic
def build(*, at: dt.datetime) -> None:
    """Everything or nothing. `at` is now."""
    chance = random.Random(2023)
    programme = recharge(at)
    staff(programme)
    spring, autumn = add_cohorts(programme, at)
    people = invent(SPRING_APPLICANTS + AUTUMN_APPLICANTS, chance)
    fill_spring(spring, people[:SPRING_APPLICANTS], chance, at)
    fill_autumn(autumn, people[SPRING_APPLICANTS:], chance, at)
    for cohort in (spring, autumn):
        tell_more(cohort, random.Random(cohort.slug), at)


def recharge(at: dt.datetime) -> Programme:
    programme = Programme.objects.create(
        name="STEM ReCharge",
        slug="stem-recharge",
        summary="Come back to work in technology or engineering after a career break for caring, in the North of"
        " England and the Midlands.",
        about=ABOUT,
        funder="the Government Equality Hub",
        delivery_partners="Women Returners and STEM Returners",
        contact_email="recharge@example.org",
        target_returners=100,
        target_employers=30,
        is_public=True,
    )
    Strand.objects.create(
        programme=programme, name="Technology", slug="technology", about="Software, data, networks, IT projects."
    )
    Strand.objects.create(
        programme=programme, name="Engineering", slug="engineering", about="Civil, mechanical, electrical, process."
    )
    EligibilityRules.objects.create(
        programme=programme,
        version=1,
        regions=[
            Region.NORTH_EAST,
            Region.NORTH_WEST,
            Region.YORKSHIRE,
            Region.EAST_MIDLANDS,
            Region.WEST_MIDLANDS,
        ],
        min_break_months=12,
        fields=[Field.TECHNOLOGY, Field.ENGINEERING],
        made_at=at,
    )
    cohorts.publish_text(programme, ProgrammeText.Kind.DECLARATIONS, body=DECLARATIONS)
    cohorts.publish_text(programme, ProgrammeText.Kind.AGREEMENT, body=AGREEMENT)
    return programme


def staff(programme: Programme) -> None:
    *_, manager, administrator = (person(name, email, with_password=True) for _, email, name in SIGN_INS)
    grant_role(administrator, role=Role.ADMINISTRATOR, by=None)
    grant_role(manager, role=Role.PROGRAMME_MANAGER, by=administrator)
    cohorts.make_manager(programme, person=manager, by=administrator)
    second_factor.enrol(administrator)
    second_factor.enrol(manager)


def person(name: str, email: str, *, with_password: bool = False) -> User:
    """Somebody with a confirmed address. Only those who sign in have a password: hashing one takes its time."""
    user = User.objects.create_user(email, PASSWORD if with_password else None, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def add_cohorts(programme: Programme, at: dt.datetime) -> tuple[Cohort, Cohort]:
    spring = _cohort(programme, "Spring cohort", "spring", {None: 40}, opens=-75, closes=-12, starts=21, at=at)
    autumn = _cohort(programme, "Autumn cohort", "autumn", {None: 60}, opens=-20, closes=32, starts=95, at=at)
    return spring, autumn


def _cohort(
    programme: Programme, name: str, slug: str, places: dict, *, opens: int, closes: int, starts: int, at: dt.datetime
) -> Cohort:
    """A calendar like that of the seeds, days counted from today: two months of delivery, a year of follow-on."""
    today = uk_day(at)

    def day(days: int) -> dt.date:
        """That many days from today, or the next working day after it."""
        found = today + dt.timedelta(days=days)
        return found + dt.timedelta(days=max(0, 7 - found.weekday()) if found.weekday() > 4 else 0)

    return cohorts.add_cohort(
        programme,
        capacity=places,
        name=name,
        slug=slug,
        opens_at=uk_instant(day(opens), 9),
        closes_at=uk_instant(day(closes), 17),
        reference_date=day(starts).replace(day=1),
        decisions_by=day(starts - 10),
        offer_days=7,
        last_joining_at=uk_instant(day(starts - 3), 17),
        starts_on=day(starts),
        mentoring_starts_on=day(starts + 30),
        ends_on=day(starts + 60),
        follow_on_ends_on=day(starts + 425),
    )


# -- Spring: full, and over it ---------------------------------------------------------------------------------------


def fill_spring(cohort: Cohort, people: list[Invented], chance: random.Random, at: dt.datetime) -> None:
    """Forty places, fifty-odd applicants: most accept, some decline or do not answer, and the next move up."""
    sent = cohort.opens_at + dt.timedelta(hours=2)
    early = cohort.opens_at + dt.timedelta(hours=1)
    take_up(sign_in(CONFIRMED, "LS7", cohort, random.Random(7), early), early + dt.timedelta(hours=20))
    undecided: deque[tuple[dt.datetime, Application]] = deque()
    for number, invented in enumerate(people):
        sent += dt.timedelta(hours=chance.randint(4, 20))
        actions.expire_offers(at=sent)
        actions.release_holds(at=sent)
        # Whoever applied two days ago or more has thought it over.
        while undecided and undecided[0][0] < sent - dt.timedelta(days=2):
            answer_offers([undecided.popleft()[1]], chance, sent)
        answers = unusual(number, invented, cohort) if number % 11 == 10 else usual(invented, chance, cohort)
        user = person(invented.name, invented.email)
        undecided.append((sent, apply(user, invented, answers, cohort, chance=chance, at=sent)))
    sign_in(WAITING, "LS6", cohort, chance, cohort.closes_at - dt.timedelta(hours=1))
    decide_referred(cohort, at - dt.timedelta(days=8))
    leave(cohort, at - dt.timedelta(days=4))
    answer_offers(list(cohort.applications.order_by("pk")), chance, at - dt.timedelta(days=3))
    actions.expire_offers(at=at)
    actions.release_holds(at=at)


def decide_referred(cohort: Cohort, at: dt.datetime) -> None:
    """A manager has looked at what the rules left open."""
    manager = User.objects.holding(Role.PROGRAMME_MANAGER).get()
    for application in Application.objects.in_review().filter(cohort=cohort):
        eligible = application.situation != Situation.STUDYING
        why = "Cared for her parents." if eligible else "You told us on the phone that you study full time until June."
        actions.overrule(application, eligible=eligible, why=why, by=manager, at=at)


def leave(cohort: Cohort, at: dt.datetime) -> None:
    """Two who had a place have found work: the next in turn move up."""
    for place in cohort.pools.get().places.confirmed().order_by("position")[1:3]:
        actions.withdraw(place.application, why="I have found a job.", at=at)


def answer_offers(applications: list[Application], chance: random.Random, at: dt.datetime) -> None:
    for application in applications:
        place = application.places.offered().first()
        if place is None or not place.is_on_offer(at):
            continue
        luck = chance.random()
        if luck < 0.88:
            take_up(application, at)
        elif luck < 0.95:
            actions.decline(place, reason="I have found a job.", at=at)


def take_up(application: Application, at: dt.datetime) -> None:
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    actions.accept(application.places.offered().get(), agreement=agreement, signed_name=application.full_name, at=at)


# -- Autumn: open ----------------------------------------------------------------------------------------------------


def fill_autumn(cohort: Cohort, people: list[Invented], chance: random.Random, at: dt.datetime) -> None:
    """Applications of the last days: offers to answer, some for a person to look at, drafts half done."""
    applications = []
    for number, invented in enumerate(people):
        sent = at - dt.timedelta(days=6, hours=5) + dt.timedelta(hours=6 * number)
        answers = usual(invented, chance, cohort) if number % 4 else unusual(number // 4, invented, cohort)
        finished = number < len(people) - DRAFTS
        user = person(invented.name, invented.email)
        applications.append(apply(user, invented, answers, cohort, chance=chance, at=sent, send=finished))
    answer_offers(applications[:8], chance, at - dt.timedelta(hours=20))
    actions.release_holds(at=at)
    sign_in(OFFERED, "LS8", cohort, chance, at - dt.timedelta(hours=3))


# -- One application -------------------------------------------------------------------------------------------------


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
) -> Application:
    """From the first press to the last, as a person does it; a draft that stops half way when not sent."""
    application = actions.start(user, cohort=cohort, answers=answers, at=at - dt.timedelta(minutes=12))
    if not send:
        return application
    slug = answers.field if answers.field != Field.OTHER else Field.TECHNOLOGY
    application = actions.answer(
        application,
        at=at,
        full_name=invented.name,
        phone=invented.phone,
        contact_by=chance.choice(Application.Contact.values),
        strand=cohort.programme.strands.get(slug=slug),
        needs_support="yes" if chance.random() < 0.15 else "no",
        declarations=cohort.programme.text(ProgrammeText.Kind.DECLARATIONS),
        declared_at=at,
    )
    if application.needs_support == "yes":
        application = actions.answer(application, at=at, support_needs="Captions in online sessions, please.")
    return actions.submit(application, at=at)


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
