import datetime as dt
from functools import partial

import pytest

from core.audit import AuditEntry
from core.errors import Refused
from core.regions import Region
from notifications.models import Message
from returners import actions
from returners.models import Application
from selection.actions.opening import chase, open_round, set_review_by, usual_day
from selection.models import Review, Round
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ReviewerFactory
from tests.parallel import in_parallel
from tests.selection.reading import LATER, NOW, READ_BY, closed_cohort, opened, submit

pytestmark = pytest.mark.django_db


def opening(cohort, **more):
    return open_round(cohort, **{"review_by": READ_BY, "by": ProgrammeManagerFactory(), "at": NOW, **more})


def test_round_makes_everybody_who_waits_a_candidate_with_readers():
    cohort = closed_cohort(applications=3, reviewers=2)
    ApplicationFactory(cohort=cohort, not_eligible=True, now=NOW)
    ApplicationFactory(cohort=cohort, now=NOW)

    round_ = opening(cohort)

    assert round_.candidates.count() == 3
    assert len(set(round_.candidates.values_list("number", flat=True))) == 3
    assert {candidate.reviews.to_do().count() for candidate in round_.candidates.all()} == {2}
    assert set(Review.objects.values_list("due_on", flat=True)) == {READ_BY}
    assert AuditEntry.objects.filter(table="selection_round", actor=round_.opened_by).exists()


def test_round_keeps_the_region_of_the_decision_beside_the_candidate():
    cohort = closed_cohort(reviewers=2)
    draft = ApplicationFactory(cohort=CohortFactory(now=NOW), situation="studying")
    sent = actions.submit(draft, at=NOW)
    Application.objects.filter(pk=sent.pk).update(cohort=cohort, programme=cohort.programme, status="assessment")

    round_ = opening(cohort)

    assert round_.candidates.get(application=sent).region == Region.YORKSHIRE


def test_round_tells_each_reviewer_once_what_there_is_to_read():
    round_ = opened(applications=3, reviewers=3)

    letters = Message.objects.filter(template="selection/email/to_read")

    assert letters.count() == 3
    assert "2 applications" in letters[0].text
    assert "Monday 16 March 2026" in letters[0].text
    assert not any(candidate.application.full_name in letters[0].text for candidate in round_.candidates.all())


def test_round_pressed_twice_is_opened_once():
    cohort = closed_cohort(applications=1, reviewers=2)

    first, second = (opening(cohort) for _ in range(2))

    assert first == second
    assert Review.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_round_that_two_managers_open_at_once_is_one():
    cohort = closed_cohort(applications=2, reviewers=2)
    managers = [ProgrammeManagerFactory() for _ in range(2)]

    rounds = in_parallel(partial(opening, cohort, by=manager) for manager in managers)

    assert rounds[0] == rounds[1]
    assert Review.objects.count() == 4


def test_round_waits_for_the_close():
    cohort = CohortFactory(ranked=True, now=NOW)
    ApplicationFactory(cohort=cohort, assessment=True, now=NOW)

    with pytest.raises(Refused, match="Applications are open until"):
        opening(cohort)


def test_round_needs_enough_reviewers():
    cohort = closed_cohort(applications=1, reviewers=1)
    ReviewerFactory(programme=cohort.programme, is_away=True)

    with pytest.raises(Refused, match="read by 2 people, and there is 1 reviewer"):
        opening(cohort)


def test_round_needs_somebody_to_read():
    with pytest.raises(Refused, match="no application to read"):
        opening(closed_cohort(reviewers=2))


def test_round_without_those_a_person_has_yet_to_decide_on_is_to_be_said():
    cohort = closed_cohort(applications=1, reviewers=2)
    ApplicationFactory(cohort=cohort, in_review=True, now=NOW)

    with pytest.raises(Refused, match="1 application waits for a person to decide"):
        opening(cohort)

    assert opening(cohort, without_referred=True).candidates.count() == 1


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2026, 3, 24)])
def test_round_is_read_between_today_and_the_promised_decisions(day):
    with pytest.raises(Refused, match="Choose a day from today"):
        opening(closed_cohort(applications=1, reviewers=2), review_by=day)

    assert not Round.objects.exists()


def test_usual_day_is_never_after_the_promised_decisions():
    cohort = closed_cohort(decisions_by=dt.date(2026, 3, 10))

    assert usual_day(cohort, NOW) == dt.date(2026, 3, 10)
    assert usual_day(cohort, NOW + dt.timedelta(days=30)) == dt.date(2026, 4, 6)


def test_another_day_moves_what_is_not_submitted_and_tells_whoever_reads():
    round_ = opened(applications=1, reviewers=2)
    done, open_ = Review.objects.order_by("pk")
    submit(done, 3)

    set_review_by(round_, review_by=dt.date(2026, 3, 20), by=ProgrammeManagerFactory(), at=LATER)

    done.refresh_from_db()
    open_.refresh_from_db()
    assert (done.due_on, open_.due_on) == (READ_BY, dt.date(2026, 3, 20))
    letter = Message.objects.get(template="selection/email/new_date")
    assert letter.person == open_.reviewer.person
    assert "Friday 20 March 2026" in letter.text


def test_another_day_is_refused_once_decisions_are_prepared():
    round_ = opened()
    Round.objects.filter(pk=round_.pk).update(status="prepared", prepared_at=NOW)

    with pytest.raises(Refused, match="being prepared"):
        set_review_by(round_, review_by=dt.date(2026, 3, 20), by=ProgrammeManagerFactory(), at=LATER)


def test_somebody_is_asked_to_finish_once_a_day():
    round_ = opened(applications=1, reviewers=2)
    review = Review.objects.first()

    for at in (LATER, LATER, LATER + dt.timedelta(days=1)):
        chase(review.reviewer, round_, at=at)

    assert Message.objects.filter(template="selection/email/chased", person=review.reviewer.person).count() == 2


def test_nobody_is_asked_to_finish_who_is_done():
    round_ = opened(applications=1, reviewers=2)
    review = submit(Review.objects.first(), 3)

    with pytest.raises(Refused, match="nothing left to read"):
        chase(review.reviewer, round_, at=LATER)
