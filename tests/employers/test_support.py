"""A question of an organisation from asking to closing: who answers, by when, and who is written to."""

import datetime as dt
import uuid
from functools import partial

import pytest

from accounts.actions import take_role_away
from accounts.models import Role
from core.calendar import end_of_uk_day
from core.errors import Refused
from employers import actions
from employers.models import SupportMessage, SupportRequest
from support import actions as threads
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory, OrganisationFactory, SupportRequestFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

# A Friday; the Monday after is the early May bank holiday.
FRIDAY = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
WEDNESDAY = dt.date(2026, 5, 6)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def ask(member=None, *, programme=None, key=None, text="How do we begin?", at=FRIDAY):
    member = member or ContactFactory()
    return actions.ask_for_support(
        member.organisation,
        programme=programme or ProgrammeFactory(),
        subject="First steps",
        text=text,
        key=key or uuid.uuid4(),
        by=member.person,
        at=at,
    )


def texts(request):
    return list(request.messages.order_by("pk").values_list("text", flat=True))


# -- Asking ----------------------------------------------------------------------------------------------------------


def test_ask_is_due_in_two_working_days_and_confirmed_by_letter():
    member = ContactFactory()

    asked = ask(member)

    assert (asked.status, asked.owner) == (SupportRequest.Status.OPEN, None)
    assert asked.due_at == end_of_uk_day(WEDNESDAY)
    assert texts(asked) == ["How do we begin?"]
    assert "the end of Wednesday 6 May 2026" in letter_to(member.person, "received").text


def test_ask_twice_from_one_page_asks_once():
    member, programme, key = ContactFactory(), ProgrammeFactory(), uuid.uuid4()

    first, second = (ask(member, programme=programme, key=key) for _ in range(2))

    assert first == second
    assert SupportMessage.objects.count() == 1
    assert letters_to(member.person) == ["received"]


def test_key_of_somebody_else_shows_nothing_of_theirs():
    theirs = ask()

    with pytest.raises(Refused, match="Open the page again"):
        ask(key=theirs.uuid)


def test_ask_on_the_last_day_of_support_and_not_after_it():
    programme = ProgrammeFactory(support_until=FRIDAY.date(), contact_email="stem@example.org")

    ask(programme=programme, at=end_of_uk_day(FRIDAY.date()) - HOUR)

    with pytest.raises(Refused, match=r"on Friday 1 May 2026. For anything urgent, write to stem"):
        ask(programme=programme, at=end_of_uk_day(FRIDAY.date()))


# -- Answering -------------------------------------------------------------------------------------------------------


def test_answer_goes_to_whoever_asked_and_makes_the_team_member_its_owner():
    member, officer = ContactFactory(), ProgrammeManagerFactory(name="Olu Officer")
    asked = ask(member)

    answered = threads.answer(asked, text="Begin with the training.", by=officer, at=FRIDAY + HOUR)

    assert (answered.status, answered.owner, answered.due_at) == (SupportRequest.Status.ANSWERED, officer, None)
    letter = letter_to(member.person, "answered")
    assert "Olu Officer wrote:\n\nBegin with the training." in letter.text
    assert answered.asker_url in letter.text
    assert letter.subject_uuid == asked.uuid


def test_answer_goes_to_colleagues_who_wrote_and_to_nobody_who_has_left():
    organisation = OrganisationFactory()
    asker, colleague, silent = (ContactFactory(organisation=organisation) for _ in range(3))
    manager = ContactFactory(organisation=organisation, manages=True)
    asked = ask(asker)
    actions.say(asked, text="We have begun.", by=colleague.person, at=FRIDAY + HOUR)
    actions.leave(asker, at=FRIDAY + HOUR)

    threads.answer(asked, text="Good.", by=ProgrammeManagerFactory(), at=FRIDAY + 2 * HOUR)

    assert letters_to(colleague.person) == ["answered"]
    assert [letters_to(c.person) for c in (asker, silent, manager)] == [["received"], [], []]


