"""A second programme: a returner fund with three strands, each with places of its own. It opens in some weeks."""

import datetime as dt

from accounts.models import User
from cohorts import actions as cohorts
from cohorts import interest
from cohorts.models import Cohort, EligibilityRules, Field, Interest, Programme, ProgrammeText, Strand
from core.regions import Region
from demo.calendar import calendar
from outcomes.actions import needs

ABOUT = """Education, training and support of your own, to be ready to practise again within six to twelve months.

Your costs of training, books and travel are paid, and so is help with childcare on days of placement."""

DECLARATIONS = """What I have told you is true, as far as I know.
I was registered or worked in the profession I would like to return to.
I understand that places are limited."""

AGREEMENT = """I will take part as fully as my caring allows, and tell you when I cannot come.
I will answer a few questions at the end, and 3, 6 and 12 months later, about whether I am back at work."""

STRANDS = [
    ("Allied health", "allied-health", "Physiotherapy, radiography, dietetics, speech and language therapy.", 300),
    ("Civil service", "civil-service", "Policy, digital and operations, all over England.", 50),
    ("Social work", "social-work", "Social work with children, families and adults.", 100),
]
# What each asks for, and its budget in pounds: as the health professions have it, nothing, and as social work has it.
ASKS = {
    "allied-health": ({}, 600_000),
    "civil-service": ({"days_middle": 0, "days_long": 0}, 100_000),
    "social-work": ({"ready_from_months": 4}, 200_000),
}
ENGLAND = [*Region][:9]
INTERESTED = 6


def returner_fund(manager: User, administrator: User, at: dt.datetime) -> Cohort:
    programme = Programme.objects.create(
        name="Public Service Returner Fund",
        slug="public-service-returner-fund",
        summary="Come back to work in health, social work or the civil service after a career break for caring.",
        about=ABOUT,
        funder="the Government Equalities Office",
        contact_email="fund@example.org",
        target_returners=450,
        is_public=True,
    )
    cohorts.make_manager(programme, person=manager, by=administrator)
    EligibilityRules.objects.create(
        programme=programme, version=1, regions=ENGLAND, min_break_months=12, fields=Field.values, made_at=at
    )
    cohorts.publish_text(programme, ProgrammeText.Kind.DECLARATIONS, body=DECLARATIONS)
    cohorts.publish_text(programme, ProgrammeText.Kind.AGREEMENT, body=AGREEMENT)
    places: dict[Strand | None, int] = {
        Strand.objects.create(programme=programme, name=name, slug=slug, about=about): seats
        for name, slug, about, seats in STRANDS
    }
    ask_for_days(programme, manager)
    days = calendar(at, opens=30, closes=75, starts=120)
    wait_for_it(programme, at)
    return cohorts.add_cohort(programme, capacity=places, name="First cohort", slug="first", **days)


def ask_for_days(programme: Programme, manager: User) -> None:
    """Placements, updating days and a budget for each strand."""
    for strand in programme.strands.all():
        asks, budget = ASKS[strand.slug]
        needs.set_needs(strand, by=manager, **asks)
        needs.set_budget(strand, pence=budget * 100, by=manager)


def wait_for_it(programme: Programme, at: dt.datetime) -> None:
    """People who have asked to be told when it opens: all but the last have confirmed their address."""
    for number in range(INTERESTED):
        asked_at = at - dt.timedelta(days=INTERESTED - number, hours=3)
        interest.ask(programme, email=f"waiting.for.it.{number + 1}@example.org", at=asked_at)
    for asked in Interest.objects.filter(programme=programme).order_by("pk")[: INTERESTED - 1]:
        interest.confirm(asked, at=asked.asked_at + dt.timedelta(minutes=10))
