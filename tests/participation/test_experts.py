"""Experts come to one session by a link: what it opens, when it ends, and what they are told."""

import datetime as dt
import re
import uuid
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import links
from core.audit import AuditEntry
from core.errors import Refused
from notifications.models import Message
from participation.actions import attendance, experts, timetable
from participation.models import Expert, Session
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import (
    AttendanceFactory,
    ExpertFactory,
    SessionFactory,
    SessionMaterialFactory,
    SupportNeedsFactory,
    ToldFactory,
    token_of,
)
from tests.parallel import in_parallel
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db

LONG_AGO = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


def ask(session, *, email="amara@example.org", key=None, at=None, keeps_register=False) -> Expert:
    given = {"name": "Amara Okoye", "email": email, "keeps_register": keeps_register}
    by = ProgrammeManagerFactory()
    return experts.ask_expert(session, key=key or uuid.uuid4(), by=by, at=at or timezone.now(), **given)


def comes(session, **fields):
    return EnrolmentFactory(cohort=session.cohort, **{"signed_at": LONG_AGO, **fields})


def now(**fields) -> Session:
    """One that has begun."""
    return SessionFactory(starts_at=timezone.now() - MINUTE, **fields)


def page(expert, name="session"):
    return reverse(f"participation:expert_{name}", args=[token_of(expert)])


def link_in(message) -> str:
    return re.search(r"https?://[^/]+(/expert/\S+)", message.text)[1]


def letters(name):
    return list(Message.objects.filter(template=f"participation/email/{name}").order_by("pk"))


def press(client, expert, name):
    cohort = expert.session.cohort
    url = reverse(f"participation:expert_{name}", args=[cohort.programme.slug, cohort.slug, expert.uuid])
    return client.post(url, follow=True).text


# -- Asked -----------------------------------------------------------------------------------------------------------


def test_link_in_the_letter_opens_the_session_and_is_kept_nowhere():
    session = SessionFactory(title="Your strengths")
    client = sign_in(Client(), manager_of(session.cohort.programme))
    cohort = session.cohort
    url = reverse("participation:expert_add", args=[cohort.programme.slug, cohort.slug, session.uuid])

    said = client.post(url, {"name": "Amara Okoye", "email": "Amara@Example.org"}, follow=True).text
    message, expert = Message.objects.get(to="amara@example.org"), Expert.objects.get()
    opened = Client().get(link_in(message))

    assert "Amara Okoye has a letter with the link." in said
    assert "Your strengths" in opened.text
    assert opened["Cache-Control"] == "private, no-store"
    assert message.secret
    assert expert.secret not in link_in(message)
    assert link_in(message).split("/")[2].split(":")[0] not in str(vars(expert))


def test_page_shows_the_session_its_materials_and_how_many_come_and_nobody():
    session = SessionFactory(place="1 High Street, Leeds")
    expert = ExpertFactory(session=session)
    names = [comes(session, person__name=f"Person Number{n}").person.name for n in range(3)]
    excused = comes(session, person__name="Person Excused")
    AttendanceFactory(session=session, enrolment=excused, status="excused", excuse="caring")
    SupportNeedsFactory(enrolment=excused, text="A break each hour.", shared=True)
    material = SessionMaterialFactory(session=session, document=True)
    other = SessionMaterialFactory(document=True)
    files = [reverse("participation:expert_material", args=[token_of(expert), one.uuid]) for one in (material, other)]

    shown = Client().get(page(expert)).text

    assert "3 people are expected." in shown
    assert all(words in shown for words in ("1 High Street, Leeds", session.join_url, "Slides of the session"))
    assert not [words for words in (*names, "Person Excused", "A break", "Keep the register") if words in shown]
    assert [Client().get(url).status_code for url in files] == [200, 404]


def test_a_person_is_asked_once():
    session, key = SessionFactory(), uuid.uuid4()
    ask(session, key=key)

    ask(session, key=key)
    with pytest.raises(Refused, match="has been asked to this session already"):
        ask(session, email="AMARA@example.org")

    assert len(letters("expert_asked")) == 1


@pytest.mark.parametrize(
    ("session", "words"),
    [({"over": True}, "This session is over"), ({"status": "called off"}, "This session is called off")],
)
def test_nobody_is_asked_to_what_does_not_take_place_any_more(session, words):
    with pytest.raises(Refused, match=words):
        ask(SessionFactory(**session))

    assert not Message.objects.exists()


# -- The link --------------------------------------------------------------------------------------------------------


def test_link_ends_with_the_day_after_in_uk_time(time_machine):
    """The session ends on the evening before the clocks go forward."""
    ends_at = dt.datetime(2027, 3, 27, 20, tzinfo=dt.UTC)
    time_machine.move_to(ends_at - DAY)
    expert = ExpertFactory(session=SessionFactory(starts_at=ends_at - HOUR, ends_at=ends_at))

    time_machine.move_to(dt.datetime(2027, 3, 28, 22, 59, tzinfo=dt.UTC))
    last = Client().get(page(expert))
    time_machine.move_to(dt.datetime(2027, 3, 28, 23, 0, tzinfo=dt.UTC))
    over = Client().get(page(expert))

    assert "This link works until the end of Sunday 28 March 2027" in " ".join(last.text.split())
    assert (over.status_code, "This link has run out." in over.text) == (404, True)


