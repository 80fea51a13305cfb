"""Single people, each with an application in a state that is worth seeing. They apply to the cohort that is open."""

import datetime as dt
import random

from accounts.models import User
from cohorts.models import Cohort, Field
from core.calendar import add_months
from demo.applying import about, apply, person, usual
from demo.people import FURTHER, Invented, phone, postcode_in
from returners import actions
from returners.eligibility import Answers, Break, Reason, RightToWork, Situation
from returners.models import Application, PhoneDraft, Reopening

PLEASE_ADD = (
    "You told us on the phone that you looked after your children before the break you wrote down. Please add that"
    " break, with its first and its last month."
)
UNPAID_LEAVE = (
    "My job ended later than I stopped working: the three months before were unpaid leave. I can send you the letter"
    " about it."
)
ON_THE_MOVE = "I move to York before the programme starts. I have signed for a flat there."


def fill_cases(cohort: Cohort, looked_at: User, manager: User, at: dt.datetime) -> None:
    """In the order in which they come: each takes the turn of its instant."""
    chance = random.Random(cohort.slug)
    hours = [at - dt.timedelta(hours=number) for number in range(36)]
    several_breaks(cohort, chance, hours[33])
    moving = turned_down_for_region(cohort, chance, hours[32])
    short = turned_down_for_length(cohort, chance, hours[30])
    actions.ask_for_review(moving, said=ON_THE_MOVE, at=hours[28])
    actions.ask_for_review(short, said=UNPAID_LEAVE, at=hours[26])
    referred = with_a_person(looked_at, cohort, chance, hours[24])
    by_phone(somebody("Carys Bevan", "WV3", chance), cohort, manager, chance, hours[22])
    actions.overrule(moving, eligible=True, why="Lives in York from next month on.", by=manager, at=hours[20])
    objecting = by_phone(somebody("Peggy Lomax", "BL1", chance), cohort, manager, chance, hours[8])
    actions.say_not_right(objecting, what="My break began two months earlier.", at=hours[6])
    actions.reopen(referred, section=Reopening.Section.ELIGIBILITY, why=PLEASE_ADD, by=manager, at=hours[5])


def somebody(name: str, outcode: str, chance: random.Random) -> Invented:
    return Invented(name, postcode_in(outcode, chance), phone(chance.randint(900, 990)))


def several_breaks(cohort: Cohort, chance: random.Random, at: dt.datetime) -> Application:
    """Three breaks: two that count together, and one of years ago."""
    one, year = somebody("Ottilie Frost", "LS8", chance), cohort.reference_date.year
    spells = (
        Break(Reason.CHILDCARE, dt.date(year - 12, 9, 1), dt.date(year - 9, 4, 1)),
        Break(Reason.CHILDCARE, dt.date(year - 5, 2, 1), dt.date(year - 2, 9, 1)),
        Break(Reason.ELDERCARE, dt.date(year - 2, 9, 1)),
    )
    answers = not_working(one, *spells)
    return apply(person(one.name, one.email), one, answers, cohort, chance=chance, at=at)


def turned_down_for_region(cohort: Cohort, chance: random.Random, at: dt.datetime) -> Application:
    one = somebody("Imogen Hale", FURTHER, chance)
    answers = childcare(one, cohort)
    return apply(person(one.name, one.email), one, answers, cohort, chance=chance, at=at)


def turned_down_for_length(cohort: Cohort, chance: random.Random, at: dt.datetime) -> Application:
    one = somebody("Delphine Marsh", "M20", chance)
    answers = not_working(one, Break(Reason.ELDERCARE, add_months(cohort.reference_date, -10)))
    return apply(person(one.name, one.email), one, answers, cohort, chance=chance, at=at)


def with_a_person(user: User, cohort: Cohort, chance: random.Random, at: dt.datetime) -> Application:
    """One that the rules leave open: its place is kept until a person decides."""
    one = somebody(user.name, "LS17", chance)
    answers = not_working(one, Break(Reason.OTHER_CARE, add_months(cohort.reference_date, -30)))
    return apply(user, one, answers, cohort, chance=chance, at=at)


def by_phone(one: Invented, cohort: Cohort, manager: User, chance: random.Random, at: dt.datetime) -> PhoneDraft:
    """Somebody has called, and has a letter with the link to read everything and send it."""
    answers, earlier = childcare(one, cohort), at - dt.timedelta(minutes=25)
    draft = actions.take_by_phone(cohort, email=one.email, full_name=one.name, phone=one.phone, by=manager, at=earlier)
    application = actions.keep_answers(draft.application, answers, at=at)
    told = about(one, answers, cohort, chance) | {"contact_by": Application.Contact.PHONE, "needs_support": "no"}
    actions.answer(application, at=at, **told)
    return actions.send_to_confirm(draft, by=manager, at=at)


def never_sent(cohort: Cohort) -> None:
    """Two who began when a cohort opened, and let it lie: their answers are the next to be deleted."""
    chance = random.Random(cohort.slug)
    for number, name in enumerate(["Tilda Crewe", "Marguerite Pym"], start=1):
        one, at = somebody(name, "S7", chance), cohort.opens_at + dt.timedelta(days=number)
        user = person(one.name, one.email)
        apply(user, one, usual(one, chance, cohort), cohort, chance=chance, at=at, send=False)


def childcare(one: Invented, cohort: Cohort) -> Answers:
    return not_working(one, Break(Reason.CHILDCARE, add_months(cohort.reference_date, -40)))


def not_working(one: Invented, *spells: Break) -> Answers:
    return Answers(
        postcode=one.postcode,
        field=Field.TECHNOLOGY,
        right_to_work=RightToWork.YES,
        situation=Situation.NOT_WORKING,
        breaks=spells,
    )
