"""The pages of outlines and school holidays, and of laying an outline on a cohort."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cohorts.actions import make_manager
from participation.models import OutlineSession, SchoolHoliday, Session
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.participation import OutlineFactory, OutlineSessionFactory, SchoolHolidayFactory, SessionFactory
from tests.participation.planning import AT, cohort_that_runs
from tests.typed import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return cohort_that_runs()


@pytest.fixture
def client(sign_in, cohort):
    manager = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    with time_machine.travel(AT, tick=False):
        yield sign_in(manager)


@pytest.fixture
def outline(cohort):
    return OutlineFactory(programme=cohort.programme)


def laying(cohort, outline, on_holidays="move"):
    page = reverse("participation:timetable_lay", args=[cohort.programme.slug, cohort.slug])
    return f"{page}?outline={outline.uuid}&on_holidays={on_holidays}"


def test_outline_is_written_session_by_session(client, cohort):
    slug = cohort.programme.slug
    page = client.post(reverse("participation:outline_add", args=[slug]), {"name": "Twelve weeks"})["Location"]
    sent = {"kind": "coaching", "title": "Strengths", "week": "2", "weekday": "tue", "starts": "10.30am"}

    text = client.post(f"{page}add/", {**sent, "minutes": "90", "is_core": "on"}, follow=True).text

    assert "Tuesday, 10:30am, 90 minutes" in text
    assert OutlineSession.objects.get().starts == dt.time(10, 30)


def test_outline_is_renamed_to_a_name_of_its_own(client, outline):
    OutlineFactory(programme=outline.programme, name="Ten weeks")
    url = reverse("participation:outline_change", args=[outline.programme.slug, outline.uuid])

    refused = client.post(url, {"name": "Ten weeks"}).text
    text = client.post(url, {"name": "Twelve weeks"}, follow=True).text

    assert "There is an outline of that name already" in refused
    assert "Twelve weeks" in text


def test_outline_that_is_removed_leaves_what_was_laid_from_it(client, cohort, outline):
    row = OutlineSessionFactory(outline=outline)
    laid = SessionFactory(cohort=cohort, laid_from=row, by_hand=False)

    client.post(reverse("participation:outline_remove", args=[outline.programme.slug, outline.uuid]))

    laid.refresh_from_db()
    assert (laid.laid_from, laid.by_hand) == (None, True)
    assert not outline.programme.outlines.exists()


def test_outline_session_changed_from_an_old_page_undoes_nothing(client, outline):
    row = OutlineSessionFactory(outline=outline, title="Strengths")
    url = reverse("participation:outline_session_change", args=[outline.programme.slug, outline.uuid, row.uuid])
    seen = client.get(url).context["form"].initial["seen"]
    OutlineSession.objects.update(title="Your CV")
    sent = {"kind": "coaching", "title": "Strengths", "week": "2", "weekday": "tue", "starts": "10am", "minutes": "90"}

    text = client.post(url, {**sent, "is_core": "on", "seen": seen}).text

    assert "A colleague has changed this session since you opened this page." in text
    assert "Your CV" in text
    assert OutlineSession.objects.get().title == "Your CV"


@pytest.mark.parametrize("typed", ["midnight", "24:00", "10", "25:00", "\u0000"])
def test_outline_asks_for_a_time_it_can_read(client, outline, typed):
    sent = {"kind": "coaching", "title": "A", "week": "2", "weekday": "tue", "starts": typed, "minutes": "90"}

    response = client.post(
        reverse("participation:outline_session_add", args=[outline.programme.slug, outline.uuid]), sent
    )

    assert response.status_code == 200
    assert response.context["form"].errors["starts"]


def test_school_holiday_ends_after_it_begins(client, cohort):
    sent = {"name": "Half-term", **day("first_on", 2027), **day("last_on", 2026)}

    text = client.post(reverse("participation:school_holiday_add", args=[cohort.programme.slug]), sent).text

    assert "The last day must be the first day or later" in text
    assert not SchoolHoliday.objects.exists()


def test_lay_shows_what_would_happen_before_the_press_that_does_it(client, cohort, outline):
    OutlineSessionFactory(outline=outline, title="Comes", week=2)
    OutlineSessionFactory(outline=outline, title="Moves", week=13)
    SchoolHolidayFactory(programme=cohort.programme)

    response = client.get(laying(cohort, outline))

    assert "Tuesday 8 June 2027, 10am to midday. It moves there because of Summer half-term" in response.text
    assert not Session.objects.exists()
    client.post(laying(cohort, outline), {"seen": response.context["plan"].seen})
    assert set(Session.objects.values_list("title", flat=True)) == {"Comes", "Moves"}
    assert "Nothing would change" in client.get(laying(cohort, outline)).text


def test_lay_lists_what_falls_on_a_holiday_if_that_is_wanted(client, cohort, outline):
    OutlineSessionFactory(outline=outline, title="Moves", week=13)
    SchoolHolidayFactory(programme=cohort.programme)

    text = client.get(laying(cohort, outline, "list")).text

    assert "No day for it: Summer half-term" in text


def test_lay_pressed_twice_lays_once(client, cohort, outline):
    OutlineSessionFactory(outline=outline)
    seen = client.get(laying(cohort, outline)).context["plan"].seen

    client.post(laying(cohort, outline), {"seen": seen})
    text = client.post(laying(cohort, outline), {"seen": seen}).text

    assert Session.objects.count() == 1
    assert "has changed since this page was shown" in text
