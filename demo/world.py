"""The demonstration world, built through the actions the pages use, so that nothing in it is impossible.

STEM ReCharge as the seeds describe it: a Spring cohort of 40 places with more applicants than that, and an Autumn
cohort of 60 that is open. Dates are counted from the day it is built.
"""

import datetime as dt
import random
from collections import deque

from django.db import transaction

from accounts import second_factor
from accounts.actions import grant_role
from accounts.models import Role, User
from cohorts import actions as cohorts
from cohorts.models import Cohort, EligibilityRules, Field, Programme, ProgrammeText, Strand
from core.calendar import uk_day, uk_instant
from core.regions import Region
from demo.applying import apply, person, sign_in, take_up, unusual, usual
from demo.calendar import calendar
from demo.cases import fill_cases, never_sent
from demo.documents import LINES, cv
from demo.equality import answer_questions
from demo.finished import FINISHED, FINISHED_NAME, add_finished
from demo.fund import returner_fund
from demo.leading import LEADER, LEADER_NAME, Leaders, add_leaders
from demo.mentoring import find
from demo.mentors import MENTOR, MENTOR_NAME, add_mentors, take_a_break
from demo.partners import CONTACT, CONTACT_NAME, meet_employers
from demo.people import Invented, invent
from demo.practising import PRACTISING, PRACTISING_NAME, add_practising
from demo.ranked import REVIEWER, REVIEWER_NAME, add_pilots
from demo.released import NOT_OFFERED, NOT_OFFERED_NAME
from demo.running import HALF_WAY, HALF_WAY_NAME, Team, add_running
from demo.taking_part import DAY
from demo.telling import tell_more
from demo.timetables import add_outline, lay
from returners import actions
from returners.eligibility import Situation
from returners.models import Application
from returners.rescheduling import foresee

OFFERED, WAITING = "amina.hussain@example.org", "rosa.nowak@example.org"
CONFIRMED, LOOKED_AT = "leila.haddad@example.org", "joy.achebe@example.org"
# Printed at start and shown on the sign-in page, in demonstration mode only.
SIGN_INS = [
    ("A returner with an offer", OFFERED, "Amina Hussain"),
    ("A returner on the waiting list", WAITING, "Rosa Nowak"),
    ("A returner with a place", CONFIRMED, "Leila Haddad"),
    ("A returner who was not offered a place", NOT_OFFERED, NOT_OFFERED_NAME),
    ("A returner whose application a person is looking at", LOOKED_AT, "Joy Achebe"),
    ("A returner half way through the programme", HALF_WAY, HALF_WAY_NAME),
    ("A returner who has completed it", FINISHED, FINISHED_NAME),
    ("A returner on a placement", PRACTISING, PRACTISING_NAME),
    ("A mentor", MENTOR, MENTOR_NAME),
    ("An employer’s contact", CONTACT, CONTACT_NAME),
    ("Reviewer", REVIEWER, REVIEWER_NAME),
    ("Session leader", LEADER, LEADER_NAME),
    ("Events officer", "dawn.petty@example.org", "Dawn Petty"),
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

PRIVACY = """We use what you tell us to decide on your application, to give out places fairly and to run the programme.
The people who run the programme read your application. Nobody else does, unless you agree to it.
We never ask about the person you care for.
We tell the people who pay for the programme how many took part and how they got on, and never who."""

STRANDS = {
    "Technology": "Software, data, networks, IT projects.",
    "Engineering": "Civil, mechanical, electrical, process.",
}

SPRING_APPLICANTS = 54
AUTUMN_APPLICANTS = 23
DRAFTS = 3


@transaction.atomic
def build(*, at: dt.datetime) -> None:
    """Everything or nothing. `at` is now."""
    chance = random.Random(2023)
    programme = recharge(at)
    officer, manager, administrator = staff(programme)
    spring, autumn = add_cohorts(programme, at)
    move_mentoring(autumn, manager, at - dt.timedelta(days=12))
    people = invent(SPRING_APPLICANTS + AUTUMN_APPLICANTS, chance)
    never_sent(spring)
    fill_spring(spring, people[:SPRING_APPLICANTS], chance, at)
    fill_autumn(autumn, people[SPRING_APPLICANTS:], manager, chance, at)
    for cohort in (spring, autumn):
        tell_more(cohort, random.Random(cohort.slug), at)
    answer_questions(spring, at - dt.timedelta(days=1))
    fund = returner_fund(manager, administrator, at).programme
    add_pilots(fund, manager, administrator, at)
    meet_employers(programme, officer, at)
    take_part(programme, Team(manager, add_leaders(programme, manager=manager, administrator=administrator)), at)
    add_practising(fund, manager, at)
    confirmed = Application.objects.get(person__email=CONFIRMED)
    # Last: what is done to files is not undone with the rest.
    actions.keep_cv(confirmed, cv(LINES), at=at - dt.timedelta(days=2), by=confirmed.person)


def take_part(programme: Programme, team: Team, at: dt.datetime) -> None:
    """One cohort has finished, one is half way, one that starts soon has a timetable and mentors to ask."""
    outline = add_outline(programme, by=team.manager)
    add_mentors(programme, team.manager, at)
    spring, autumn = (programme.cohorts.get(slug=slug) for slug in ("spring", "autumn"))
    add_finished(programme, team, outline, at)
    add_running(programme, team, outline, autumn, at)
    take_a_break(programme, at - 12 * DAY)
    find(spring, team.manager, uk_instant(uk_day(at) - DAY, 15))
    others = Leaders(coach=team.leaders.trainer, trainer=team.leaders.coach)
    lay(spring, outline, others, by=team.manager, at=at - dt.timedelta(days=2))


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
        controller="the Government Equality Hub",
        processor="Women Returners",
        privacy_email="privacy@recharge.example.org",
        target_returners=100,
        target_employers=30,
        is_public=True,
    )
    for name, about in STRANDS.items():
        Strand.objects.create(programme=programme, name=name, slug=name.lower(), about=about)
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
    cohorts.publish_text(programme, ProgrammeText.Kind.PRIVACY, body=PRIVACY)
    return programme


