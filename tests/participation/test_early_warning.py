"""Who is worth a call: the rules against saying them in the plainest way, and the pages and presses around them."""

import datetime as dt
import random

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Cohort
from core.audit import AuditEntry
from core.calendar import uk_instant
from core.errors import Refused
from participation import early_warning
from participation.actions.following_up import follow_up
from participation.models import Attendance, FollowUp
from reporting.inbox import tasks
from returners import actions
from returners.models import Place
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import AttendanceFactory, SessionFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LETTERS = {"p": "present", "t": "part", "e": "excused", "a": "absent", "c": "caught up"}


@pytest.fixture
def cohort(staff_client):
    cohort = CohortFactory(name="Spring cohort", offer_days=3)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


@pytest.fixture
def sessions(cohort):
    """Six, a week apart, the last of them yesterday."""
    now = timezone.now()
    return [SessionFactory(cohort=cohort, starts_at=now - DAY * (36 - 7 * week)) for week in range(6)]


def somebody(sessions, register, **fields):
    """Who joined before the first session, with a letter for each session, the first first. A dot: nothing is said."""
    joined = min(session.starts_at for session in sessions) - DAY
    enrolment = EnrolmentFactory(**{"cohort": sessions[0].cohort, "signed_at": joined, **fields})
    for session, letter in zip(sessions, register, strict=False):
        if letter in LETTERS:
            AttendanceFactory(session=session, enrolment=enrolment, status=LETTERS[letter])
    return enrolment


def warned(cohort, at=None):
    return set(early_warning.missed_in_a_row(cohort.enrolments.all(), at or timezone.now()))


def list_of(cohort):
    return reverse("participation:early_warning_list", args=[cohort.programme.slug, cohort.slug])


def press(cohort, enrolment, session):
    args = [cohort.programme.slug, cohort.slug, enrolment.uuid, session.uuid]
    return reverse("participation:follow_up_add", args=args)


# -- The rule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("register", "is_warned"),
    [
        ("aa", True),
        ("paa", True),
        ("a", False),
        ("ap", False),
        ("aap", False),
        ("aat", False),
        ("aac", False),
        ("aca", False),
        # An excuse speaks neither for them nor against them.
        ("aea", True),
        ("aae", True),
        ("ee", False),
        ("ae", False),
        # A register that nobody has filled in says nothing.
        ("a.a", True),
        ("a.p", False),
        ("", False),
    ],
)
def test_two_absences_in_a_row_are_a_warning(sessions, cohort, register, is_warned):
    enrolment = somebody(sessions, register)

    assert warned(cohort) == ({enrolment} if is_warned else set())


def test_rule_agrees_with_saying_it_in_the_plainest_way(sessions, cohort):
    chance = random.Random(20261122)
    people = {}
    for _ in range(150):
        register = "".join(chance.choice("pteac.aa") for _ in sessions)
        people[somebody(sessions, register)] = register

    counted = {who: [letter for letter in register if letter in "ptac"] for who, register in people.items()}

    expected = {who for who, said in counted.items() if said[-2:] == ["a", "a"]}
    assert warned(cohort) == expected
    assert 10 < len(expected) < 140


def test_rule_is_over_some_weeks_after_the_cohort(sessions, cohort):
    somebody(sessions, "aa")
    end = uk_instant(cohort.ends_on, 12)

    assert warned(cohort, end + 28 * DAY)
    assert not warned(cohort, end + 29 * DAY)


def test_rule_leaves_out_what_is_optional_called_off_or_before_joining(sessions, cohort):
    optional, off = SessionFactory(cohort=cohort, over=True, is_core=False), SessionFactory(cohort=cohort, over=True)
    type(off).objects.filter(pk=off.pk).update(status="called off")
    twice = somebody(sessions, "aa")
    AttendanceFactory(session=optional, enrolment=twice)
    AttendanceFactory(session=off, enrolment=twice)
    late = somebody(sessions, "aaa", signed_at=sessions[1].starts_at + DAY)
    elsewhere = EnrolmentFactory(ended=True, ended_at=sessions[1].starts_at + DAY)
    moved = somebody(sessions, "aaa", moved_from=elsewhere)

    assert warned(cohort) == {twice}
    assert not {late, moved} & warned(cohort)


