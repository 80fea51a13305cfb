"""The register of a session: kept by its leader on a phone, mended by staff; and people who say they cannot come."""

import datetime as dt
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit import AuditEntry
from core.errors import Refused
from participation.actions import attendance as actions
from participation.getting_on import without_register
from participation.models import Attendance, Session
from participation.registers import lines_of, people_of
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory, StrandFactory
from tests.factories.participation import AttendanceFactory, SessionFactory, SupportNeedsFactory, TimetableFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

LONG_AGO = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)


def joined(session, **fields):
    return EnrolmentFactory(cohort=session.cohort, **{"signed_at": LONG_AGO, **fields})


def register(session):
    return reverse("participation:leading_register", args=[session.uuid])


def own_page(session):
    cohort = session.cohort
    return reverse("participation:cannot_come", args=[cohort.programme.slug, cohort.slug, session.uuid])


def said(session):
    return {row.enrolment.person.name: row.status for row in session.attendances.select_related("enrolment__person")}


# -- Who is on it ----------------------------------------------------------------------------------------------------


def test_register_names_those_it_is_for_who_had_joined():
    session = SessionFactory(over=True)
    here = joined(session)
    joined(session, signed_at=session.starts_at + dt.timedelta(minutes=1))
    joined(session, paused=True, paused_at=LONG_AGO)
    joined(session, ended=True, ended_at=LONG_AGO)
    EnrolmentFactory(signed_at=LONG_AGO)

    assert list(people_of(session)) == [here]


def test_register_names_those_who_were_there_and_have_gone_before_it_is_kept():
    session = SessionFactory(over=True)
    gone = [joined(session, **{then: True}) for then in ("paused", "ended", "completed")]

    assert set(people_of(session)) == set(gone)


def test_register_names_whoever_came_from_another_cohort_from_then_on():
    session = SessionFactory(over=True)
    left = EnrolmentFactory(ended=True, ended_at=session.starts_at + dt.timedelta(days=1))
    moved = joined(session, moved_from=left)
    later = SessionFactory(cohort=session.cohort, starts_at=session.starts_at + dt.timedelta(days=2))

    assert (list(people_of(session)), list(people_of(later))) == ([], [moved])


def test_register_of_a_strand_names_those_in_it():
    session = SessionFactory(over=True)
    session.track = StrandFactory(programme=session.cohort.programme)
    theirs = joined(session, strand=session.track)
    joined(session)

    assert list(people_of(session)) == [theirs]


def test_register_keeps_whoever_was_there_and_has_left_since():
    session = SessionFactory(over=True)
    left = AttendanceFactory(session=session, enrolment__cohort=session.cohort, enrolment__ended=True)

    assert [line.enrolment for line in lines_of(session)] == [left.enrolment]


# -- Keeping it ------------------------------------------------------------------------------------------------------


def test_everybody_is_there_by_one_press_and_then_one_is_not(sign_in):
    session = SessionFactory(over=True, led=True)
    people = [joined(session, person__name=f"Person {n}") for n in range(10)]
    client = sign_in(session.leader)

    page = client.post(register(session), {"everybody": "yes"}, follow=True).text
    marks = {f"of_{one.uuid}": "present" for one in people} | {f"of_{people[3].uuid}": "absent"}
    saved = client.post(register(session), marks, follow=True).text

    assert page.count("checked") == 10
    assert "The register is saved. 9 of 10 people were there." in saved
    assert said(session) == {f"Person {n}": "absent" if n == 3 else "present" for n in range(10)}


def test_nobody_is_marked_before_somebody_marks_them(sign_in):
    session = SessionFactory(over=True, led=True)
    joined(session)

    page = sign_in(session.leader).get(register(session)).text

    assert "checked" not in page
    assert not session.attendances.exists()


def test_register_can_be_left_half_done(sign_in):
    session = SessionFactory(over=True, led=True)
    first, _ = joined(session), joined(session)

    page = sign_in(session.leader).post(register(session), {f"of_{first.uuid}": "part"}, follow=True).text

    assert "1 of 2 people were there. 1 is not marked yet." in page
    assert said(session) == {first.person.name: "part"}


