"""The page of somebody who takes part: what comes next, what is asked of them, how far they are."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from core.calendar import uk_day
from core.uktime import uk_date
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.outcomes import StrandNeedsFactory
from tests.factories.participation import RefreshChoiceFactory, SessionFactory, TimetableFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def part(returner_client):
    """In the third of twelve weeks, with a timetable that can be seen."""
    today = uk_day(timezone.now())
    cohort = CohortFactory(
        name="Winter cohort", starts_on=today - 15 * DAY, ends_on=today + 68 * DAY, follow_on_ends_on=today + 100 * DAY
    )
    TimetableFactory(cohort=cohort)
    return EnrolmentFactory(person=returner_client.user, cohort=cohort, signed_at=timezone.now() - 40 * DAY)


@pytest.fixture
def page(returner_client):
    return lambda: returner_client.get(reverse("portal:my_home")).text


def to(name, part, *more):
    return reverse(f"participation:{name}", args=[part.cohort.programme.slug, part.cohort.slug, *more])


def test_page_says_how_far_somebody_is_and_leads_to_what_is_theirs(part, page):
    shown = page()

    assert "<title>My page" in shown
    assert "Week 3 of 12" in shown
    for name in (
        "my_timetable",
        "roadmap_detail",
        "survey_results",
        "question_list",
        "enrolment_detail",
        "my_progress",
    ):
        assert f'href="{to(name, part)}"' in shown


def test_page_of_whoever_takes_no_part_is_of_their_applications(page):
    shown = page()

    assert "<title>My applications" in shown
    assert "Your next session" not in shown


def test_page_shows_the_next_session_of_theirs(part, page):
    now = timezone.now()
    other = part.cohort.programme.strands.exclude(pk=part.strand_id).first()
    for name, days, fields in (
        ("Last week", -7, {}),
        ("Of the other strand", 1, {"track": other}),
        ("Called off", 2, {"status": "called off", "called_off_why": "Ill"}),
        ("Not chosen", 3, {"kind": "refresh", "is_core": False}),
        ("Of theirs", 4, {"track": part.strand}),
        ("After that", 5, {}),
    ):
        made = SessionFactory(cohort=part.cohort, title=name, starts_at=now + days * DAY)
        type(made).objects.filter(pk=made.pk).update(**fields)

    first = page()
    RefreshChoiceFactory(enrolment=part)

    assert "Of theirs" in first
    assert not [
        name for name in ("Last week", "other strand", "Called off", "Not chosen", "After that") if name in first
    ]
    assert "Not chosen" in page()


def test_session_that_has_begun_is_still_the_next(part, page):
    session = SessionFactory(cohort=part.cohort, title="Now", starts_at=timezone.now() - dt.timedelta(hours=1))

    assert to("my_session", part, session.uuid) in page()


def test_timetable_that_is_still_planned_is_not_shown(part, page):
    SessionFactory(cohort=part.cohort, title="Soon")
    type(part.cohort.timetable).objects.update(announced_at=None)

    shown = page()

    assert "Soon" not in shown
    assert to("my_timetable", part) not in shown


def test_page_asks_for_answers_while_they_can_be_given_and_are_not(part, page, returner_client):
    url = to("survey_give", part, "start")
    before = page()

    part.surveys.create(moment="start", answers={}, answered_at=timezone.now())

    assert url in before
    assert url not in page()


def test_part_of_whoever_is_in_a_break_says_that_the_place_is_kept(part, page):
    SessionFactory(cohort=part.cohort, title="Soon")
    type(part).objects.update(status="paused", paused_at=timezone.now())

    shown = page()

    assert "Having a break" in shown
    assert "Your next session" not in shown


def test_part_of_whoever_has_left_is_not_shown(part, page):
    type(part).objects.update(status="ended", ended_at=timezone.now())

    assert to("roadmap_detail", part) not in page()


def test_part_that_is_completed_stays_with_what_is_theirs(part, page):
    type(part).objects.update(status="completed", ended_at=timezone.now())

    shown = page()

    assert "You have completed the programme." in shown
    assert to("certificate_detail", part) in shown
    assert to("roadmap_detail", part) in shown
    assert to("group_detail", part) not in shown
    assert f'"{to("enrolment_detail", part)}"' not in shown


def test_part_of_whoever_goes_back_to_practice_begins_with_their_placement(part, page):
    before = page()

    StrandNeedsFactory(strand=part.strand)
    after = page()

    assert reverse("outcomes:my_placement") not in before
    assert after.count(reverse("outcomes:my_placement")) == 1
    assert after.index(reverse("outcomes:my_placement")) < after.index(to("my_timetable", part) + '"')


def test_placement_of_whoever_has_left_stays_on_their_page(part, page):
    StrandNeedsFactory(strand=part.strand)
    type(part).objects.update(status="ended", ended_at=timezone.now())

    assert page().count(reverse("outcomes:my_placement")) == 1


def test_part_that_has_not_begun_says_when_it_does(returner_client, page):
    coming = EnrolmentFactory(person=returner_client.user, cohort=CohortFactory())

    assert f"It starts on {uk_date(coming.cohort.starts_on)}." in page()
