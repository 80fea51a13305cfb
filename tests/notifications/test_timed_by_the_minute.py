"""Letters so many minutes before or after an instant, and the dates of many that move together."""

import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import Refused
from notifications.models import Message, TimedLetter, TimedRule
from notifications.timed import all_rules, replan, replan_all, rule_settings, send_due, set_rule
from tests.notifications.rules_by_the_minute import HOUR_BEFORE, THANKS
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

UK = ZoneInfo("Europe/London")
STARTS = dt.datetime(2027, 3, 28, 10, 0, tzinfo=UK)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def rules(settings):
    settings.TIMED_RULES = ["tests.notifications.rules_by_the_minute"]


def person(number: int = 1, *, starts: dt.datetime = STARTS, at: dt.datetime | None = None, name: str = "Ada") -> User:
    user = User.objects.create_user(f"person-{number}@example.org", name=name, date_joined=starts)
    replan(user, at=at)
    return user


def letters(rule: str) -> list[tuple[str, dt.datetime]]:
    return list(TimedLetter.objects.filter(rule=rule).order_by("id").values_list("state", "due_at"))


def test_replan_counts_minutes_from_the_instant_across_a_change_of_the_clocks():
    person(starts=dt.datetime(2027, 3, 28, 2, 30, tzinfo=UK))

    # Clocks go from 1am to 2am: an hour before half past two they showed half past midnight.
    assert letters("hour-before") == [("planned", dt.datetime(2027, 3, 28, 0, 30, tzinfo=dt.UTC))]


def test_send_due_sends_a_copy_to_each_of_the_others_once():
    person()

    counts = [send_due(STARTS + 2 * HOUR), send_due(STARTS + 3 * HOUR)]

    assert counts == [1, 0]
    assert sorted(Message.objects.values_list("to", flat=True)) == ["friend@example.org", "person-1@example.org"]
    assert letters("hour-before") == [("missed", STARTS - HOUR)]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_send_each_letter_and_each_copy_once():
    for number in range(60):
        person(number)

    counts = in_parallel(partial(send_due, STARTS + 2 * HOUR) for _ in range(2))

    assert sum(counts) == 60
    assert Message.objects.count() == 120


def test_what_is_proven_is_asked_when_it_falls_due_and_not_before():
    came, stayed_away = person(name=""), person(2, name="Bo")
    User.objects.filter(pk=came.pk).update(name="Ada")
    User.objects.filter(pk=stayed_away.pk).update(name="")

    send_due(STARTS + 2 * HOUR)
    send_due(STARTS + 2 * HOUR)

    assert sorted(letters("thanks")) == [("cancelled", STARTS + 2 * HOUR), ("sent", STARTS + 2 * HOUR)]
    assert Message.objects.filter(to=stayed_away.email).count() == 0


def test_whoever_joins_after_a_letter_was_due_does_not_get_it_late():
    person(at=STARTS - HOUR / 2)

    send_due(STARTS - HOUR / 4)

    assert letters("hour-before") == [("missed", STARTS - HOUR)]
    assert letters("thanks") == [("planned", STARTS + 2 * HOUR)]


def test_a_planned_letter_that_the_clock_is_late_with_is_not_missed_by_planning_again():
    user = person()

    replan(user, at=STARTS - HOUR / 2)
    sent = send_due(STARTS - HOUR / 2)

    assert sent == 1


def test_a_date_that_moves_within_its_day_is_reminded_of_again():
    user = person()
    send_due(STARTS - HOUR)
    User.objects.update(date_joined=STARTS + 6 * HOUR)

    replan_all(User.objects.filter(pk=user.pk))
    send_due(STARTS + 5 * HOUR)

    assert [state for state, _ in letters("hour-before")] == ["sent", "sent"]


@pytest.mark.parametrize("count", [2, 40])
def test_replan_all_asks_as_much_for_many_as_for_few(count):
    User.objects.bulk_create(User(email=f"{n}@example.org", date_joined=STARTS) for n in range(count))
    rule_settings()

    with CaptureQueriesContext(connection) as planning:
        replan_all(User.objects.all())
    User.objects.update(date_joined=STARTS + DAY)
    with CaptureQueriesContext(connection) as moving:
        replan_all(User.objects.all())

    assert (len(planning), len(moving)) == (6, 7)
    assert letters("hour-before")[:count] == [("cancelled", STARTS - HOUR)] * count
    assert letters("hour-before")[count:] == [("planned", STARTS + DAY - HOUR)] * count


def test_replan_all_leaves_what_was_sent_and_takes_back_what_is_not_wanted():
    gone, there = person(), person(2)
    send_due(STARTS - HOUR)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    replan_all(User.objects.filter(pk__in=[gone.pk, there.pk]))

    assert letters("hour-before") == [("sent", STARTS - HOUR)] * 2
    assert letters("thanks") == [("cancelled", STARTS + 2 * HOUR), ("planned", STARTS + 2 * HOUR)]


def test_set_rule_moves_a_letter_by_minutes():
    person()
    staff = User.objects.create_user("staff@example.org")

    set_rule(HOUR_BEFORE, offset_minutes=-90, enabled=True, by=staff, at=STARTS - DAY)

    assert letters("hour-before")[0] == ("planned", STARTS - 1.5 * HOUR)


def test_set_rule_off_and_on_again_brings_back_what_comes_after_its_instant():
    person()
    staff = User.objects.create_user("staff@example.org")
    switch = partial(set_rule, THANKS, offset_minutes=120, by=staff, at=STARTS + HOUR)

    switch(enabled=False)
    switch(enabled=True)

    assert letters("thanks") == [("planned", STARTS + 2 * HOUR)]


@pytest.mark.parametrize("wrong", [{"offset_minutes": 10_081}, {"offset_days": -1, "uk_hour": 9}])
def test_set_rule_refuses_what_is_no_time_by_the_minute(wrong):
    with pytest.raises(Refused, match="at most 7 days"):
        set_rule(HOUR_BEFORE, **wrong, enabled=True, by=User.objects.create_user("a@example.org"), at=STARTS)


@pytest.mark.parametrize("neither", [{}, {"offset_days": -1}, {"offset_days": -1, "uk_hour": 9, "offset_minutes": 5}])
def test_a_rule_goes_by_the_day_or_by_the_minute(neither):
    with pytest.raises(IntegrityError, match="by_the_day_or_by_the_minute"), transaction.atomic():
        TimedRule.objects.create(key="x", **neither)


def test_rule_settings_begin_with_the_minutes_that_code_says():
    assert {key: row.offset_minutes for key, row in rule_settings().items()} == {"hour-before": -60, "thanks": 120}
    assert set(all_rules()) == {"hour-before", "thanks"}