def staff(programme: Programme) -> tuple[User, User, User]:
    # The employer's contact has her account from her own organisation.
    people = [person(name, email, with_password=True) for _, email, name in SIGN_INS if email != CONTACT]
    *_, officer, manager, administrator = people
    grant_role(administrator, role=Role.ADMINISTRATOR, by=None)
    grant_role(manager, role=Role.PROGRAMME_MANAGER, by=administrator)
    cohorts.make_manager(programme, person=manager, by=administrator)
    grant_role(officer, role=Role.EVENTS_OFFICER, by=administrator)
    for member in (administrator, manager, officer):
        second_factor.enrol(member)
    return officer, manager, administrator


def add_cohorts(programme: Programme, at: dt.datetime) -> tuple[Cohort, Cohort]:
    spring_days = calendar(at, opens=-75, closes=-12, starts=21)
    autumn_days = calendar(at, opens=-20, closes=32, starts=95)
    spring = cohorts.add_cohort(programme, capacity={None: 40}, name="Spring cohort", slug="spring", **spring_days)
    autumn = cohorts.add_cohort(programme, capacity={None: 60}, name="Autumn cohort", slug="autumn", **autumn_days)
    return spring, autumn


def move_mentoring(cohort: Cohort, manager: User, at: dt.datetime) -> None:
    """The calendar of a cohort was changed once, before anybody had applied."""
    dates = {"mentoring_starts_on": cohort.mentoring_starts_on + dt.timedelta(days=7)}
    seen = foresee(cohort, dates, at).seen
    actions.change_calendar(cohort, dates, seen=seen, why="The mentors meet a week later.", by=manager, at=at)


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


# -- Autumn: open ----------------------------------------------------------------------------------------------------


def fill_autumn(cohort: Cohort, people: list[Invented], manager: User, chance: random.Random, at: dt.datetime) -> None:
    """Applications of the last days: offers to answer, some for a person to look at, drafts half done."""
    applications = []
    for number, invented in enumerate(people):
        sent = at - dt.timedelta(days=6, hours=5) + dt.timedelta(hours=6 * number)
        answers = usual(invented, chance, cohort) if number % 4 else unusual(number // 4, invented, cohort)
        finished = number < len(people) - DRAFTS
        user = person(invented.name, invented.email)
        applications.append(apply(user, invented, answers, cohort, chance=chance, at=sent, send=finished))
    answer_offers(applications[:8], chance, at - dt.timedelta(hours=20))
    fill_cases(cohort, User.objects.get(email=LOOKED_AT), manager, at)
    actions.release_holds(at=at)
    sign_in(OFFERED, "LS8", cohort, chance, at - dt.timedelta(hours=3))
