"""How somebody who takes part gets on, and what they say of sessions."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cohorts.actions import make_manager
from participation.models import SessionFeedback
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    NextStepFactory,
    ProgrammeCertificateFactory,
    SessionFactory,
    SessionFeedbackFactory,
)
from tests.participation.planning import AT, DAY, HOUR, START, shown, takes_part

pytestmark = pytest.mark.django_db

OVER = START + 2 * HOUR


def url(name, enrolment, *more):
    return reverse(f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, *more])


def part(**fields):
    """Somebody who takes part since March, and a session in April."""
    enrolment = takes_part(shown(), now=AT, **fields)
    return enrolment, SessionFactory(cohort=enrolment.cohort, starts_at=START, title="Your story")


def staff_url(name, cohort, *more):
    return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])


def manager_of(cohort):
    manager = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    return manager


def test_progress_says_what_is_needed_and_what_is_to_come(sign_in):
    enrolment, first = part()
    for week in range(1, 4):
        SessionFactory(cohort=enrolment.cohort, starts_at=START + 7 * week * DAY)
    AttendanceFactory(session=first, enrolment=enrolment)

    with time_machine.travel(OVER):
        page = " ".join(sign_in(enrolment.person).get(url("my_progress", enrolment)).text.split())

    assert "You need 3 of the 4 sessions that count for you. 3 are still to come." in page
    assert "catch up" not in page


def test_progress_says_what_can_be_caught_up_with(sign_in):
    enrolment, _ = part()

    with time_machine.travel(OVER):
        page = " ".join(sign_in(enrolment.person).get(url("my_progress", enrolment)).text.split())

    assert "You can catch up with a session you missed: 1 would be enough. Ask us how." in page


def test_progress_shows_the_certificate_and_the_next_step(sign_in):
    certificate = ProgrammeCertificateFactory()
    NextStepFactory(enrolment=certificate.enrolment, what="Ask Sam to read my CV")

    page = sign_in(certificate.enrolment.person).get(url("my_progress", certificate.enrolment)).text

    assert "See your certificate" in page
    assert "Your next step: Ask Sam to read my CV" in page


def test_feedback_is_asked_for_two_weeks_and_not_twice(sign_in):
    enrolment, session = part()

    asked = []
    for at in (OVER - HOUR, OVER, OVER + 14 * DAY - HOUR, OVER + 14 * DAY):
        with time_machine.travel(at):
            asked.append("Your story" in sign_in(enrolment.person).get(url("my_progress", enrolment)).text)
    SessionFeedbackFactory(session=session, enrolment=enrolment)
    with time_machine.travel(OVER):
        asked.append("Your story" in sign_in(enrolment.person).get(url("my_progress", enrolment)).text)

    assert asked == [False, True, True, False, False]


def test_feedback_is_not_asked_of_sessions_somebody_was_not_at(sign_in):
    enrolment, _ = part(signed_at=START + 3 * HOUR)
    for status in ("absent", "excused", "part"):
        session = SessionFactory(cohort=enrolment.cohort, starts_at=START + DAY, title=f"Was {status}")
        AttendanceFactory(session=session, enrolment=enrolment, status=status)

    with time_machine.travel(START + 2 * DAY):
        page = sign_in(enrolment.person).get(url("my_progress", enrolment)).text

    asked = [title for title in ("Your story", "Was absent", "Was excused", "Was part") if title in page]
    assert asked == ["Was part"]


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (START, "once the session is over, on Tuesday 20 April 2027 at midday"),
        (OVER + 14 * DAY, "You could tell us until Tuesday 4 May 2027"),
    ],
)
def test_feedback_before_the_end_and_too_late_is_refused(sign_in, at, why):
    enrolment, session = part()

    with time_machine.travel(at):
        page = sign_in(enrolment.person).post(url("session_feedback", enrolment, session.uuid), {"useful": "5"})

    assert why in page.text
    assert not SessionFeedback.objects.exists()


def test_feedback_is_kept_once_and_can_be_changed(sign_in):
    enrolment, session = part()

    with time_machine.travel(OVER):
        client = sign_in(enrolment.person)
        client.post(url("session_feedback", enrolment, session.uuid), {"useful": "2", "comment": "Too fast."})
        again = client.get(url("session_feedback", enrolment, session.uuid))
        client.post(url("session_feedback", enrolment, session.uuid), {"useful": "4", "comment": ""})

    assert "Too fast." in again.text
    assert list(SessionFeedback.objects.values_list("useful", "comment")) == [(4, "")]


def test_feedback_on_a_session_of_another_strand_or_cohort_does_not_exist(sign_in):
    enrolment, _ = part()
    engineering = enrolment.cohort.programme.strands.get(slug="engineering")
    others = [SessionFactory(cohort=enrolment.cohort, starts_at=START, track=engineering), SessionFactory(over=True)]

    with time_machine.travel(OVER):
        client = sign_in(enrolment.person)
        found = [client.get(url("session_feedback", enrolment, other.uuid)).status_code for other in others]

    assert found == [404, 404]


def test_managers_see_averages_from_five_answers_on(sign_in):
    enrolment, session = part()
    client = sign_in(manager_of(enrolment.cohort))
    SessionFeedbackFactory.create_batch(4, session=session, useful=4)
    session.starts_at, session.ends_at = (at - dt.timedelta(days=400) for at in (session.starts_at, session.ends_at))
    session.save()

    few = client.get(staff_url("feedback_list", enrolment.cohort)).text
    SessionFeedbackFactory(session=session, useful=5)
    enough = client.get(staff_url("feedback_list", enrolment.cohort)).text

    assert "4.0" not in few
    assert "4.2" in enough


def test_managers_see_how_answers_spread_only_where_nobody_stands_alone(sign_in):
    enrolment, session = part()
    client = sign_in(manager_of(enrolment.cohort))
    SessionFeedbackFactory.create_batch(5, session=session, useful=4, comment="Good examples.")

    together = client.get(staff_url("feedback_detail", enrolment.cohort, session.uuid)).text
    SessionFeedbackFactory(session=session, useful=1)
    alone = client.get(staff_url("feedback_detail", enrolment.cohort, session.uuid)).text

    assert "How useful it was</caption>" in together
    assert "How useful it was</caption>" not in alone
    assert together.count("Good examples.") == 5


def test_managers_do_not_read_whose_words_they_are(sign_in):
    given = SessionFeedbackFactory(comment="Good examples.", enrolment=EnrolmentFactory(person__name="Ada King"))
    client = sign_in(manager_of(given.session.cohort))

    page = client.get(staff_url("feedback_detail", given.session.cohort, given.session.uuid)).text

    assert "Good examples." in page
    assert "Ada" not in page
