"""A cohort's calendar changed: what it says before, what it moves, whom it tells, and what it refuses."""

import datetime as dt

import pytest
import time_machine

from core.audit import AuditEntry
from core.calendar import uk_instant
from core.errors import Refused, SeenOtherwise
from core.jobs import Job
from core.places import Status
from notifications.models import TimedLetter
from notifications.timed import replan
from returners import actions, tasks
from returners.actions.scheduling import CALENDAR_CHANGE
from returners.models import CalendarChange, Place, Step
from returners.nudges import CLOSING
from returners.rescheduling import foresee, objections
from tests.factories.accounts import AdministratorFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)


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


def place_of(application):
    return Place.objects.get(application=application)


# -- What it moves -------------------------------------------------------------------------------------------------


def test_change_moves_the_date_and_writes_down_who_and_why(cohort):
    manager = AdministratorFactory()

    change(cohort, by=manager, closes_at=NOW + 20 * DAY)

    cohort.refresh_from_db()
    entry, made = AuditEntry.objects.get(table="cohorts_cohort"), CalendarChange.objects.get()
    assert cohort.closes_at == NOW + 20 * DAY
    assert (entry.actor, entry.fields, entry.why) == (manager, ["closes_at"], "The hall is not free.")
    assert made.moves == [
        {
            "label": "Applications close",
            "before": "Monday 16 March 2026 at midday",
            "after": "Sunday 22 March 2026 at midday",
        }
    ]


def test_close_that_moves_takes_the_reminders_of_drafts_with_it(cohort):
    drafts = [ApplicationFactory(cohort=cohort) for _ in range(3)]
    for draft in drafts:
        replan(draft)
    before = dict(TimedLetter.objects.planned().filter(rule=CLOSING).values_list("object_id", "due_at"))

    change(cohort, closes_at=NOW + 20 * DAY)
    carry_out()

    moved = dict(TimedLetter.objects.planned().filter(rule=CLOSING).values_list("object_id", "due_at"))
    assert moved.keys() == before.keys() == {draft.pk for draft in drafts}
    assert all(moved[pk] - due == 6 * DAY for pk, due in before.items())


def test_earlier_last_joining_cuts_offers_and_moves_their_reminders(cohort):
    cohort.offer_days = 30
    cohort.save()
    application = sent(cohort)
    last = uk_instant(dt.date(2026, 3, 20), 17)

    change(cohort, last_joining_at=last)
    carry_out()

    place, letter = place_of(application), letter_to(application.person, "dates_changed")
    reminder = TimedLetter.objects.planned().get(rule="offer-reminder", object_id=place.pk)
    assert place.offer_expires_at == last
    assert reminder.due_at == uk_instant(dt.date(2026, 3, 19), 9)
    assert "yours until Friday 20 March 2026 at 5pm" in letter.text
    assert "starts on" not in letter.text
    assert application.steps.filter(what=Step.What.NEW_DEADLINE).count() == 1


def test_earlier_last_joining_leaves_offers_that_run_out_before_it(cohort):
    application = sent(cohort)
    before = place_of(application).offer_expires_at

    change(cohort, last_joining_at=NOW + 20 * DAY)
    carry_out()

    assert place_of(application).offer_expires_at == before
    assert "dates_changed" not in letters_to(application.person)


def test_later_last_joining_gives_back_the_days_it_had_cut(cohort):
    cohort.closes_at, cohort.last_joining_at = NOW + DAY, NOW + 2 * DAY
    cohort.save()
    application = sent(cohort)
    cut = place_of(application).offer_expires_at

    change(cohort, last_joining_at=NOW + 40 * DAY)
    carry_out()

    assert cut == NOW + 2 * DAY
    assert place_of(application).offer_expires_at == dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    assert "until the end of Monday 9 March 2026" in letter_to(application.person, "dates_changed").text


def test_later_last_joining_lets_the_queue_move_on(cohort):
    full = [sent(cohort) for _ in range(3)]
    over = cohort.last_joining_at
    waits = place_of(full[2])
    with time_machine.travel(over, tick=False):
        change(cohort, at=over, last_joining_at=over + 10 * DAY)
        actions.expire_offers(at=over)
        tasks.fill_free_places()

    waits.refresh_from_db()
    assert waits.status == Status.OFFERED


def test_new_days_are_told_to_everybody_with_a_place_and_nobody_else(cohort):
    confirmed = PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort, confirmed=True, at=NOW).application
    offered, waiting, draft = sent(cohort), sent(cohort), ApplicationFactory(cohort=cohort)
    kept, turned_down = sent(cohort, situation="studying"), sent(cohort, field="other")

    change(cohort, starts_on=cohort.starts_on + dt.timedelta(days=7))
    carry_out()

    for application in (confirmed, offered, waiting, kept):
        assert "now starts on Wednesday 8 April 2026" in letter_to(application.person, "dates_changed").text
    for application in (draft, turned_down):
        assert "dates_changed" not in letters_to(application.person)


def test_new_promise_is_told_to_those_a_person_is_looking_at(cohort):
    referred, offered = sent(cohort, situation="studying"), sent(cohort)

    change(cohort, review_days=10)
    carry_out()

    assert "by the end of Monday 16 March 2026" in letter_to(referred.person, "dates_changed").text
    assert "dates_changed" not in letters_to(offered.person)


def test_fewer_offer_days_keep_the_offers_that_were_made(cohort):
    application = sent(cohort)
    before = place_of(application).offer_expires_at

    change(cohort, offer_days=2)

    assert place_of(application).offer_expires_at == before