@pytest.mark.parametrize("state", ["paused", "ended"])
def test_nobody_is_warned_of_who_is_away_or_has_left(sessions, cohort, state):
    somebody(sessions, "aa", **{state: True})

    assert warned(cohort) == set()


# -- In touch --------------------------------------------------------------------------------------------------------


def test_in_touch_is_done_until_they_miss_another(sessions, cohort, staff_client):
    enrolment = somebody(sessions, "aa")
    follow_up(enrolment, session=sessions[1], by=staff_client.user, at=timezone.now())

    after = warned(cohort)
    AttendanceFactory(session=sessions[2], enrolment=enrolment, status="absent")

    assert after == set()
    assert warned(cohort) == {enrolment}


def test_in_touch_about_a_session_they_were_at_is_refused(sessions, staff_client):
    enrolment = somebody(sessions, "ap")

    with pytest.raises(Refused, match="did not miss that session"):
        follow_up(enrolment, session=sessions[1], by=staff_client.user, at=timezone.now())

    assert not FollowUp.objects.exists()


def test_press_takes_them_off_the_list_once_however_often(sessions, cohort, staff_client):
    enrolment = somebody(sessions, "aa", person__name="Amina Hussain")
    url = press(cohort, enrolment, sessions[1])
    before = staff_client.get(list_of(cohort)).text

    pages = [staff_client.post(url, follow=True).text for _ in range(2)]

    assert f'action="{url}"' in before
    assert all("Amina Hussain is here again if they miss another session." in page for page in pages)
    assert f'action="{url}"' not in pages[0]
    assert (FollowUp.objects.get().by, FollowUp.objects.get().session) == (staff_client.user, sessions[1])


def test_press_on_an_old_page_after_the_register_was_put_right_says_so(sessions, cohort, staff_client):
    enrolment = somebody(sessions, "aa")
    Attendance.objects.filter(enrolment=enrolment).update(status="present")

    page = staff_client.post(press(cohort, enrolment, sessions[1]), follow=True).text

    assert "The register has been changed meanwhile" in page


def test_session_of_another_cohort_does_not_exist(sessions, cohort, staff_client):
    enrolment = somebody(sessions, "aa")
    foreign = AttendanceFactory(enrolment=enrolment, status="absent").session

    assert staff_client.post(press(cohort, enrolment, foreign)).status_code == 404


# -- The list --------------------------------------------------------------------------------------------------------


def test_list_says_whom_to_call_and_the_look_is_written_down(sessions, cohort, staff_client):
    application = ApplicationFactory(cohort=cohort, decided=True, person__name="Amina Hussain")
    enrolment = somebody(sessions, "aa", person=application.person)
    somebody(sessions, "ap", person__name="Wanda Petrova")

    page = staff_client.get(list_of(cohort)).text

    assert "Amina Hussain" in page
    assert sessions[1].title in page
    assert application.phone.as_national in page
    assert "Wanda Petrova" not in page
    assert AuditEntry.objects.filter(verb="looked", table="cohorts_enrolment", row=enrolment.pk).exists()


def test_list_of_nobody_says_so(cohort, staff_client):
    page = staff_client.get(list_of(cohort)).text

    assert "Nobody at the moment." in page
    assert "None at the moment." in page


# -- Offers not opened -----------------------------------------------------------------------------------------------


def sent(cohort, **fields):
    return actions.submit(ApplicationFactory(cohort=cohort, **fields), at=timezone.now())


def not_opened(cohort, at):
    return list(early_warning.offers_not_opened(Place.objects.filter(pool__cohort=cohort), at))


def test_offer_not_opened_two_days_before_it_ends_is_a_warning(cohort):
    place = sent(cohort).places.get()
    ends = place.offer_expires_at

    assert not_opened(cohort, ends - 2 * DAY - dt.timedelta(minutes=1)) == []
    assert not_opened(cohort, ends - 2 * DAY) == [place]