def test_register_sent_twice_changes_nothing_more():
    row = AttendanceFactory(noted_at=LONG_AGO)

    actions.keep_register(row.session, {row.enrolment_id: "present"}, by=None, at=timezone.now())

    row.refresh_from_db()
    assert row.noted_at == LONG_AGO


def test_register_from_an_old_page_leaves_what_a_colleague_has_said_since(sign_in):
    session = SessionFactory(over=True, led=True)
    row, other = AttendanceFactory(session=session, enrolment=joined(session), status="absent"), joined(session)
    client = sign_in(session.leader)
    fields = client.get(register(session)).context["form"]
    sent = {field.html_name: field.value() for field in fields} | {f"of_{other.uuid}": "present"}
    actions.keep_register(session, {row.enrolment_id: "part"}, by=None, at=timezone.now())

    page = client.post(register(session), sent, follow=True).text

    assert "The register is saved. 2 of 2 people were there." in page
    assert said(session) == {row.enrolment.person.name: "part", other.person.name: "present"}


def test_a_register_is_missing_where_only_excuses_came():
    session = SessionFactory(over=True)
    AttendanceFactory(session=session, enrolment=joined(session), status="excused", excuse="caring")

    assert without_register(session.cohort, at=timezone.now()) == 1
    joined(session)
    actions.note_everybody_there(session, by=None, at=timezone.now())
    assert without_register(session.cohort, at=timezone.now()) == 0


def test_register_says_who_kept_it():
    session, manager = SessionFactory(over=True), ProgrammeManagerFactory()
    enrolment = joined(session)

    actions.keep_register(session, {enrolment.pk: "absent"}, by=manager, at=timezone.now())

    assert Attendance.objects.get().noted_by == manager
    assert AuditEntry.objects.filter(table="participation_attendance", actor=manager, verb="added").exists()


def test_register_opens_shortly_before_its_session():
    now = timezone.now()
    session = SessionFactory(starts_at=now + dt.timedelta(minutes=16))
    enrolment = joined(session)

    with pytest.raises(Refused, match="You can keep the register from"):
        actions.keep_register(session, {enrolment.pk: "present"}, by=None, at=now)
    actions.keep_register(session, {enrolment.pk: "present"}, by=None, at=now + dt.timedelta(minutes=1))

    assert session.attendances.count() == 1


def test_register_of_what_was_called_off_is_not_kept(sign_in):
    session = SessionFactory(over=True, led=True, status=Session.Status.CALLED_OFF)
    joined(session)

    page = sign_in(session.leader).post(register(session), {"everybody": "yes"}).text

    assert "This session was called off, so it has no register." in page
    assert not session.attendances.exists()


def test_register_takes_nobody_who_is_not_on_it():
    session, stranger = SessionFactory(over=True), EnrolmentFactory()

    actions.keep_register(session, {stranger.pk: "present"}, by=None, at=timezone.now())

    assert not session.attendances.exists()


def test_leader_cannot_say_that_somebody_has_caught_up(sign_in):
    session = SessionFactory(over=True, led=True)
    enrolment = joined(session)

    page = sign_in(session.leader).post(register(session), {f"of_{enrolment.uuid}": "caught up"}).text

    assert "Choose one of the options listed" in page
    assert not session.attendances.exists()


def test_what_staff_noted_stays_when_the_leader_saves(sign_in):
    session = SessionFactory(over=True, led=True)
    row = AttendanceFactory(session=session, enrolment=joined(session), status="caught up")

    sign_in(session.leader).post(register(session), {f"of_{row.enrolment.uuid}": "caught up"})

    row.refresh_from_db()
    assert row.status == "caught up"


# -- Somebody cannot come --------------------------------------------------------------------------------------------


def test_caring_is_enough_to_be_excused(sign_in):
    session = SessionFactory(led=True, cohort=TimetableFactory().cohort)
    enrolment = joined(session)

    page = sign_in(enrolment.person).post(own_page(session), {"excuse": "caring"}, follow=True).text
    leader = sign_in(session.leader).get(reverse("participation:leading_session", args=[session.uuid])).text

    assert "Thank you for telling us. You are excused." in page
    assert (Attendance.objects.get().status, Attendance.objects.get().excuse) == ("excused", "caring")
    assert enrolment.person.name in leader
    assert "caring for" not in leader