def test_carrying_out_twice_writes_one_letter(cohort):
    application = sent(cohort)
    made = change(cohort, starts_on=cohort.starts_on + DAY)
    job = Job.objects.get(kind=CALENDAR_CHANGE, subject=made.pk)

    actions.carry_out(job)
    Job.objects.update(state=Job.State.RUNNING)
    actions.carry_out(job)

    assert letters_to(application.person).count("dates_changed") == 1


def test_worker_that_died_leaves_the_job_to_the_next(cohort):
    application = sent(cohort)
    change(cohort, starts_on=cohort.starts_on + DAY)
    Job.objects.update(state=Job.State.RUNNING, done=1, touched_at=NOW)

    carry_out()
    early = letters_to(application.person).count("dates_changed")
    with time_machine.travel(NOW + dt.timedelta(minutes=3), tick=False):
        carry_out()

    job = Job.objects.get(kind=CALENDAR_CHANGE)
    assert (early, letters_to(application.person).count("dates_changed")) == (0, 1)
    assert (job.state, job.done, job.total) == (Job.State.FINISHED, 1, 1)


# -- What it says before -------------------------------------------------------------------------------------------


def test_foresight_says_what_moves_with_counts(cohort):
    cohort.offer_days = 30
    cohort.save()
    for _ in range(3):
        sent(cohort)
    sent(cohort, situation="studying")
    ApplicationFactory(cohort=cohort)
    last = uk_instant(dt.date(2026, 3, 20), 17)

    seen = foresee(cohort, {"last_joining_at": last, "closes_at": NOW + 3 * DAY, "review_days": 8}, NOW)

    said = " ".join([*seen.moves, *seen.letters])
    for words in (
        "2 offers now run out on Friday 20 March 2026 at 5pm",
        "2 people on it keep their turn",
        "1 application begun and not sent",
        "The promised date of 1 application",
        "4 applicants are told by letter",
        "2 with an offer: the new deadline",
        "2 on the waiting list",
    ):
        assert words in said
    assert "has only until Friday 20 March 2026 at 5pm" in " ".join(seen.warnings)
    assert seen.offers.keys() == set(Place.objects.offered().values_list("pk", flat=True))


def test_foresight_changes_when_an_offer_it_moves_is_answered(cohort):
    cohort.offer_days = 30
    cohort.save()
    application = sent(cohort)
    dates = {"last_joining_at": NOW + 20 * DAY}
    before = foresee(cohort, dates, NOW).seen

    actions.decline(place_of(application), at=NOW)

    assert foresee(cohort, dates, NOW).seen != before


# -- What it refuses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "field", "words"),
    [
        ({"closes_at": NOW - HOUR}, "closes_at", "This has passed"),
        ({"last_joining_at": NOW}, "last_joining_at", "This has passed"),
        ({"reference_date": dt.date(2026, 5, 1)}, "reference_date", "judged by this"),
        ({"opens_at": NOW + DAY}, "opens_at", "judged by this"),
        ({"closes_at": NOW + 60 * DAY}, "last_joining_at", "until applications close, or later"),
        ({"ends_on": dt.date(2026, 3, 3)}, "ends_on", "cannot end before mentoring starts"),
        ({"follow_on_ends_on": dt.date(2026, 3, 3)}, "follow_on_ends_on", "Follow-on cannot end"),
        ({"mentoring_starts_on": dt.date(2026, 3, 3)}, "mentoring_starts_on", "Mentoring cannot start"),
    ],
)
def test_calendar_that_cannot_be_is_refused_beside_the_date(cohort, dates, field, words):
    assert words in objections(cohort, dates, NOW)[field]
    with pytest.raises(Refused, match=words):
        change(cohort, **dates)

    assert not CalendarChange.objects.exists()


def test_nobody_is_left_with_less_than_a_day_to_answer(cohort):
    application = sent(cohort)
    cohort.closes_at = NOW + HOUR
    cohort.save()

    with pytest.raises(Refused, match=r"1 offer stands longer .* Choose Tuesday 3 March 2026 at 1pm or later"):
        change(cohort, last_joining_at=NOW + 23 * HOUR)
    change(cohort, last_joining_at=NOW + 25 * HOUR)

    assert place_of(application).offer_expires_at == NOW + 25 * HOUR


def test_last_joining_may_be_soon_where_nobody_has_an_offer(cohort):
    cohort.closes_at = NOW + HOUR
    cohort.save()

    change(cohort, last_joining_at=NOW + 2 * HOUR)

    cohort.refresh_from_db()
    assert cohort.last_joining_at == NOW + 2 * HOUR


def test_dates_before_the_opening_may_move(cohort):
    coming = CohortFactory(now=NOW, upcoming=True)

    change(coming, opens_at=NOW + DAY, reference_date=dt.date(2026, 4, 20))

    coming.refresh_from_db()
    assert (coming.opens_at, coming.reference_date) == (NOW + DAY, dt.date(2026, 4, 20))


def test_change_of_what_was_not_shown_is_refused(cohort):
    with pytest.raises(SeenOtherwise):
        change(cohort, closes_at=NOW + 20 * DAY, seen="something else")

    assert not CalendarChange.objects.exists()


def test_change_to_the_dates_there_are_is_refused(cohort):
    with pytest.raises(Refused, match="the dates the cohort has already"):
        change(cohort, closes_at=cohort.closes_at)
