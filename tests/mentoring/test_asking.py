"""A mentor is asked and answers; the next best is asked after a no, a silence, and when somebody goes."""

import datetime as dt
from functools import partial

import pytest

from cohorts import actions as cohorts
from cohorts.models import Enrolment
from core.errors import Refused
from mentoring.actions import answering, asking, leaving, standing
from mentoring.models import Hand, Mentor, NextAsk, Pair
from notifications.models import Message, TimedLetter
from notifications.timed import send_due
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.mentoring import HandFactory
from tests.mentoring.two import DAY, NOW, a_mentor, a_returner, active, again, ask_the_next, asked, waits, worse
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def letters(name: str) -> list[str]:
    return list(Message.objects.filter(template=f"mentoring/email/{name}").order_by("pk").values_list("to", flat=True))


def accept(pair, at=NOW):
    return answering.accept(pair, by=pair.mentor.person, at=at)


def decline(pair, at=NOW):
    return answering.decline(pair, reason="time", words="A new job.", by=pair.mentor.person, at=at)


def by_hand(enrolment, mentor, at=NOW):
    return asking.ask_by_hand(enrolment, mentor, by=ProgrammeManagerFactory(), at=at)


# -- Asked -----------------------------------------------------------------------------------------------------------


def test_a_mentor_is_asked_with_a_week_to_answer_and_reminded():
    enrolment = a_returner()
    mentor = a_mentor(enrolment.cohort)

    pair = by_hand(enrolment, mentor, at=dt.datetime(2026, 3, 24, 12, tzinfo=dt.UTC))

    assert (pair.status, pair.place, pair.answer_by) == ("asked", 1, dt.date(2026, 3, 31))
    assert (
        pair.words == "Same region: North West (15). 4 steps more senior (4). 1 shared time: Monday school hours (2)."
    )
    assert pair.score == sum(pair.parts.values()) == 20 + 15 + 4 + 2
    assert letters("asked") == [mentor.person.email]
    # 9 o'clock in the UK, where the clocks have gone forward meanwhile.
    assert TimedLetter.objects.get().due_at == dt.datetime(2026, 3, 29, 8, tzinfo=dt.UTC)


def test_a_mentor_is_asked_about_as_many_as_they_take():
    cohort = CohortFactory()
    mentor = a_mentor(cohort, capacity=2)
    pairs = [by_hand(a_returner(cohort), mentor) for _ in range(2)]

    with pytest.raises(Refused, match="The mentor has no place left"):
        by_hand(a_returner(cohort), mentor)

    assert [pair.place for pair in pairs] == [1, 2]


def test_a_place_that_has_become_free_is_taken_again():
    cohort = CohortFactory()
    mentor = a_mentor(cohort, capacity=2)
    first, _ = [by_hand(a_returner(cohort), mentor) for _ in range(2)]
    decline(first)

    assert by_hand(a_returner(cohort), mentor).place == 1


@pytest.mark.parametrize(
    ("given", "because"),
    [({"strand": "engineering"}, "different strands"), ({"availability": ["fri-evening"]}, "no time in common")],
)
def test_nobody_is_asked_against_a_rule_not_even_by_hand(given, because):
    enrolment = a_returner()
    if "strand" in given:
        given = {"strand": enrolment.cohort.programme.strands.exclude(pk=enrolment.strand_id).first()}

    with pytest.raises(Refused, match=because):
        by_hand(enrolment, a_mentor(enrolment.cohort, **given))


def test_one_mentor_is_asked_at_a_time():
    pair = asked()

    with pytest.raises(Refused, match="has a mentor, or one is being asked"):
        by_hand(pair.enrolment, worse(pair.enrolment.cohort))


@pytest.mark.parametrize("trait", ["ended", "paused"])
def test_nobody_is_asked_for_somebody_who_takes_no_part(trait):
    enrolment = a_returner(**{trait: True})

    with pytest.raises(Refused, match="does not take part at the moment"):
        by_hand(enrolment, a_mentor(enrolment.cohort))


# -- Yes -------------------------------------------------------------------------------------------------------------


def test_a_yes_begins_six_months_and_both_hear_of_it():
    pair = asked()

    accept(pair, at=dt.datetime(2026, 8, 31, 22, 59, tzinfo=dt.UTC))

    assert (again(pair).status, pair.ends_on) == ("active", dt.date(2027, 2, 28))
    assert letters("you_mentor") == [pair.mentor.person.email]
    assert letters("you_have_a_mentor") == [pair.person.email]


def test_a_yes_pressed_twice_is_one():
    pair = asked()

    accept(pair)
    accept(pair, at=NOW + DAY)

    assert again(pair).answered_at == NOW
    assert len(letters("you_mentor")) == 1


