import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.errors import Refused
from core.models import AuditEntry
from notifications import timed
from notifications.models import Message, TimedLetter, TimedRule
from notifications.tasks import send_timed_letters
from notifications.timed import cancel_timed, replan, send_due, set_rule
from tests.notifications.rules import ANNIVERSARY
from tests.parallel import in_parallel

UK = ZoneInfo("Europe/London")
JOINED = dt.datetime(2026, 6, 10, 17, 0, tzinfo=UK)
DUE = dt.datetime(2026, 6, 9, 9, 0, tzinfo=UK)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def rules(settings):
    settings.TIMED_RULES = ["tests.notifications.rules"]


@pytest.fixture
def staff(db):
    return User.objects.create_user("staff@example.org")


def person(joined: dt.datetime = JOINED, number: int = 1, **fields) -> User:
    """Somebody whose letter is planned."""
    user = User.objects.create_user(f"person-{number}@example.org", name="Ada", date_joined=joined, **fields)
    replan(user)
    return user


def planned() -> list[tuple[str, dt.datetime]]:
    return list(TimedLetter.objects.order_by("id").values_list("state", "due_at"))


@pytest.mark.django_db
def test_replan_plans_the_hour_of_the_uk_day_before():
    user = person()

    letter = TimedLetter.objects.get()
    assert (letter.state, letter.on, letter.due_at, letter.person) == ("planned", JOINED, DUE, user)
    assert list(TimedLetter.objects.to_person(user)) == [letter]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("joined", "due"),
    [
        # Anchors on the day of a change, the day before, and the day after: 9am is 9am on UK clocks.
        ((2026, 10, 25, 12), "2026-10-24T08:00Z"),
        ((2026, 10, 26, 12), "2026-10-25T09:00Z"),
        ((2027, 3, 28, 12), "2027-03-27T09:00Z"),
        ((2027, 3, 29, 12), "2027-03-28T08:00Z"),
        # Half past midnight in the UK in summer is the day before in UTC: the UK's day counts.
        ((2026, 7, 2, 0), "2026-07-01T08:00Z"),
    ],
)
def test_replan_keeps_to_uk_clocks_across_their_changes(joined, due):
    person(dt.datetime(*joined, tzinfo=UK))

    assert TimedLetter.objects.get().due_at == dt.datetime.fromisoformat(due)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hour", "due"), [((2026, 10, 25, 1), "2026-10-25T00:00Z"), ((2027, 3, 28, 1), "2027-03-28T01:00Z")]
)
def test_an_hour_that_clocks_show_twice_or_never_is_one_instant(hour, due):
    row = TimedRule(offset_days=0, uk_hour=hour[3])

    assert timed.due_instant(dt.datetime(*hour[:3], 12, tzinfo=UK), row) == dt.datetime.fromisoformat(due)


@pytest.mark.django_db
def test_replan_moves_the_letter_with_its_date():
    user = person()

    user.date_joined = JOINED + dt.timedelta(days=7)
    replan(user)

    assert planned() == [("cancelled", DUE), ("planned", DUE + dt.timedelta(days=7))]


@pytest.mark.django_db
def test_replan_to_a_date_and_back_plans_one_letter():
    user = person()

    for days in (7, 0, 0):
        user.date_joined = JOINED + dt.timedelta(days=days)
        replan(user)

    assert planned() == [("planned", DUE), ("cancelled", DUE + dt.timedelta(days=7))]


@pytest.mark.django_db
def test_replan_cancels_what_is_not_wanted_any_more():
    user = person()

    user.is_active = False
    replan(user)

    assert planned() == [("cancelled", DUE)]


@pytest.mark.django_db
def test_replan_plans_nothing_again_that_was_sent_for_the_same_anchor():
    user = person()
    send_due(DUE)

    replan(user)
    sent_again = send_due(DUE + MINUTE)

    assert sent_again == 0
    assert planned() == [("sent", DUE)]


@pytest.mark.django_db
def test_cancel_timed_takes_back_what_is_planned():
    user = person()
    other = person(number=2)

    cancel_timed(user)

    assert list(TimedLetter.objects.planned().values_list("object_id", flat=True)) == [other.pk]


@pytest.mark.django_db
def test_send_due_posts_what_is_due_under_the_key_of_its_anchor():
    user = person()

    early = send_due(DUE - MINUTE)
    posted = send_due(DUE)

    message = Message.objects.get()
    assert (early, posted) == (0, 1)
    assert (message.key, message.to, message.person) == (f"anniversary:{user.pk}:2026-06-10", user.email, user)
    assert TimedLetter.objects.get().message == message


