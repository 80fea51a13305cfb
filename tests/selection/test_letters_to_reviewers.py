"""When reviewers are written to: what is new, at most once a day; before the last day, and on it; thanks."""

import datetime as dt

import pytest

from notifications.models import Message
from notifications.timed import send_due
from selection.actions import assigning
from selection.actions.opening import set_review_by
from selection.models import Review
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.selection.reading import LATER, NOW, leave, opened, submit

pytestmark = pytest.mark.django_db

THREE_DAYS_BEFORE = dt.datetime(2026, 3, 13, 9, tzinfo=dt.UTC)  # of a round that is read by 16 March
LAST_DAY = dt.datetime(2026, 3, 16, 9, tzinfo=dt.UTC)


def sent(template, **to):
    return Message.objects.filter(template=f"selection/email/{template}", **to).count()


def test_something_new_is_told_at_most_once_a_day():
    round_ = opened(applications=1, reviewers=2)

    for at in (LATER, LATER, LATER + dt.timedelta(days=1)):
        ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)
        assigning.fill(round_, at=at)

    assert sent("to_read", person=Review.objects.first().reviewer.person) == 3


def test_what_is_given_out_late_says_its_own_day():
    round_ = opened(applications=1, reviewers=2)
    long_after = NOW + dt.timedelta(days=30)
    ApplicationFactory(cohort=round_.cohort, assessment=True, now=NOW)

    assigning.fill(round_, at=long_after)

    letter = Message.objects.filter(template="selection/email/to_read").latest("pk")
    assert "by Tuesday 7 April 2026" in letter.text


def test_a_day_that_moves_there_and_back_is_told_each_time():
    round_, manager = opened(applications=1, reviewers=2), ProgrammeManagerFactory()

    for minutes, day in enumerate([20, 18, 20, 20]):
        set_review_by(round_, review_by=dt.date(2026, 3, day), by=manager, at=LATER + dt.timedelta(minutes=minutes))

    letters = Message.objects.filter(template="selection/email/new_date", person=Review.objects.first().reviewer.person)
    assert letters.count() == 3
    assert "is now Friday 20 March 2026" in letters.latest("pk").text


def test_whoever_has_something_to_read_is_reminded_three_days_before_and_on_the_last_day():
    opened(applications=1, reviewers=2)
    done, to_do = Review.objects.order_by("pk")
    submit(done, 3)

    send_due(THREE_DAYS_BEFORE)
    assert sent("reminder") == 1
    send_due(LAST_DAY)

    assert sent("reminder", person=to_do.reviewer.person) == 2
    assert sent("reminder", person=done.reviewer.person) == 0
    assert "1 application left to read" in Message.objects.filter(template="selection/email/reminder").first().text


def test_reminders_move_with_the_day():
    round_ = opened(applications=1, reviewers=2)
    set_review_by(round_, review_by=dt.date(2026, 3, 20), by=ProgrammeManagerFactory(), at=LATER)

    send_due(LAST_DAY)
    assert sent("reminder") == 0
    send_due(LAST_DAY + dt.timedelta(days=1))

    assert sent("reminder") == 2


def test_whoever_opens_a_review_again_is_reminded_again():
    opened(applications=1, reviewers=2)
    review = submit(Review.objects.first(), 3)
    Review.objects.filter(pk=review.pk).update(status="assigned", submitted_at=None)
    assigning.fill(review.candidate.round, at=LATER)

    send_due(THREE_DAYS_BEFORE)

    assert sent("reminder", person=review.reviewer.person) == 1


def test_whoever_has_left_is_not_reminded():
    opened(applications=1, reviewers=2)
    review = Review.objects.first()
    leave(review.reviewer)

    send_due(THREE_DAYS_BEFORE)

    assert sent("reminder", person=review.reviewer.person) == 0


def test_whoever_has_read_everything_is_thanked_once():
    opened(applications=2, reviewers=2)
    first, second = Review.objects.filter(reviewer=Review.objects.first().reviewer).order_by("pk")

    submit(first, 3)
    assert sent("thanks") == 0
    submit(second, 3)
    assigning.after_submission(second, at=LATER, by=second.reviewer.person)

    assert sent("thanks", person=first.reviewer.person) == 1
