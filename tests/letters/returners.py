"""The letters of an application, through the actions that cause them."""

import datetime as dt
import re

from django.conf import settings
from django.urls import resolve, reverse

from cohorts.models import ProgrammeText
from notifications.models import Message
from notifications.timed import replan, send_due
from returners import actions
from returners.actions import assessing
from returners.models import Application, Assessment
from returners.rescheduling import foresee
from returners.tasks import carry_out_calendar_changes
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory
from tests.letters.letters import Expected, Letters

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER, OVER, FAR = (NOW + dt.timedelta(days=days) for days in (1, 8, 36))
REMINDER_DUE = dt.datetime(2026, 3, 8, 9, tzinfo=dt.UTC)  # of an offer to the end of 9 March
PROFILE_REMINDER_DUE = dt.datetime(2026, 3, 8, 10, tzinfo=dt.UTC)  # of a place confirmed on 3 March
# To whatever address was typed, to staff of what was deleted, and from an app above: see test_carrying.py,
# test_actions_phoning.py and portal/test_actions_retaining.py.
ELSEWHERE = {"check_saved", "not_asked_for", "draft_ends"}


def sent(number=1, *, capacity=1, now=NOW, **answers):
    cohort = CohortFactory(now=now, pool__capacity=capacity)
    drafts = [ApplicationFactory(now=now, cohort=cohort, **answers) for _ in range(number)]
    return [actions.submit(draft, at=now) for draft in drafts]


def accept(application, *, at=LATER):
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    return actions.accept(application.places.get(), agreement=agreement, signed_name="A Person", at=at)


def move_dates(cohort):
    """So that whoever waits for a decision is promised another day."""
    dates, by = {"review_days": 9}, ProgrammeManagerFactory()
    seen = foresee(cohort, dates, LATER).seen
    actions.change_calendar(cohort, dates, seen=seen, why="Illness", by=by, at=LATER)
    carry_out_calendar_changes()


def in_review_of_late_staff():
    """A place is kept in turn, nobody decides in time, and the cohort begins."""
    holder, _ = sent(2, situation="studying")
    actions.overrule(holder, eligible=False, why="You work.", by=ProgrammeManagerFactory(), at=LATER)
    actions.release_holds(at=OVER)
    actions.close_undecided(at=FAR)


def asked_again():
    """A section of a sent application, opened again."""
    (application,) = sent(situation="studying")
    actions.reopen(application, section="support", why="Tell us more.", by=ProgrammeManagerFactory(), at=LATER)


def looked_at_by_a_person():
    """What the rules turned down, upheld by a person."""
    (application,) = sent(field="other")
    actions.ask_for_review(application, said="I did work in it.", at=LATER)
    by = ProgrammeManagerFactory()
    actions.overrule(application, eligible=False, why="You sold trains.", by=by, at=LATER)


def released():
    """The decisions on a ranked cohort: a place, the waiting list, no place."""
    cohort = CohortFactory(now=NOW, ranked=True, closed=True, pool__capacity=1)
    applications = [ApplicationFactory(now=NOW, cohort=cohort, assessment=True) for _ in range(3)]
    outcomes = [("offered", "among best"), ("waiting", "higher"), ("not offered", "higher")]
    assessing.release(
        cohort,
        [
            Assessment(application=application, outcome=outcome, reason=reason)
            for application, (outcome, reason) in zip(applications, outcomes, strict=True)
        ],
        by=ProgrammeManagerFactory(),
        at=LATER,
    )


def everything_that_is_ever_written() -> None:
    """One of each letter, through the actions that cause them."""
    first, second, _ = sent(3)
    actions.decline(first.places.get(), at=LATER)
    accept(second)
    sent()
    send_due(REMINDER_DUE)
    send_due(PROFILE_REMINDER_DUE)
    actions.expire_offers(at=OVER)
    in_review_of_late_staff()
    asked_again()
    looked_at_by_a_person()
    (leaving,) = sent()
    actions.withdraw(leaving, at=LATER)
    for answers in ({"field": "other"}, {"career_break__start": dt.date(2025, 9, 1)}, {"situation": "studying"}):
        (application,) = sent(**answers)
    move_dates(application.cohort)
    actions.overrule(application, eligible=False, why="You study until June.", by=ProgrammeManagerFactory(), at=LATER)
    actions.close_waiting_list(first.places.get().pool, at=FAR)
    write_to_drafts()
    write_to_a_caller()
    released()
    write_to_whoever_is_assessed()


def write_to_whoever_is_assessed():
    """Two who are put forward, by the rules and by a person; and one whom a person looked at again after a release."""
    cohort = CohortFactory(now=NOW, ranked=True)
    by = ProgrammeManagerFactory()
    for answers in ({}, {"situation": "studying"}):
        application = actions.submit(RankedApplicationFactory(now=NOW, cohort=cohort, **answers), at=NOW)
    actions.overrule(application, eligible=True, why="It counts.", by=by, at=LATER)
    application = AssessmentFactory(decided_at=NOW, application__cohort=cohort).application
    actions.ask_for_review(application, at=LATER)
    actions.decide_again(application, gives_place=False, why="You sold trains.", by=by, at=LATER)


def write_to_a_caller():
    taken = ApplicationFactory(now=NOW, cohort=CohortFactory(now=NOW), declarations=None, declared_at=None)
    draft = PhoneDraftFactory(application=taken)
    actions.send_to_confirm(draft, by=draft.taken_by, at=NOW)


def write_to_drafts():
    draft = ApplicationFactory(now=NOW, cohort=CohortFactory(now=NOW), started_at=NOW, changed_at=NOW)
    actions.send_link(draft, at=NOW)
    replan(draft)
    for days in (5, 11):
        send_due(NOW + dt.timedelta(days=days))
    CohortFactory(now=FAR, programme=draft.programme)
    actions.tell_of_next_cohort(at=FAR)


def expected(message: Message) -> Expected:
    application = Application.objects.get(person=message.person)
    programme = application.programme
    own = ("application_detail", "application_tasks", "profile_tasks", "reopened_section")
    paths = re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s]*)", message.text)
    return Expected(
        hello=application.full_name,
        to=message.person.email,
        text_names=application.reference,
        subject_names=programme.name,
        leads_to={
            *(reverse(f"returners:{page}", args=[application.uuid]) for page in own),
            *(
                reverse("returners:application_start", args=[programme.slug, cohort.slug])
                for cohort in programme.cohorts.all()
            ),
            reverse("cohorts:programme_detail", args=[programme.slug]),
            *(path for path in paths if resolve(path).view_name == "returners:phone_confirm"),
        },
    )


LETTERS = Letters("returners", everything_that_is_ever_written, expected, ELSEWHERE)