def test_answer_when_all_who_wrote_have_left_goes_to_whoever_manages():
    asker = ContactFactory()
    manager = ContactFactory(organisation=asker.organisation, manages=True)
    asked = ask(asker)
    actions.leave(asker, at=FRIDAY)

    threads.answer(asked, text="Good.", by=ProgrammeManagerFactory(), at=FRIDAY + HOUR)

    assert letters_to(manager.person) == ["answered"]


def test_same_answer_pressed_twice_is_one():
    asked, officer = ask(), ProgrammeManagerFactory()

    for second in range(2):
        threads.answer(asked, text="Good.", by=officer, at=FRIDAY + dt.timedelta(seconds=second))

    assert texts(asked) == ["How do we begin?", "Good."]


def test_whoever_asked_writes_again_and_its_owner_is_told():
    asked, officer = ask(), ProgrammeManagerFactory()
    threads.answer(asked, text="Good.", by=officer, at=FRIDAY + HOUR)

    said = actions.say(asked, text="And then?", by=asked.asked_by, at=FRIDAY + 2 * HOUR)

    assert (said.status, said.due_at) == (SupportRequest.Status.OPEN, end_of_uk_day(WEDNESDAY))
    assert letters_to(officer) == ["asked"]
    assert said.team_url in letter_to(officer, "asked").text
    assert "And then?" not in letter_to(officer, "asked").text


def test_more_words_before_an_answer_do_not_put_it_off():
    asked = ask()

    said = actions.say(asked, text="It is urgent.", by=asked.asked_by, at=FRIDAY + DAY)

    assert said.due_at == asked.due_at


# -- Closing ---------------------------------------------------------------------------------------------------------


def test_close_by_the_team_tells_whoever_asked():
    member = ContactFactory()
    asked = ask(member)

    closed = threads.close(asked, by=ProgrammeManagerFactory(), at=FRIDAY + HOUR, from_team=True)

    assert (closed.status, closed.closed_at, closed.due_at) == (SupportRequest.Status.CLOSED, FRIDAY + HOUR, None)
    assert letters_to(member.person) == ["received", "closed"]


def test_close_by_whoever_asked_tells_nobody():
    member = ContactFactory()
    asked = ask(member)

    for _ in range(2):
        closed = threads.close(asked, by=member.person, at=FRIDAY + HOUR)

    assert closed.is_closed
    assert letters_to(member.person) == ["received"]


def test_writing_opens_what_is_closed():
    asked = SupportRequestFactory(closed=True)

    said = actions.say(asked, text="One more thing.", by=asked.asked_by, at=FRIDAY)

    assert (said.status, said.closed_at, said.due_at) == (SupportRequest.Status.OPEN, None, end_of_uk_day(WEDNESDAY))


def test_after_the_end_of_support_what_is_open_goes_on_and_what_is_closed_stays_so():
    programme = ProgrammeFactory(support_until=FRIDAY.date() - DAY)
    answered, closed = (SupportRequestFactory(programme=programme, **{how: True}) for how in ("answered", "closed"))

    actions.say(answered, text="Thanks.", by=answered.asked_by, at=FRIDAY)

    with pytest.raises(Refused, match="ended on Thursday 30 April 2026"):
        actions.say(closed, text="One more thing.", by=closed.asked_by, at=FRIDAY)


def test_answer_to_what_was_closed_meanwhile_is_refused_until_it_is_opened():
    asked, officer = SupportRequestFactory(closed=True), ProgrammeManagerFactory()

    with pytest.raises(Refused, match="closed meanwhile"):
        threads.answer(asked, text="Good.", by=officer, at=FRIDAY)

    threads.reopen(asked, by=officer, at=FRIDAY)
    assert threads.answer(asked, text="Good.", by=officer, at=FRIDAY).status == SupportRequest.Status.ANSWERED


# -- Who sees to it --------------------------------------------------------------------------------------------------