def test_new_link_ends_the_one_before():
    expert = ask(SessionFactory(), at=timezone.now() - HOUR)
    client = sign_in(Client(), manager_of(expert.session.cohort.programme))

    said = press(client, expert, "renew")
    press(client, expert, "renew")

    first, second = letters("expert_asked")
    assert "The one before opens nothing any more." in said
    assert [Client().get(link_in(one)).status_code for one in (first, second)] == [404, 200]


def test_ended_link_opens_nothing_and_is_not_renewed():
    expert = ExpertFactory(session=now(), keeps_register=True)
    comes(expert.session)
    client = sign_in(Client(), manager_of(expert.session.cohort.programme))

    said = press(client, expert, "end")

    assert "opens nothing any more" in said
    assert [Client().get(page(expert, name)).status_code for name in ("session", "register")] == [404, 404]
    assert "This link has ended" in press(client, expert, "renew")
    assert not Message.objects.exists()


def test_whoever_was_ended_can_be_asked_again():
    expert = ask(session := SessionFactory())
    experts.end_link(expert, by=ProgrammeManagerFactory(), at=timezone.now())

    again = ask(session)

    assert again != expert
    assert len(letters("expert_asked")) == 2


@pytest.mark.parametrize(
    "token",
    ["nothing", links.sign("sign off", "secret"), links.sign("expert at a session", "no")],
    ids=["unsigned", "signed for another door", "signed for nobody"],
)
def test_another_link_opens_nothing(token):
    ExpertFactory()

    assert Client().get(f"/expert/{token}/").status_code == 404


# -- The register ----------------------------------------------------------------------------------------------------


def test_expert_keeps_the_register_only_where_they_were_asked_to():
    session = now()
    names = [comes(session, person__name=f"Person Number{n}").person.name for n in range(2)]
    keeper, other = ExpertFactory(session=session, keeps_register=True), ExpertFactory(session=session)

    seen = Client().get(page(keeper, "register")).text
    said = Client().post(page(keeper, "register"), {"everybody": "yes"}, follow=True).text
    refused = [getattr(Client(), method)(page(other, "register")).status_code for method in ("get", "post")]

    assert all(name in seen for name in names)
    assert "Everybody is marked as there." in said
    assert refused == [404, 404]
    assert set(session.attendances.values_list("status", "noted_by")) == {("present", None)}
    why = set(AuditEntry.objects.filter(table="participation_attendance").values_list("why", flat=True))
    assert why == {"By an expert, with their link"}
    assert AuditEntry.objects.filter(verb="looked", row=session.pk, why__startswith="An expert opened").count() >= 1


def test_expert_names_nobody_before_the_session():
    session = SessionFactory(starts_at=timezone.now() + DAY)
    name = comes(session, person__name="Person Named").person.name

    shown = Client().get(page(ExpertFactory(session=session, keeps_register=True), "register")).text

    assert "You can keep the register from" in shown
    assert name not in shown


def test_register_is_refused_once_the_link_has_ended_meanwhile():
    expert = ExpertFactory(session=now(), keeps_register=True)
    enrolment = comes(expert.session)
    Expert.objects.update(ended_at=timezone.now())

    with pytest.raises(Refused, match="This link has run out"):
        attendance.keep_register(expert.session, {enrolment.pk: "present"}, by=expert, at=timezone.now())

    assert not expert.session.attendances.exists()


# -- News of the session ---------------------------------------------------------------------------------------------


def test_expert_is_told_of_another_time_and_not_of_other_words():
    session = SessionFactory()
    expert = ask(session)
    change = partial(timetable.change_session, session, by=ProgrammeManagerFactory(), at=timezone.now())

    change(title="Other words", leader=None)
    change(place="1 High Street, Leeds")

    (told,) = letters("expert_changed")
    assert "1 High Street, Leeds" in told.text
    assert told.to == expert.email


@pytest.mark.parametrize("is_told", [True, False])
def test_expert_is_told_that_the_session_is_called_off(is_told):
    """Also of one that goes from the timetable altogether."""
    session = SessionFactory()
    if is_told:
        ToldFactory(session=session)
    ask(session)
    ended = ExpertFactory(session=session, ended_at=timezone.now())

    timetable.call_off(session, why="The room is closed.", by=ProgrammeManagerFactory(), at=timezone.now())

    (told,) = letters("expert_off")
    assert "Why: The room is closed." in told.text
    assert told.to != ended.email


def test_experts_are_forgotten_a_month_after_their_session():
    old, recent = (ExpertFactory(session__starts_at=timezone.now() - n * DAY) for n in (31, 29))

    experts.forget_experts(at=timezone.now())

    assert list(Expert.objects.all()) == [recent]
    assert old.session.experts.count() == 0


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_ask_the_same_person_at_once_send_one_letter():
    session = SessionFactory()

    outcomes = in_parallel([partial(ask, session) for _ in range(2)], may_raise=(Refused,))

    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert len(letters("expert_asked")) == 1