@pytest.mark.django_db
def test_send_due_after_hours_without_a_beat_sends_what_is_still_of_use():
    person(JOINED)
    person(JOINED - dt.timedelta(days=30), number=2)

    send_due(JOINED)

    assert [message.to for message in Message.objects.all()] == ["person-1@example.org"]
    assert sorted(TimedLetter.objects.values_list("state", flat=True)) == ["missed", "sent"]


@pytest.mark.django_db(transaction=True)
def test_send_due_by_two_beats_at_once_sends_one_letter_each():
    for number in range(120):
        person(number=number)

    counts = in_parallel(partial(send_due, DUE) for _ in range(4))

    assert sum(counts) == Message.objects.count() == 120


@pytest.mark.django_db
def test_send_due_asks_again_whether_the_letter_is_wanted():
    user = person()
    User.objects.filter(pk=user.pk).update(is_active=False)

    send_due(DUE)

    assert planned() == [("cancelled", DUE)]
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_send_due_follows_a_date_that_moved_without_a_word():
    user = person()
    User.objects.filter(pk=user.pk).update(date_joined=JOINED + dt.timedelta(days=7))

    send_due(DUE)

    assert planned() == [("cancelled", DUE), ("planned", DUE + dt.timedelta(days=7))]
    assert Message.objects.count() == 0


@pytest.mark.django_db
def test_send_due_cancels_the_letter_of_an_object_that_is_gone():
    user = person()
    User.objects.filter(pk=user.pk).delete()

    send_due(DUE)

    assert planned() == [("cancelled", DUE)]


@pytest.mark.django_db
def test_send_due_keeps_a_letter_that_cannot_be_written_and_sends_the_others(monkeypatch, caplog):
    broken, _ = person(), person(number=2)
    User.objects.filter(pk=broken.pk).update(email="")

    send_due(DUE)

    assert [message.to for message in Message.objects.all()] == ["person-2@example.org"]
    assert [state for state, _ in planned()] == ["planned", "sent"]
    assert "anniversary" in caplog.text


@pytest.mark.django_db
def test_send_timed_letters_reads_the_clock():
    person()

    with time_machine.travel(DUE, tick=False):
        send_timed_letters()

    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_set_rule_moves_planned_letters_and_says_who_did(staff):
    person()

    set_rule(ANNIVERSARY, offset_days=-3, uk_hour=18, enabled=True, by=staff, at=DUE - dt.timedelta(days=30))

    entry = AuditEntry.objects.filter(table="notifications_timedrule", verb="changed").get()
    assert planned() == [("planned", dt.datetime(2026, 6, 7, 18, 0, tzinfo=UK))]
    assert (entry.actor, entry.why) == (staff, "Timed letter: Anniversary of an account")


@pytest.mark.django_db
def test_set_rule_off_and_on_again_brings_back_what_lies_ahead(staff):
    switch = partial(set_rule, ANNIVERSARY, offset_days=-1, uk_hour=9, by=staff, at=DUE - MINUTE)
    person(JOINED)
    person(JOINED - dt.timedelta(days=30), number=2)

    switch(enabled=False)
    person(JOINED, number=3)
    while_off = send_due(DUE)
    switch(enabled=True)

    assert while_off == 0
    assert sorted(planned()) == [
        ("cancelled", DUE - dt.timedelta(days=30)),
        ("planned", DUE),
        ("planned", DUE),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"offset_days": 401}, {"uk_hour": 24}])
def test_set_rule_refuses_what_no_clock_or_year_shows(staff, wrong):
    with pytest.raises(Refused, match="at most 400 days"):
        set_rule(ANNIVERSARY, **({"offset_days": 0, "uk_hour": 9} | wrong), enabled=True, by=staff, at=DUE)


@pytest.mark.django_db
def test_rule_settings_begin_with_what_code_says():
    row = timed.rule_settings()["anniversary"]

    assert (row.offset_days, row.uk_hour, row.enabled) == (-1, 9, True)


@pytest.mark.django_db
def test_one_letter_is_planned_for_an_object_at_a_time():
    user = person()

    with pytest.raises(IntegrityError), transaction.atomic():
        TimedLetter.objects.create(rule="anniversary", object_id=user.pk, on=timezone.now(), due_at=timezone.now())