@pytest.mark.parametrize("page", ["application_detail", "offer_accept"])
def test_offer_is_opened_by_its_person_looking_at_it(cohort, page):
    application = sent(cohort)
    place = application.places.get()

    sign_in(Client(), application.person).get(reverse(f"returners:{page}", args=[application.uuid]))

    place.refresh_from_db()
    assert place.offer_seen_at
    assert not_opened(cohort, place.offer_expires_at) == []


def test_offer_is_not_opened_by_anybody_else_looking(cohort, staff_client, returner_client):
    application = sent(cohort)

    for client in (staff_client, returner_client, Client()):
        for page in ("application_detail", "offer_accept", "application_review"):
            client.get(reverse(f"returners:{page}", args=[application.uuid]))

    assert application.places.get().offer_seen_at is None


def test_offer_is_opened_once(cohort):
    application = sent(cohort)
    place, first = application.places.get(), timezone.now()

    for at in (first, first + DAY):
        actions.see_offer(application.places.get(), at=at)
    # A second tab, which read the place before.
    actions.see_offer(place, at=first + DAY)

    assert application.places.get().offer_seen_at == first
    [entry] = AuditEntry.objects.filter(table="returners_place", fields=["offer_seen_at"])
    assert (entry.actor, entry.row) == (application.person, place.pk)


def test_what_is_not_on_offer_is_not_opened():
    over, confirmed = PlaceFactory(pool__capacity=1), PlaceFactory(confirmed=True)
    waiting = PlaceFactory(pool=over.pool)

    actions.see_offer(waiting, at=timezone.now())
    actions.see_offer(confirmed, at=timezone.now())
    actions.see_offer(over, at=over.offer_expires_at)

    assert not Place.objects.exclude(offer_seen_at=None).exists()


def test_list_says_whose_offers_are_not_opened(cohort, staff_client):
    Cohort.objects.filter(pk=cohort.pk).update(offer_days=1)
    cohort.refresh_from_db()
    application = sent(cohort, full_name="Amina Hussain")
    opened = sent(cohort, full_name="Wanda Petrova")
    actions.see_offer(opened.places.get(), at=timezone.now())

    page = staff_client.get(list_of(cohort)).text

    assert "Amina Hussain" in page
    assert application.phone.as_national in page
    assert "Wanda Petrova" not in page


# -- The inbox -------------------------------------------------------------------------------------------------------


def titles(person, at=None):
    return [task.title for task in tasks(person, at or timezone.now())]


def test_inbox_has_a_task_for_each_rule_and_its_link_leads_there(sessions, cohort, staff_client):
    for register in ("aa", "paa", "ap"):
        somebody(sessions, register)
    ends = sent(cohort).places.get().offer_expires_at

    found = {task.title: task for task in tasks(staff_client.user, ends - DAY)}
    missed = found["2 people missed two sessions in a row, Spring cohort"]
    unopened = found["1 offer not opened yet and about to run out, Spring cohort"]

    assert missed.url == f"{list_of(cohort)}#missed"
    assert (unopened.url, unopened.by) == (f"{list_of(cohort)}#offers", ends)
    assert len(found) == 2


def test_inbox_counts_an_offer_in_one_task(cohort, staff_client):
    application = sent(cohort)
    ends = application.places.get().offer_expires_at
    before = titles(staff_client.user, ends - DAY)

    actions.see_offer(application.places.get(), at=timezone.now())

    assert before == ["1 offer not opened yet and about to run out, Spring cohort"]
    assert titles(staff_client.user, ends - DAY) == ["1 offer about to run out, Spring cohort"]


def test_inbox_of_another_programme_says_nothing(sessions, cohort):
    somebody(sessions, "aa")
    foreign = ProgrammeManagerFactory()
    make_manager(CohortFactory().programme, person=foreign)

    assert titles(foreign) == []