def test_give_it_to_a_colleague_who_is_told():
    asked, giver = ask(), ProgrammeManagerFactory(name="Gita")
    taker = ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)

    assert threads.assign(asked, owner=taker, by=giver, at=FRIDAY).owner == taker
    assert "Gita has given you a question" in letter_to(taker, "given").subject


def test_take_it_oneself_without_a_letter():
    asked, officer = ask(), ProgrammeManagerFactory()

    threads.assign(asked, owner=officer, by=officer, at=FRIDAY)

    assert letters_to(officer) == []


def test_give_it_to_nobody_outside_the_team():
    asked = ask()

    with pytest.raises(Refused, match="does not answer these"):
        threads.assign(asked, owner=UserFactory(), by=ProgrammeManagerFactory(), at=FRIDAY)


def test_whoever_loses_the_role_leaves_open_questions_to_colleagues():
    asked, closed = ask(), SupportRequestFactory(closed=True)
    officer = ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)
    for thread in (asked, closed):
        threads.assign(thread, owner=officer, by=officer, at=FRIDAY)

    take_role_away(officer, role=Role.EVENTS_OFFICER, by=None)

    asked.refresh_from_db()
    closed.refresh_from_db()
    assert (asked.owner, closed.owner) == (None, officer)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2026, 4, 30), "not over yet"),
        (dt.date(2026, 5, 2), "a working day"),
        (dt.date(2026, 5, 4), "a working day"),
    ],
    ids=["past", "Saturday", "bank holiday"],
)
def test_day_to_answer_by_is_a_working_day_to_come(on, words):
    with pytest.raises(Refused, match=words):
        threads.set_due(ask(), on=on, by=ProgrammeManagerFactory(), at=FRIDAY)


def test_day_to_answer_by_can_be_moved_while_it_is_open():
    asked, officer = ask(), ProgrammeManagerFactory()

    moved = threads.set_due(asked, on=dt.date(2026, 5, 8), by=officer, at=FRIDAY)

    assert not moved.is_overdue(end_of_uk_day(dt.date(2026, 5, 8)) - HOUR)
    assert moved.is_overdue(end_of_uk_day(dt.date(2026, 5, 8)))
    threads.close(asked, by=officer, at=FRIDAY)
    with pytest.raises(Refused, match="waits for nothing"):
        threads.set_due(asked, on=dt.date(2026, 5, 8), by=officer, at=FRIDAY)


def test_deleted_meanwhile_is_said():
    asked = ask()
    SupportRequest.objects.all().delete()

    with pytest.raises(Refused, match="deleted"):
        threads.close(asked, by=asked.asked_by, at=FRIDAY)


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_page_sent_twice_at_once_asks_once():
    member, programme, key = ContactFactory(), ProgrammeFactory(), uuid.uuid4()

    outcomes = in_parallel([partial(ask, member, programme=programme, key=key)] * 4)

    assert len({asked.pk for asked in outcomes}) == 1
    assert SupportMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_words_that_arrive_while_the_team_closes_are_not_lost():
    asked, officer = ask(), ProgrammeManagerFactory()

    in_parallel(
        [
            partial(threads.close, asked, by=officer, at=FRIDAY + HOUR, from_team=True),
            partial(actions.say, asked, text="One more thing.", by=asked.asked_by, at=FRIDAY + HOUR),
        ]
    )

    asked.refresh_from_db()
    assert texts(asked) == ["How do we begin?", "One more thing."]
    assert asked.is_closed == (asked.due_at is None)


@pytest.mark.django_db(transaction=True)
def test_two_of_the_team_who_answer_at_once_are_both_heard_and_one_owns_it():
    asked, officers = ask(), [ProgrammeManagerFactory() for _ in range(2)]

    in_parallel(partial(threads.answer, asked, text=str(o), by=o, at=FRIDAY + HOUR) for o in officers)

    asked.refresh_from_db()
    assert asked.owner in officers
    assert asked.messages.filter(from_team=True).count() == 2