def test_excuse_is_taken_back_until_the_session_starts():
    session = SessionFactory()
    enrolment = joined(session)
    by, before = enrolment.person, session.starts_at - dt.timedelta(minutes=1)
    actions.tell_cannot_come(enrolment, session, excuse="ill", by=by, at=before)

    with pytest.raises(Refused, match="This session has started"):
        actions.tell_can_come(enrolment, session, by=by, at=session.starts_at)
    actions.tell_can_come(enrolment, session, by=by, at=before)

    assert not Attendance.objects.exists()


def test_taking_back_too_late_says_so(sign_in):
    session = SessionFactory(over=True, cohort=TimetableFactory().cohort)
    row = AttendanceFactory(session=session, enrolment=joined(session), status="excused", excuse="caring")

    page = sign_in(row.enrolment.person).post(own_page(session), {"can": "yes"}).text

    assert "This session has started. If you missed it" in page
    assert Attendance.objects.get().status == "excused"


def test_taking_back_leaves_what_the_register_says():
    session = SessionFactory()
    row = AttendanceFactory(session=session, enrolment=joined(session))

    actions.tell_can_come(row.enrolment, session, by=row.enrolment.person, at=timezone.now())

    assert Attendance.objects.get().status == "present"


def test_nobody_is_excused_once_it_has_started(sign_in):
    session = SessionFactory(over=True, cohort=TimetableFactory().cohort)
    enrolment = joined(session)

    page = sign_in(enrolment.person).post(own_page(session), {"excuse": "caring"}).text

    assert "This session has started" in page
    assert session.cohort.programme.contact_email in page
    assert not Attendance.objects.exists()


def test_whoever_said_so_is_never_made_absent():
    session = SessionFactory(over=True)
    row = AttendanceFactory(session=session, enrolment=joined(session), status="excused", excuse="caring")

    actions.keep_register(session, {row.enrolment_id: "absent"}, by=ProgrammeManagerFactory(), at=timezone.now())

    row.refresh_from_db()
    assert row.status == "excused"


def test_whoever_said_so_and_came_was_there():
    session = SessionFactory(over=True)
    row = AttendanceFactory(session=session, enrolment=joined(session), status="excused", excuse="caring")

    actions.keep_register(session, {row.enrolment_id: "present"}, by=None, at=timezone.now())

    row.refresh_from_db()
    assert (row.status, row.excuse) == ("present", "")


def test_excuse_stays_with_what_was_caught_up():
    session = SessionFactory(over=True)
    row = AttendanceFactory(session=session, enrolment=joined(session), status="excused", excuse="caring")

    actions.keep_register(session, {row.enrolment_id: "caught up"}, by=ProgrammeManagerFactory(), at=timezone.now())

    row.refresh_from_db()
    assert (row.status, row.excuse) == ("caught up", "caring")
    assert list(Attendance.objects.counting()) == [row]


# -- What helps people ------------------------------------------------------------------------------------------------


def test_leader_reads_what_people_share_until_the_session_is_over(sign_in):
    session = SessionFactory(led=True)
    shared = SupportNeedsFactory(enrolment=joined(session), text="A break each hour.", shared_at=LONG_AGO)
    SupportNeedsFactory(enrolment=joined(session), text="Nobody may know this.", shared_at=None)
    client, page = sign_in(session.leader), reverse("participation:leading_session", args=[session.uuid])

    before = client.get(page).text
    Session.objects.update(starts_at=LONG_AGO, ends_at=LONG_AGO + dt.timedelta(hours=1))

    assert "A break each hour." in before
    assert "Nobody may know this." not in before
    assert "A break each hour." not in client.get(page).text
    assert AuditEntry.objects.filter(table="participation_supportneeds", verb="looked", row=shared.pk).count() == 1


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_register_and_excuse_at_once_leave_one_row():
    now = timezone.now()
    session = SessionFactory(starts_at=now + dt.timedelta(minutes=5))
    enrolment = joined(session)

    in_parallel(
        [
            partial(actions.keep_register, session, {enrolment.pk: "absent"}, by=None, at=now),
            partial(actions.tell_cannot_come, enrolment, session, excuse="ill", by=enrolment.person, at=now),
            partial(actions.note_everybody_there, session, by=None, at=now),
        ]
    )

    assert Attendance.objects.get().status == "excused"
