"""The pages on which staff change a cohort's calendar."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.urls import reverse

from cohorts.actions import make_manager
from returners import actions, tasks
from returners.models import CalendarChange
from returners.rescheduling import foresee
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cohort():
    """It closes on 16 March at noon and can be joined until 6 April at noon. Offers stand for a week."""
    return CohortFactory(now=NOW, pool__capacity=2)


def sent(cohort, *, at=NOW, **kwargs):
    return actions.submit(ApplicationFactory(cohort=cohort, **kwargs), at=at)


def change(cohort, *, at=NOW, by=None, why="The hall is not free.", seen=None, **dates):
    cohort.refresh_from_db()
    seen = foresee(cohort, dates, at).seen if seen is None else seen
    return actions.change_calendar(cohort, dates, seen=seen, why=why, by=by or AdministratorFactory(), at=at)


def carry_out():
    tasks.carry_out_calendar_changes()


@pytest.fixture
def manager(cohort, sign_in):
    person = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=person)
    return sign_in(person)


def url(cohort, name="cohort_calendar"):
    return reverse(f"returners:{name}", args=[cohort.programme.slug, cohort.slug])


def typed(page, **changes):
    """The form as a browser sends it back, with some boxes filled in anew."""
    form, found = page.context["form"], {}
    for field in form:
        value = field.value()
        parts = getattr(field.field.widget, "parts", ())
        if parts:
            found |= {
                f"{field.html_name}_{part}": str(box)
                for part, box in zip(parts, field.field.widget.decompress(value), strict=True)
            }
        else:
            found[field.html_name] = str(value)
    return found | changes


def test_calendar_is_changed_in_two_pages(cohort, manager):
    application = sent(cohort)
    form = manager.get(url(cohort))

    check = manager.post(url(cohort), typed(form, starts_on_day="8"), follow=True)
    before = CalendarChange.objects.count()
    done = manager.post(
        check.redirect_chain[-1][0],
        {"why": "The hall is not free.", "seen": check.context["foresight"].seen},
        follow=True,
    )
    carry_out()

    cohort.refresh_from_db()
    assert "Nothing is saved yet." in check.text
    assert "Wednesday 8 April 2026" in check.text
    assert before == 0
    assert cohort.starts_on == dt.date(2026, 4, 8)
    assert "is changed." in done.text
    assert "The hall is not free." in done.text
    assert "Moving reminders and telling people" in done.text
    assert "dates_changed" in letters_to(application.person)


def test_calendar_shows_what_the_opening_fixed_and_asks_for_the_rest(cohort, manager):
    page = manager.get(url(cohort))

    assert "These two cannot be moved any more" in page.text
    assert 'value="12:00"' in page.text
    assert "opens_at" not in page.context["form"].fields


def test_calendar_says_what_is_wrong_beside_the_date_and_keeps_what_was_typed(cohort, manager):
    form = manager.get(url(cohort))

    page = manager.post(url(cohort), typed(form, closes_at_year="2025", starts_on_month="Sept"))

    assert page.context["form"].errors.keys() >= {"closes_at"}
    assert "This has passed." in page.text
    assert 'value="Sept"' in page.text


def test_calendar_without_a_difference_says_so(cohort, manager):
    page = manager.post(url(cohort), typed(manager.get(url(cohort))), follow=True)

    assert "No date is different" in page.text


def test_calendar_check_is_shown_again_when_something_has_changed(cohort, manager):
    check = manager.post(url(cohort), typed(manager.get(url(cohort)), starts_on_day="8"), follow=True)
    address, seen = check.redirect_chain[-1][0], check.context["foresight"].seen
    change(cohort, closes_at=NOW + 20 * DAY)

    again = manager.post(address, {"why": "The hall.", "seen": seen})

    assert "Something has changed since this page was shown." in again.text
    assert 'value="The hall."' in again.text
    assert CalendarChange.objects.count() == 1
    manager.post(address, {"why": "The hall.", "seen": again.context["form"]["seen"].value()})
    cohort.refresh_from_db()
    assert cohort.starts_on == dt.date(2026, 4, 8)


def test_calendar_check_pressed_twice_changes_it_once(cohort, manager):
    check = manager.post(url(cohort), typed(manager.get(url(cohort)), starts_on_day="8"), follow=True)
    press = partial(
        manager.post, check.redirect_chain[-1][0], {"why": "The hall.", "seen": check.context["foresight"].seen}
    )

    press()
    again = press(follow=True)

    assert CalendarChange.objects.count() == 1
    assert "No date is different" in again.text


def test_calendar_check_of_dates_that_make_no_sense_leads_back(cohort, manager):
    page = manager.get(url(cohort, "cohort_calendar_check"), {"closes_at_day": "40"}, follow=True)

    assert page.redirect_chain[-1][0].startswith(url(cohort))
    assert "There is a problem" in page.text


def test_administrator_changes_the_calendar_without_seeing_the_people(cohort, administrator_client):
    form = administrator_client.get(url(cohort))

    check = administrator_client.post(url(cohort), typed(form, starts_on_day="8"), follow=True)
    done = administrator_client.post(
        check.redirect_chain[-1][0], {"why": "The hall.", "seen": check.context["foresight"].seen}, follow=True
    )

    assert done.status_code == 200
    assert CalendarChange.objects.get().made_by == administrator_client.user