def test_a_yes_or_no_counts_until_the_end_of_the_last_day_in_the_uk():
    first, second = asked(asked_at=dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)), asked()
    Pair.objects.filter(pk=second.pk).update(answer_by=dt.date(2026, 6, 8))
    midnight = dt.datetime(2026, 6, 8, 23, tzinfo=dt.UTC)

    accept(first, at=midnight - dt.timedelta(seconds=1))
    for answer in (accept, decline):
        with pytest.raises(Refused, match="The time to answer is over"):
            answer(second, at=midnight)

    assert again(first).status == "active"


def test_a_yes_is_refused_once_the_mentor_has_as_many_as_they_take():
    pair = asked()
    active(enrolment=a_returner(pair.enrolment.cohort), mentor=pair.mentor)

    with pytest.raises(Refused, match="You take 1 person at once, and have as many"):
        accept(pair)

    assert again(pair).status == "asked"


def test_a_yes_after_they_have_gone_is_refused():
    """As it is between two transactions: the end is saved, and the question not yet taken back."""
    pair = asked()
    Enrolment.objects.update(status="ended", ended_at=NOW)

    with pytest.raises(Refused, match="no longer takes part"):
        accept(pair)


# -- No --------------------------------------------------------------------------------------------------------------


def test_a_no_is_private_and_the_next_best_is_asked():
    pair = asked()
    best, other = a_mentor(pair.enrolment.cohort), worse(pair.enrolment.cohort)

    decline(pair)
    following = ask_the_next()

    assert (again(pair).status, pair.reason, pair.private_words, pair.ended_at) == (
        "declined",
        "time",
        "A new job.",
        NOW,
    )
    assert following.mentor == best != other
    assert not Message.objects.filter(to=pair.person.email).exists()
    assert waits(pair.enrolment) == "no"


def test_a_no_asks_the_next_best_as_soon_as_it_is_saved(django_capture_on_commit_callbacks):
    pair = asked()
    best = a_mentor(pair.enrolment.cohort)

    with django_capture_on_commit_callbacks(execute=True):
        decline(pair)

    assert Pair.objects.asked().get().mentor == best


def test_nobody_is_asked_again_about_the_same_person():
    pair = asked()
    other = worse(pair.enrolment.cohort)
    decline(pair)
    following = ask_the_next()
    decline(following)

    assert ask_the_next() is None
    assert following.mentor == other
    assert waits(pair.enrolment) == "ran out"
    assert list(NextAsk.objects.ran_out()) == [pair.enrolment.next_ask]


def test_of_two_who_suit_equally_well_always_the_same_is_asked():
    cohort = CohortFactory()
    mentors = [a_mentor(cohort) for _ in range(4)]
    pair = asked(cohort, mentor=worse(cohort))

    decline(pair)

    assert ask_the_next().mentor == min(mentors, key=lambda mentor: str(mentor.uuid))


def test_the_next_best_is_nobody_whom_staff_ruled_out_or_who_is_full():
    pair = asked()
    cohort = pair.enrolment.cohort
    never, full, fits = a_mentor(cohort), a_mentor(cohort), worse(cohort)
    HandFactory(enrolment=pair.enrolment, mentor=never, kind="forbidden")
    active(enrolment=a_returner(cohort), mentor=full)

    decline(pair)

    assert ask_the_next().mentor == fits


def test_a_second_no_changes_nothing_and_a_yes_after_it_is_refused():
    pair = asked()
    decline(pair)
    answering.decline(pair, reason="fit", words="", by=pair.mentor.person, at=NOW + DAY)

    with pytest.raises(Refused, match="has been settled"):
        accept(pair)

    assert again(pair).reason == "time"


def test_staff_look_again_after_nobody_was_left():
    pair = asked()
    decline(pair)
    ask_the_next()
    new = a_mentor(pair.enrolment.cohort)

    asking.look_again(pair.enrolment, by=ProgrammeManagerFactory(), at=NOW + DAY)

    assert ask_the_next().mentor == new
    with pytest.raises(Refused, match="has a mentor, or one is being asked"):
        asking.look_again(pair.enrolment, by=ProgrammeManagerFactory(), at=NOW)


def test_staff_ask_another_and_the_one_before_need_not_answer():
    pair = asked()
    other = worse(pair.enrolment.cohort)

    answering.ask_another(pair, by=ProgrammeManagerFactory(), at=NOW)

    assert ask_the_next().mentor == other
    assert again(pair).status == "withdrawn"
    assert letters("taken_back") == [pair.mentor.person.email]
    assert Hand.objects.get().kind == "forbidden"


# -- No answer -------------------------------------------------------------------------------------------------------


def test_whoever_does_not_answer_is_let_off_and_the_next_best_asked():
    pair = asked(asked_at=NOW)
    other = worse(pair.enrolment.cohort)

    answering.expire(NOW + 7 * DAY)
    assert again(pair).status == "asked"
    answering.expire(NOW + 8 * DAY)
    answering.expire(NOW + 8 * DAY)

    assert again(pair).status == "expired"
    assert letters("not_answered") == [pair.mentor.person.email]
    assert ask_the_next().mentor == other


