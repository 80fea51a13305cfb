"""Reminders to whoever began and has not sent: which are planned when, what they say, and when there is none."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.calendar import uk_instant
from notifications.models import TimedLetter
from notifications.timed import all_rules, replan, send_due, set_rule
from returners import actions
from returners.eligibility import Answers
from returners.nudges import CLOSING, STOPPED
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import PhoneDraftFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel
from tests.queries.listed import MOST

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NUDGE_DUE = dt.datetime(2026, 3, 7, 9, tzinfo=dt.UTC)
CLOSES = dt.datetime(2026, 3, 23, tzinfo=dt.UTC)  # the end of Sunday 22 March
LAST_CALL_DUE = dt.datetime(2026, 3, 19, 9, tzinfo=dt.UTC)


def begun(*, at=NOW, closes_at=CLOSES, **cohort):
    cohort = CohortFactory(now=NOW, closes_at=closes_at, **cohort)
    return actions.start(UserFactory(name="Ada"), cohort=cohort, answers=Answers(postcode="LS6 3BN"), at=at)


def save(draft, *, at):
    return actions.answer(draft, at=at, needs_support="no")


def fill_in(draft):
    below = {"situation": "working below skill level", "because_of_caring": "yes"}
    contact = {"full_name": "Ada", "contact_by": "email", "needs_support": "no"}
    text, strand = draft.programme.text("declarations"), draft.programme.strands.first()
    more = {"field": "technology", "right_to_work": "yes", "declarations": text, "declared_at": NOW, "strand": strand}
    actions.answer(draft, at=NOW, **below, **contact, **more)


def planned():
    return set(TimedLetter.objects.planned().values_list("rule", "due_at"))


def test_draft_has_both_reminders_planned_from_the_start():
    begun()

    assert planned() == {(STOPPED, NUDGE_DUE), (CLOSING, LAST_CALL_DUE)}


def test_nudge_names_what_is_left_and_leads_to_the_task_list():
    draft = begun()
    save(draft, at=NOW)

    send_due(NUDGE_DUE)

    letter = letter_to(draft.person, "draft_stopped")
    assert letter.text.startswith("Hello Ada,")
    assert "- How to reach you\n- Your situation\n- The strand you would like to join\n- Declarations\n" in letter.text
    assert "Support you need" not in letter.text
    assert "Please send it by the end of Sunday 22 March 2026." in letter.text
    assert reverse("returners:application_tasks", args=[draft.uuid]) in letter.text
    assert "<li>How to reach you</li>" in letter.html


def test_last_call_names_the_close():
    draft = begun(at=LAST_CALL_DUE - 3 * DAY)

    send_due(LAST_CALL_DUE)

    letter = letter_to(draft.person, "draft_closing")
    assert "close at the end of Sunday 22 March 2026." in letter.text
    assert "- Declarations" in letter.text


def test_draft_with_every_section_complete_is_told_that_it_is_not_sent():
    draft = begun()
    fill_in(draft)

    send_due(NUDGE_DUE)

    assert "All sections are complete." in letter_to(draft.person, "draft_stopped").text


def test_each_day_of_work_puts_the_nudge_off():
    draft = begun()

    for day in range(1, 5):
        save(draft, at=NOW + day * DAY)
    sent = [send_due(at) for at in (NUDGE_DUE, NUDGE_DUE + 3 * DAY, NUDGE_DUE + 4 * DAY)]

    assert sent == [0, 0, 1]
    assert TimedLetter.objects.filter(rule=STOPPED, state="cancelled").count() == 1


def test_nudge_is_sent_once_whoever_stops_again():
    draft = begun()
    send_due(NUDGE_DUE)

    save(draft, at=NUDGE_DUE + DAY)
    later = send_due(NUDGE_DUE + 7 * DAY)

    assert later == 0
    assert letters_to(draft.person) == ["draft_stopped"]


def test_both_reminders_reach_somebody_who_stops_early():
    draft = begun()

    for at in (NUDGE_DUE, LAST_CALL_DUE, CLOSES, CLOSES + 30 * DAY):
        send_due(at)

    assert letters_to(draft.person) == ["draft_stopped", "draft_closing"]


@pytest.mark.parametrize(
    ("days_before", "expected"),
    [
        (8, ["draft_stopped", "draft_closing"]),  # three days apart
        (6, ["draft_stopped"]),  # one day apart
        (5, ["draft_closing"]),  # on the same morning
        (4, ["draft_closing"]),
        (3, ["draft_closing"]),
    ],
)
def test_nobody_is_reminded_twice_within_two_days(days_before, expected):
    """Days from the last change to the last call."""
    draft = begun(at=LAST_CALL_DUE - days_before * DAY - dt.timedelta(hours=2))

    for hours in range(0, 24 * 14, 12):
        send_due(NUDGE_DUE + hours * dt.timedelta(hours=1) + dt.timedelta(minutes=1))
    send_due(CLOSES + DAY)

    assert letters_to(draft.person) == expected


def test_whoever_begins_in_the_last_days_is_not_reminded_at_once():
    draft = begun(at=LAST_CALL_DUE + DAY)

    for at in (LAST_CALL_DUE + DAY, CLOSES - 3 * dt.timedelta(hours=1), CLOSES + 30 * DAY):
        send_due(at)

    assert letters_to(draft.person) == []


@pytest.mark.parametrize("ending", ["submit", "withdraw"])
def test_reminders_are_taken_back_with_the_draft(ending):
    draft = begun()

    if ending == "withdraw":
        actions.withdraw(draft, at=NOW + DAY)
    else:
        fill_in(draft)
        actions.submit(draft, at=NOW + DAY)

    assert not {rule for rule, _ in planned()} & {STOPPED, CLOSING}
    send_due(CLOSES)
    assert not {"draft_stopped", "draft_closing"} & set(letters_to(draft.person))


def test_what_staff_write_down_on_the_phone_is_no_draft_to_be_reminded_of():
    draft = begun()
    PhoneDraftFactory(application=draft)

    replan(draft)

    assert planned() == set()


def test_moved_draft_is_reminded_of_its_new_cohort():
    draft = begun()
    other = CohortFactory(now=NOW, programme=draft.programme, closes_at=dt.datetime(2026, 4, 1, 23, tzinfo=dt.UTC))

    actions.start(draft.person, cohort=other, answers=Answers(), at=NOW + DAY)

    assert planned() == {(STOPPED, NUDGE_DUE + DAY), (CLOSING, uk_instant(dt.date(2026, 3, 29), 9))}


@pytest.mark.parametrize("said", [True, False])
def test_close_that_moves_takes_the_last_call_along(said):
    """Also where nobody said so: the object is asked again when the letter falls due."""
    draft = begun()
    save(draft, at=LAST_CALL_DUE - 4 * DAY)
    draft.cohort.__class__.objects.filter(pk=draft.cohort_id).update(closes_at=uk_instant(dt.date(2026, 3, 30), 0))
    draft.refresh_from_db()

    if said:
        replan(draft)
    early = send_due(LAST_CALL_DUE)

    assert early == 0
    assert (CLOSING, uk_instant(dt.date(2026, 3, 26), 9)) in planned()


def test_reminder_that_comes_too_late_is_not_sent():
    draft = begun()

    send_due(CLOSES - dt.timedelta(minutes=119))

    assert letters_to(draft.person) == []
    assert set(TimedLetter.objects.values_list("state", flat=True)) == {"missed"}


def test_nudge_goes_on_until_the_close_where_staff_switched_the_last_call_off():
    draft = begun(at=LAST_CALL_DUE - 5 * DAY)
    set_rule(all_rules()[CLOSING], offset_days=-3, uk_hour=9, enabled=False, by=AdministratorFactory(), at=NOW)

    send_due(LAST_CALL_DUE + DAY)

    assert letters_to(draft.person) == ["draft_stopped"]


def test_days_and_hours_are_those_of_uk_clocks():
    """Begun on the day before the clocks go forward, late in the evening."""
    closes_at = uk_instant(dt.date(2026, 5, 1), 0)
    begun(at=dt.datetime(2026, 3, 28, 23, 30, tzinfo=dt.UTC), closes_at=closes_at, last_joining_at=closes_at)

    due = dict(planned())
    assert due[STOPPED] == dt.datetime(2026, 4, 2, 8, tzinfo=dt.UTC)
    assert due[CLOSING] == dt.datetime(2026, 4, 27, 8, tzinfo=dt.UTC)


def test_saving_a_section_costs_nothing_for_the_reminders():
    draft = begun()
    client, url = (
        sign_in(Client(), draft.person),
        reverse("returners:application_section", args=[draft.uuid, "support"]),
    )
    client.get(url)

    with time_machine.travel(NOW + DAY, tick=False), CaptureQueriesContext(connection) as queries:
        response = client.post(url, {"needs_support": "no"})

    assert response.status_code == 302
    assert not [query["sql"] for query in queries if "timed" in query["sql"]]
    assert len(queries) <= MOST


@pytest.mark.django_db(transaction=True)
def test_two_clocks_send_one_nudge():
    drafts = [begun() for _ in range(6)]

    sent = in_parallel([partial(send_due, NUDGE_DUE)] * 4)

    assert sum(sent) == 6
    assert [letters_to(draft.person) for draft in drafts] == [["draft_stopped"]] * 6
