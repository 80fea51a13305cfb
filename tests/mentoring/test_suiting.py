"""Times that suit both: UK wall time over three weeks, without bank holidays and clashes."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from core.calendar import uk_instant
from core.slots import SLOTS, slot_at
from core.uktime import to_uk, uk_datetime
from mentoring.suiting import MOST, Busy, clashes, suggested

AT = uk_instant(dt.date(2027, 6, 7), 12)
LATER = dt.date(2028, 1, 1)


def found(one, other=None, *, at=AT, minutes=60, busy=(), until=LATER):
    return suggested(one, other or one, minutes=minutes, busy=busy, until=until, at=at)


def test_times_lie_in_what_both_can():
    times = found(["tue-school", "wed-evening"], ["tue-school", "fri-morning"])

    assert [uk_datetime(time) for time in times] == [
        "Tuesday 15 June 2027 at 10am",
        "Tuesday 22 June 2027 at 10am",
        "Tuesday 29 June 2027 at 10am",
    ]


def test_times_keep_their_hour_on_clocks_when_these_change():
    """British Summer Time begins on Sunday 28 March 2027: 10am is an hour earlier as an instant from then on."""
    times = found(["thu-school"], at=uk_instant(dt.date(2027, 3, 22), 12))

    assert [uk_datetime(time) for time in times] == [
        "Thursday 25 March 2027 at 10am",
        "Thursday 1 April 2027 at 10am",
        "Thursday 8 April 2027 at 10am",
    ]
    assert [time.hour for time in times] == [10, 9, 9]


def test_times_leave_out_bank_holidays():
    """Friday 26 March 2027 is Good Friday, Monday 29 March Easter Monday."""
    times = found(["mon-school", "fri-school"], at=uk_instant(dt.date(2027, 3, 22), 12))

    assert {to_uk(time).date() for time in times} == {dt.date(2027, 4, day) for day in (2, 5, 9, 12)}


def test_times_go_round_what_either_has_already():
    usual = found(["tue-school"])[0]

    times = found(["tue-school"], busy=[Busy(usual - dt.timedelta(minutes=30), usual + dt.timedelta(minutes=30))])

    assert uk_datetime(times[0]) == "Tuesday 15 June 2027 at 10:30am"


def test_times_are_of_many_days_and_parts_of_the_day():
    times = found(list(SLOTS))

    assert len(times) == MOST
    assert len({to_uk(time).date() for time in times}) == MOST
    assert len({slot_at(to_uk(time)).part for time in times}) == 4


def test_times_end_with_the_pair():
    assert found(["tue-school"], until=dt.date(2027, 6, 14)) == []


def test_nothing_in_common_is_no_time():
    assert found(["tue-school"], ["wed-school"]) == []


@given(
    one=st.sets(st.sampled_from(list(SLOTS))),
    other=st.sets(st.sampled_from(list(SLOTS))),
    at=st.integers(0, 24 * 700).map(lambda hours: AT + dt.timedelta(hours=hours)),
    minutes=st.sampled_from([30, 45, 60, 90]),
    hours=st.lists(st.integers(0, 24 * 21), max_size=20),
)
def test_every_time_suits_both_and_clashes_with_nothing(one, other, at, minutes, hours):
    busy = [Busy(at + dt.timedelta(hours=n), at + dt.timedelta(hours=n + 1)) for n in hours]

    for time in found(one, other or {"mon-school"}, at=at, minutes=minutes, busy=busy, until=dt.date(2030, 1, 1)):
        last = time + dt.timedelta(minutes=minutes - 1)
        assert slot_at(to_uk(time)).code in one & (other or {"mon-school"})
        assert slot_at(to_uk(last)) == slot_at(to_uk(time))
        assert at + dt.timedelta(days=1) < time < at + dt.timedelta(days=25)
        assert not clashes(time, minutes, busy)