def test_whoever_has_answered_is_not_reminded():
    enrolments = [a_returner() for _ in range(2)]
    pairs = [by_hand(one, a_mentor(one.cohort)) for one in enrolments]
    decline(pairs[0])

    send_due(NOW + 6 * DAY)

    assert letters("answer_reminder") == [pairs[1].mentor.person.email]


# -- Somebody goes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("go", [standing.pause, standing.leave])
def test_a_mentor_who_goes_before_answering_makes_room_for_the_next_best(go):
    pair = asked()
    other = worse(pair.enrolment.cohort)

    go(pair.mentor, by=pair.mentor.person, at=NOW)

    assert again(pair).status == "withdrawn"
    assert ask_the_next().mentor == other
    assert letters("taken_back") == []


def test_a_mentor_on_a_break_keeps_whom_they_mentor_and_one_who_stops_does_not():
    pairs = [active(), active()]
    other = worse(pairs[1].enrolment.cohort)

    standing.pause(pairs[0].mentor, by=pairs[0].mentor.person, at=NOW)
    standing.leave(pairs[1].mentor, by=pairs[1].mentor.person, at=NOW)

    assert [(again(pair).status, pair.reason) for pair in pairs] == [("active", ""), ("ended", "left")]
    assert ask_the_next().mentor == other


def test_a_mentor_back_from_a_break_may_be_asked_again_about_the_same_person():
    pair = asked()
    standing.pause(pair.mentor, by=pair.mentor.person, at=NOW)
    ask_the_next()
    standing.come_back(pair.mentor, by=pair.mentor.person, at=NOW)
    asking.look_again(pair.enrolment, by=ProgrammeManagerFactory(), at=NOW)

    assert ask_the_next().mentor == pair.mentor


def test_a_returner_who_stops_frees_their_mentor_whether_asked_or_meeting():
    pairs = [asked(), active()]

    for pair in pairs:
        cohorts.end_enrolment(pair.person, cohort=pair.enrolment.cohort, why="Caring", at=NOW)

    assert [(again(pair).status, pair.ended_by_side) for pair in pairs] == [
        ("withdrawn", "returner"),
        ("ended", ""),
    ]
    assert letters("taken_back") == [pairs[0].mentor.person.email]
    assert not NextAsk.objects.exists()


def test_during_a_break_of_the_returner_nobody_is_asked_and_afterwards_the_best_is():
    pair = asked()
    enrolment = pair.enrolment
    Enrolment.objects.update(status="paused", paused_at=NOW)
    leaving.wait(enrolment=again(enrolment), at=NOW)

    assert (again(pair).status, waits(enrolment), ask_the_next()) == ("withdrawn", "yes", None)

    Enrolment.objects.update(status="active", paused_at=None)
    assert ask_the_next().mentor == pair.mentor


def test_a_mentor_goes_along_to_another_cohort_and_a_question_does_not():
    pairs = [asked(), active()]
    for pair in pairs:
        later = CohortFactory(programme=pair.programme)
        cohorts.go_on_in(pair.enrolment, later, why="Moved", reason="times", is_deferral=False, at=NOW)

    assert [again(pair).status for pair in pairs] == ["withdrawn", "active"]
    assert pairs[1].enrolment.moved_from_id
    assert not NextAsk.objects.exists()


# -- At once ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_who_want_the_last_place_of_a_mentor_do_not_both_get_it():
    cohort = CohortFactory()
    mentor = a_mentor(cohort)
    enrolments = [a_returner(cohort) for _ in range(3)]
    for enrolment in enrolments:
        NextAsk.objects.create(enrolment=enrolment, since=NOW)

    in_parallel(partial(asking.ask_next, one, at=NOW) for one in enrolments)

    assert Pair.objects.asked().get().mentor == mentor
    assert sorted(waits(one) for one in enrolments) == ["no", "ran out", "ran out"]


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_a_break_at_once_leave_one_of_both():
    pair = asked()
    other = worse(pair.enrolment.cohort)

    in_parallel(
        [partial(accept, pair), partial(standing.pause, pair.mentor, by=pair.mentor.person, at=NOW)],
        may_raise=(Refused,),
    )

    mentors = {one.mentor_id: one.status for one in Pair.objects.live()}
    assert mentors in ({pair.mentor_id: "active"}, {other.pk: "asked"})
    assert Mentor.objects.get(pk=pair.mentor_id).status == "paused"


@pytest.mark.django_db(transaction=True)
def test_a_yes_and_the_end_of_the_returners_part_at_once_leave_no_pair():
    pair = asked()
    end = partial(cohorts.end_enrolment, pair.person, cohort=pair.enrolment.cohort, why="Caring", at=NOW)

    in_parallel([partial(accept, pair), end], may_raise=(Refused,))

    assert again(pair).status in ("ended", "withdrawn")
    assert not Pair.objects.live().exists()
