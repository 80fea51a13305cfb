"""The staff inbox: derived from what is not done, none empty, and each link leads to the rows it counts."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import ProgrammeText
from core.calendar import add_working_days, end_of_uk_day, uk_day
from reporting.inbox import tasks
from returners import actions
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.notifications import MessageFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory

pytestmark = pytest.mark.django_db

INBOX = "reporting:inbox"
DAY = dt.timedelta(days=1)


@pytest.fixture
def cohort(staff_client):
    """A cohort of the programme that `staff_client` manages, open for a week, with offers that stand for three days."""
    cohort = CohortFactory(name="Spring cohort", offer_days=3)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


def sent(cohort, *, at=None, **kwargs):
    return actions.submit(ApplicationFactory(cohort=cohort, **kwargs), at=at or timezone.now())


def opened(application):
    """The person has looked at what is offered. What they have not looked at is an early warning instead."""
    place = application.places.get()
    actions.see_offer(place, at=timezone.now())
    return place


def titles(person, at=None):
    return [task.title for task in tasks(person, at or timezone.now())]


def test_inbox_with_nothing_to_do_says_so(staff_client, cohort):
    sent(cohort)

    page = staff_client.get(reverse(INBOX)).text

    assert "Nothing to do" in page
    assert tasks(staff_client.user, timezone.now()) == []


# -- To decide -----------------------------------------------------------------------------------------------------


def test_referred_applications_are_one_task_for_each_cohort(staff_client, cohort):
    other = CohortFactory(programme=cohort.programme, name="Autumn cohort")
    for where in (cohort, cohort, other):
        sent(where, situation="studying")

    assert sorted(titles(staff_client.user)) == [
        "1 application to decide, Autumn cohort",
        "2 applications to decide, Spring cohort",
    ]


def test_referred_applications_are_due_when_the_oldest_is(staff_client, cohort):
    first = timezone.now() - 3 * DAY
    for at in (first, timezone.now()):
        sent(cohort, at=at, situation="studying")

    (task,) = tasks(staff_client.user, timezone.now())

    assert task.by == end_of_uk_day(add_working_days(uk_day(first), 5))
    assert not task.is_late
    assert tasks(staff_client.user, task.by + dt.timedelta(seconds=1))[0].is_late


def test_application_whose_place_could_be_kept_no_longer_is_overdue(staff_client, cohort):
    sent(cohort, situation="studying")
    (task,) = tasks(staff_client.user, timezone.now())

    actions.release_holds(at=task.by)

    (late,) = tasks(staff_client.user, task.by + dt.timedelta(seconds=1))
    assert (late.title, late.is_late) == (task.title, True)


def test_referred_applications_are_gone_once_decided_or_withdrawn(staff_client, cohort):
    decided, withdrawn = sent(cohort, situation="studying"), sent(cohort, situation="studying")

    actions.overrule(decided, eligible=True, why="Yes.", by=staff_client.user, at=timezone.now())
    actions.withdraw(withdrawn, at=timezone.now())

    assert titles(staff_client.user) == []


def test_link_to_decide_leads_to_those_rows_and_no_others(staff_client, cohort):
    other = CohortFactory(programme=cohort.programme)
    wanted = [sent(cohort, situation="studying") for _ in range(3)]
    others = [sent(cohort), sent(other, situation="studying")]

    task = next(task for task in tasks(staff_client.user, timezone.now()) if cohort.name in task.title)
    page = staff_client.get(task.url)

    assert task.title.startswith("3 ")
    assert len(page.context["rows"]) == 3
    assert all(application.reference in page.text for application in wanted)
    assert not any(application.reference in page.text for application in others)


# -- Offers about to run out ---------------------------------------------------------------------------------------


def test_offers_that_run_out_within_two_days_are_a_task(staff_client, cohort):
    ends = opened(sent(cohort)).offer_expires_at

    before, within = (titles(staff_client.user, ends - days) for days in (2 * DAY + dt.timedelta(minutes=1), 2 * DAY))

    assert before == []
    assert within == ["1 offer about to run out, Spring cohort"]
    assert tasks(staff_client.user, ends - DAY)[0].by == ends


def test_offers_are_no_task_once_answered(staff_client, cohort):
    application = sent(cohort)
    ends = opened(application).offer_expires_at
    agreement = cohort.programme.text(ProgrammeText.Kind.AGREEMENT)

    actions.accept(application.places.get(), agreement=agreement, signed_name="A", at=timezone.now())

    assert titles(staff_client.user, ends - DAY) == []


def test_link_to_offers_leads_to_whom_to_call(staff_client, cohort):
    application = sent(cohort, person__name="Amina Hussain")
    ends = opened(application).offer_expires_at

    (task,) = tasks(staff_client.user, ends - DAY)
    page = staff_client.get(task.url).text

    assert 'id="offers"' in page
    assert "Amina Hussain" in page
    assert application.phone.as_national in page


# -- By phone ------------------------------------------------------------------------------------------------------


def test_what_a_caller_found_not_right_is_a_task_until_they_are_written_to_again(staff_client, cohort):
    draft = PhoneDraftFactory(application__cohort=cohort, application__full_name="Amina Hussain")
    elsewhere = PhoneDraftFactory()
    before = titles(staff_client.user)
    for one in (draft, elsewhere):
        actions.send_to_confirm(one, by=one.taken_by, at=timezone.now())
        one.refresh_from_db()
        actions.say_not_right(one, what="The year.", at=timezone.now())

    (task,) = tasks(staff_client.user, timezone.now())
    page = staff_client.get(task.url).text
    actions.send_to_confirm(draft, by=staff_client.user, at=timezone.now())

    assert before == []
    assert task.title == "1 application by phone to put right"
    assert "Amina Hussain" in page
    assert "Something is not right" in page
    assert titles(staff_client.user) == []


# -- Reopened ------------------------------------------------------------------------------------------------------


def test_answers_that_changed_are_a_task_until_a_person_has_decided(staff_client, cohort):
    application, at = sent(cohort, situation="studying"), timezone.now()
    reopening = actions.reopen(application, section="eligibility", why="Check.", by=staff_client.user, at=at)
    reopening = actions.keep_told(reopening, replace(reopening.told(), field="engineering"), at=at)
    title = f"Answers changed, {application.reference}"

    before = titles(staff_client.user)
    actions.change_answers(reopening, at=at)
    task = next(task for task in tasks(staff_client.user, at) if task.title == title)
    page = staff_client.get(task.url).text
    actions.overrule(application, eligible=True, why="Yes.", by=staff_client.user, at=at)

    assert title not in before
    assert "Before: Technology" in page
    assert "Now: Engineering" in page
    assert title not in titles(staff_client.user)


# -- Letters -------------------------------------------------------------------------------------------------------


def test_letters_that_failed_are_a_task_for_administrators_alone(staff_client, administrator_client):
    MessageFactory.create_batch(2, status="failed", error="No such mailbox")
    MessageFactory(status="due")

    (task,) = tasks(administrator_client.user, timezone.now())
    page = administrator_client.get(task.url).text

    assert task.title == "2 letters could not be delivered"
    assert page.count("No such mailbox") == 2
    assert titles(staff_client.user) == []


# -- All together --------------------------------------------------------------------------------------------------


def test_tasks_of_other_programmes_are_not_mine(staff_client, cohort):
    sent(CohortFactory(), situation="studying")

    assert titles(staff_client.user) == []


def test_tasks_are_grouped_by_programme_and_the_first_due_is_first(staff_client, cohort):
    second = CohortFactory(programme__name="A programme before it", offer_days=1)
    make_manager(second.programme, person=staff_client.user)
    for where in (cohort, second):
        sent(where)
        sent(where, situation="studying")
    at = timezone.now() + 2 * DAY

    found = tasks(staff_client.user, at)

    groups = [task.group for task in found]
    assert groups == sorted(groups)
    for name in set(groups):
        deadlines = [task.by for task in found if task.group == name]
        assert deadlines == sorted(deadlines)
        assert len(deadlines) == 2


def test_every_task_has_something_in_it_and_a_door_that_opens():
    """Somebody who is both, with everything to do at once."""
    person = ProgrammeManagerFactory()
    person.role_grants.create(role="administrator")
    cohort = CohortFactory(offer_days=1)
    make_manager(cohort.programme, person=person)
    MessageFactory(status="failed", error="No such mailbox")
    sent(cohort)
    sent(cohort, situation="studying")
    client = sign_in(Client(), person)

    page = client.get(reverse(INBOX)).text

    found = tasks(person, timezone.now())
    assert len(found) == 3
    for task in found:
        assert int(re.match(r"\d+", task.title)[0]) > 0
        assert task.title in page
        assert task.url.replace("&", "&amp;") in page
        assert client.get(task.url).status_code == 200
