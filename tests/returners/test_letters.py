"""The letters of an application: what they say, and when those that remind are sent."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from core.calendar import uk_instant
from notifications.models import TimedLetter
from notifications.timed import send_due
from returners import actions
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.letters.returners import LATER, NOW, PROFILE_REMINDER_DUE, REMINDER_DUE, accept, sent

pytestmark = pytest.mark.django_db


def test_letters_survive_any_name():
    name = "Zoë <b>O’Neill</b> {{ x }} \u202e李 🙂"

    (application,) = sent(full_name=name)

    message = letter_to(application.person, "offered")
    assert name in message.text
    assert "<b>" not in message.html
    assert "&lt;b&gt;" in message.html


def test_letter_of_a_decision_by_the_rules_gives_a_reason_for_each_rule_not_met():
    (application,) = sent(field="other", right_to_work="no", postcode="SE15 3BN")

    text = letter_to(application.person, "not_eligible").text

    assert "You need to live in North East, North West, Yorkshire and The Humber, East Midlands or West Mid" in text
    assert "You need experience in technology or engineering." in text
    assert "You need the right to work in the UK." in text
    assert "caring break" not in text


# -- The reminder --------------------------------------------------------------------------------------------------


def test_reminder_is_planned_for_nine_on_the_day_before_the_last():
    (application,) = sent()

    planned = TimedLetter.objects.planned().get()
    assert planned.due_at == REMINDER_DUE
    assert planned.person == application.person


@pytest.mark.parametrize(
    ("offered", "due"),
    [
        ("2026-10-21T12:00Z", "2026-10-27T09:00Z"),  # offered in summer time, due in winter time
        ("2026-10-19T12:00Z", "2026-10-25T09:00Z"),  # due on the day the clocks go back
        ("2027-03-22T12:00Z", "2027-03-28T08:00Z"),  # due on the day they go forward
        ("2027-03-25T12:00Z", "2027-03-31T08:00Z"),
    ],
)
def test_reminder_is_due_when_uk_clocks_show_nine(offered, due):
    now = dt.datetime.fromisoformat(offered)

    sent(now=now)

    planned = TimedLetter.objects.planned().get()
    assert planned.due_at == dt.datetime.fromisoformat(due)
    assert planned.due_at == uk_instant(planned.due_at.date(), 9)


def test_reminder_is_sent_once_with_the_deadline():
    (application,) = sent()

    number = [send_due(at) for at in (REMINDER_DUE - dt.timedelta(seconds=1), REMINDER_DUE, REMINDER_DUE)]

    assert number == [0, 1, 0]
    assert letters_to(application.person) == ["received", "offered", "offer_reminder"]
    assert "until the end of Monday 9 March 2026" in letter_to(application.person, "offer_reminder").text


@pytest.mark.parametrize("answer", ["accept", "decline", "withdraw"])
def test_reminder_is_cancelled_once_the_offer_is_answered(answer):
    (application,) = sent()

    if answer == "accept":
        accept(application)
    elif answer == "decline":
        actions.decline(application.places.get(), at=LATER)
    else:
        actions.withdraw(application, at=LATER)

    assert TimedLetter.objects.get(rule="offer-reminder").state == TimedLetter.State.CANCELLED
    assert send_due(REMINDER_DUE) == 0


def test_reminder_is_not_sent_to_somebody_whose_offer_ended_without_a_word():
    """The plan was missed: the object is asked again when the letter falls due."""
    (application,) = sent()
    with time_machine.travel(LATER):
        application.places.update(status="declined", closed_at=LATER)

    assert send_due(REMINDER_DUE) == 0

    assert TimedLetter.objects.get().state == TimedLetter.State.CANCELLED


@pytest.mark.parametrize(
    ("minutes_before_the_end", "state"), [(61, TimedLetter.State.SENT), (59, TimedLetter.State.MISSED)]
)
def test_reminder_is_missed_when_it_comes_too_late_to_be_of_use(minutes_before_the_end, state):
    (application,) = sent()
    deadline = application.places.get().offer_expires_at

    send_due(deadline - dt.timedelta(minutes=minutes_before_the_end))

    assert TimedLetter.objects.get().state == state
    assert ("offer_reminder" in letters_to(application.person)) == (state == TimedLetter.State.SENT)


def test_reminder_does_not_arrive_with_the_offer_itself():
    """An offer on the last day to join stands for hours: its reminder would have been due the day before."""
    cohort = CohortFactory(now=NOW, closes_at=NOW + dt.timedelta(hours=1), last_joining_at=NOW + dt.timedelta(hours=5))
    application = actions.submit(ApplicationFactory(now=NOW, cohort=cohort), at=NOW)

    send_due(NOW + dt.timedelta(minutes=1))

    assert letters_to(application.person) == ["received", "offered"]


# -- What is missing to prepare for a person -----------------------------------------------------------------------


def confirmed(**calendar):
    """Somebody who took up a place on 3 March, in a cohort that starts on 1 April unless told otherwise."""
    cohort = CohortFactory(now=NOW, **calendar)
    application = actions.submit(ApplicationFactory(now=NOW, cohort=cohort), at=NOW)
    accept(application)
    return application


def tell_everything(application):
    told = {"at": LATER, "by": application.person}
    role = {"job_title": "Developer", "employer": "Acme", "occupation": "", "occupation_version": ""}
    actions.add_role(application, **role, start=dt.date(2010, 1, 1), end=None, **told)
    actions.finish_roles(application, **told)
    actions.choose_skills(application, skills=[], **told)
    actions.tell_availability(application, slots=["mon-school"], terms="all year", **told)
    wanted = {"hours": "not sure", "patterns": ["home"], "travel": "none", "kinds": ["not sure"]}
    actions.tell_wanted_work(application, **wanted, **told)
    actions.tell_wanted_help(application, topics=[], hopes="", **told)


def profile_letter(application):
    return TimedLetter.objects.get(rule="profile-reminder", object_id=application.profile.pk)


def test_confirmation_names_what_is_asked_next_and_leads_to_it():
    application = confirmed()

    text = letter_to(application.person, "confirmed").text

    assert "Please tell us more, so that we can prepare for you" in text
    assert reverse("returners:profile_tasks", args=[application.uuid]) in text


def test_profile_reminder_names_what_is_missing_once():
    application = confirmed()
    actions.choose_skills(application, skills=[], at=LATER, by=application.person)

    for days in (0, 1, 30):
        send_due(PROFILE_REMINDER_DUE + dt.timedelta(days=days))

    assert letters_to(application.person).count("profile_reminder") == 1
    text = letter_to(application.person, "profile_reminder").text
    assert "- Your experience\n- When you can take part\n- The work you would like\n- Help you would like" in text
    assert "Your skills" not in text


def test_profile_reminder_is_not_sent_to_whoever_has_told_everything():
    application = confirmed()
    tell_everything(application)

    assert send_due(PROFILE_REMINDER_DUE) == 0

    assert profile_letter(application).state == TimedLetter.State.CANCELLED


def test_profile_reminder_is_cancelled_when_its_person_leaves():
    application = confirmed()

    actions.withdraw(application, at=LATER)

    assert profile_letter(application).state == TimedLetter.State.CANCELLED
    assert send_due(PROFILE_REMINDER_DUE) == 0


@pytest.mark.parametrize(
    ("late", "state"), [(-1, TimedLetter.State.SENT), (1, TimedLetter.State.MISSED)], ids=["in time", "too late"]
)
def test_profile_reminder_is_missed_two_weeks_after_the_start(late, state):
    application = confirmed()
    end = uk_instant(application.cohort.starts_on + dt.timedelta(days=15), 0)

    send_due(end + dt.timedelta(minutes=late))

    assert profile_letter(application).state == state


def test_profile_reminder_is_missed_once_a_short_cohort_has_ended():
    day = dt.date(2026, 3, 5)
    calendar = {"starts_on": day, "mentoring_starts_on": day, "ends_on": day, "follow_on_ends_on": day}
    application = confirmed(**calendar)

    send_due(PROFILE_REMINDER_DUE)

    assert profile_letter(application).state == TimedLetter.State.MISSED
