"""Completing a programme: the rule alone, and what follows from it."""

import datetime as dt
import io
from functools import partial

import pytest
import time_machine
from django.urls import reverse
from pypdf import PdfReader

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from core.errors import Refused, SeenOtherwise
from participation.actions.completing import complete_cohort, plan_completion, set_completion_rule
from participation.completion import Core, standing
from participation.getting_on import core_sessions, standing_of, standings
from participation.models import Attendance, ProgrammeCertificate
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import AttendanceFactory, ProgrammeCertificateFactory, SessionFactory
from tests.factories.profiles import ProfileFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

START = dt.datetime(2027, 4, 6, 9, tzinfo=dt.UTC)
WEEK, HOUR = dt.timedelta(days=7), dt.timedelta(hours=1)
AFTER = START + 20 * WEEK


def weekly(number):
    return [Core(n, START + n * WEEK, START + n * WEEK + 2 * HOUR) for n in range(number)]


def days(*keys):
    return {key: (START + key * WEEK).date() for key in keys}


@pytest.mark.parametrize(
    ("sessions", "percent", "needed"),
    [(12, 75, 9), (10, 75, 8), (1, 75, 1), (3, 1, 1), (3, 100, 3), (4, 50, 2), (7, 33, 3), (0, 75, 0)],
)
def test_share_is_rounded_up_to_whole_sessions(sessions, percent, needed):
    assert standing(weekly(sessions), came={}, joined_at=START, percent=percent, at=START).needed == needed


@pytest.mark.parametrize("came", range(13))
def test_enough_is_the_share_and_no_session_less(came):
    found = standing(weekly(12), came=days(*range(came)), joined_at=START, percent=75, at=AFTER)

    assert found.has_enough == (came >= 9)
    assert found.is_lacking == max(0, 9 - came)
    assert (found.came, found.missed, found.to_come) == (came, 12 - came, 0)


def test_sessions_before_joining_do_not_count_and_the_one_at_that_instant_does():
    late = START + 8 * WEEK

    found = standing(weekly(12), came=days(1, 2, 8, 9, 10), joined_at=late, percent=75, at=AFTER)
    later = standing(weekly(12), came=days(8, 9, 10), joined_at=late + HOUR, percent=75, at=AFTER)

    assert (found.counted, found.needed, found.came, found.has_enough) == (4, 3, 3, True)
    assert (later.counted, later.needed, later.came, later.has_enough) == (3, 3, 2, False)


def test_sessions_to_come_are_neither_missed_nor_been_to():
    running = START + 4 * WEEK + HOUR

    found = standing(weekly(12), came=days(0, 1), joined_at=START, percent=75, at=running)

    assert (found.came, found.missed, found.to_come) == (2, 2, 8)
    assert (found.is_lacking, found.to_catch_up) == (7, 0)


def test_what_cannot_be_reached_any_more_is_to_be_caught_up_with():
    found = standing(weekly(12), came=days(0), joined_at=START, percent=75, at=START + 6 * WEEK)

    assert (found.to_come, found.is_lacking, found.to_catch_up) == (6, 8, 2)


def test_enough_dates_from_the_day_on_which_it_was_reached():
    came = {0: dt.date(2027, 4, 6), 1: dt.date(2027, 9, 1), 2: dt.date(2027, 4, 20), 3: dt.date(2027, 4, 27)}

    assert standing(weekly(4), came=came, joined_at=START, percent=75, at=AFTER).enough_on == dt.date(2027, 4, 27)
    assert standing(weekly(4), came=came, joined_at=START, percent=100, at=AFTER).enough_on == dt.date(2027, 9, 1)


def test_nobody_has_enough_of_nothing():
    assert not standing([], came={}, joined_at=START, percent=75, at=AFTER).has_enough


# -- From the registers ----------------------------------------------------------------------------------------------


def ran(sessions=4, **fields):
    """A cohort of so many weekly sessions."""
    cohort = CohortFactory(now=START - 9 * WEEK, **fields)
    for core in weekly(sessions):
        SessionFactory(cohort=cohort, starts_at=core.starts_at)
    return cohort


def joined(cohort, statuses, **fields):
    """Somebody, and what the register says of them, session by session; None where it says nothing."""
    enrolment = EnrolmentFactory(cohort=cohort, **{"now": START - 2 * WEEK, **fields})
    for session, status in zip(cohort.sessions.in_order(), statuses, strict=False):
        if status:
            AttendanceFactory(session=session, enrolment=enrolment, status=status, noted_at=session.ends_at)
    return enrolment


PRESENT, PART, EXCUSED, ABSENT, CAUGHT_UP = Attendance.Status.values


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statuses", "came"),
    [
        ([PRESENT, PART, CAUGHT_UP, PRESENT], 4),
        ([PRESENT, EXCUSED, PRESENT, PRESENT], 3),
        ([PRESENT, ABSENT, None, EXCUSED], 1),
    ],
)
def test_excused_and_unsaid_are_missed_until_caught_up_with(statuses, came):
    enrolment = joined(ran(), statuses)

    assert standing_of(enrolment, at=AFTER).came == came


@pytest.mark.django_db
def test_only_core_sessions_that_take_place_for_somebody_count():
    cohort = ran(2)
    enrolment = joined(cohort, [PRESENT, PRESENT])
    other = cohort.programme.strands.exclude(pk=enrolment.strand_id).get()
    for fields in ({"is_core": False}, {"status": "called off"}, {"track": other}):
        SessionFactory(cohort=cohort, starts_at=START + WEEK, **fields)
    SessionFactory(cohort=cohort, starts_at=START + WEEK, track=enrolment.strand)

    assert standing_of(enrolment, at=AFTER).counted == 3


@pytest.mark.django_db
def test_sessions_before_somebody_moved_here_do_not_count():
    left = EnrolmentFactory(ended=True, now=START + 2 * WEEK - HOUR)
    cohort = ran()
    moved = joined(cohort, [None, None, PRESENT, PRESENT], person=left.person, moved_from=left)

    found = standing_of(moved, at=AFTER)

    assert (found.counted, found.came) == (2, 2)


@pytest.mark.django_db
def test_standings_of_many_cost_as_few_questions_as_of_one(django_assert_num_queries):
    cohort = ran()
    enrolments = [joined(cohort, [PRESENT] * 4) for _ in range(5)]
    people = list(Enrolment.objects.filter(cohort=cohort).select_related("moved_from"))

    with django_assert_num_queries(4):
        found = standings(cohort, people, sessions=core_sessions(cohort), at=AFTER)

    assert {enrolment.pk for enrolment in enrolments} == {pk for pk, one in found.items() if one.has_enough}


# -- The press -------------------------------------------------------------------------------------------------------


def complete(cohort, *, at=AFTER, seen=None):
    seen = plan_completion(cohort, at=at).seen if seen is None else seen
    return complete_cohort(cohort, seen=seen, by=ProgrammeManagerFactory(), at=at)


@pytest.mark.django_db
def test_complete_is_for_those_who_have_enough_and_the_others_go_on():
    cohort = ran()
    enough, away = joined(cohort, [PRESENT] * 3), joined(cohort, [PRESENT] * 4, paused=True)
    lacks = joined(cohort, [PRESENT, EXCUSED, PRESENT, ABSENT])

    complete(cohort)

    assert {e.status for e in Enrolment.objects.filter(pk__in=[enough.pk, away.pk])} == {"completed"}
    lacks.refresh_from_db()
    assert lacks.status == "active"
    assert letters_to(enough.person) == ["completed"]
    assert letters_to(lacks.person) == []
    assert enough.certificate.completed_on == (START + 2 * WEEK).date()


@pytest.mark.django_db
def test_complete_is_a_step_on_the_way_of_the_application():
    cohort = ran()
    profile = ProfileFactory()
    profile.enrolment = joined(cohort, [PRESENT] * 4)
    profile.save()
    manager = ProgrammeManagerFactory()

    seen = plan_completion(cohort, at=AFTER).seen
    complete_cohort(cohort, seen=seen, by=manager, at=AFTER)

    step = profile.application.steps.latest("pk")
    assert (step.what, step.at, step.by, step.why) == ("completed", AFTER, manager, str(cohort))


@pytest.mark.django_db
def test_complete_again_finds_whoever_has_caught_up():
    cohort = ran()
    first, second = joined(cohort, [PRESENT] * 4), joined(cohort, [PRESENT, PRESENT, ABSENT, EXCUSED])
    complete(cohort)
    Attendance.objects.filter(enrolment=second, status=EXCUSED).update(
        status=CAUGHT_UP, noted_at=dt.datetime(2027, 8, 2, 12, tzinfo=dt.UTC)
    )

    complete(cohort)

    assert second.certificate.completed_on == dt.date(2027, 8, 2)
    assert letters_to(first.person) == ["completed"]
    assert ProgrammeCertificate.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sessions", "at", "why"),
    [
        (0, AFTER, "no core sessions yet"),
        (4, START + 3 * WEEK + HOUR, "The last one ends on Tuesday 27 April 2027 at midday"),
        (4, START + 3 * WEEK + 2 * HOUR, "Nobody who still takes part has been to enough sessions yet"),
    ],
)
def test_complete_waits_for_the_last_core_session_and_for_somebody_who_has_enough(sessions, at, why):
    cohort = ran(sessions)
    joined(cohort, [PRESENT] * 2)

    with pytest.raises(Refused, match=why):
        complete(cohort, at=at)


@pytest.mark.django_db
def test_complete_pressed_again_says_that_it_is_done():
    cohort = ran()
    joined(cohort, [PRESENT] * 4)
    complete(cohort)

    with pytest.raises(Refused, match="Everybody who has been to enough sessions has completed"):
        complete(cohort)


@pytest.mark.django_db
def test_complete_is_refused_where_others_have_enough_than_the_page_showed():
    cohort = ran()
    joined(cohort, [PRESENT] * 4)
    seen = plan_completion(cohort, at=AFTER).seen
    joined(cohort, [PRESENT] * 4)

    with pytest.raises(SeenOtherwise):
        complete(cohort, seen=seen)

    assert not ProgrammeCertificate.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_complete_pressed_by_two_at_once_is_done_once():
    cohort = ran()
    enrolment = joined(cohort, [PRESENT] * 4)
    seen = plan_completion(cohort, at=AFTER).seen

    outcomes = in_parallel((partial(complete, cohort, seen=seen) for _ in range(2)), may_raise=(Refused,))

    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert letters_to(enrolment.person) == ["completed"]


@pytest.mark.django_db
def test_rule_of_a_programme_holds_from_now_on():
    cohort = ran()
    enrolment = joined(cohort, [PRESENT] * 2)

    set_completion_rule(cohort.programme, percent=50, by=ProgrammeManagerFactory())

    assert standing_of(enrolment, at=AFTER).has_enough


@pytest.mark.django_db
def test_page_shows_who_completes_and_completes_them(sign_in):
    cohort, manager = ran(), ProgrammeManagerFactory()
    joined(cohort, [PRESENT] * 4, person__name="Enid Enough")
    joined(cohort, [PRESENT], person__name="Lara Lacking")
    make_manager(cohort.programme, person=manager)
    url = reverse("participation:cohort_completion", args=[cohort.programme.slug, cohort.slug])

    with time_machine.travel(AFTER):
        client = sign_in(manager)
        with_names = client.get(url)
        page = client.post(url, {"seen": with_names.context["plan"].seen}, follow=True).text

    assert "Enid Enough" in with_names.text
    assert "1 person has completed. We have written to them with their certificate." in page
    assert "Enid Enough" not in page
    assert "Lara Lacking" in page


@pytest.mark.django_db
def test_page_says_where_the_register_is_missing(sign_in):
    cohort, manager = ran(), ProgrammeManagerFactory()
    joined(cohort, [PRESENT, PRESENT])
    make_manager(cohort.programme, person=manager)

    with time_machine.travel(AFTER):
        url = reverse("participation:cohort_completion", args=[cohort.programme.slug, cohort.slug])
        page = sign_in(manager).get(url).text

    assert "For 2 core sessions that are over, nobody has said who was there." in " ".join(page.split())


# -- The certificate -------------------------------------------------------------------------------------------------


def own(name, certificate):
    cohort = certificate.enrolment.cohort
    return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug])


def text_of(response):
    return " ".join(PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())


@pytest.mark.django_db
def test_certificate_reads_back_with_the_name_of_now(sign_in):
    certificate = ProgrammeCertificateFactory(enrolment__person__name="Zoë Old", completed_on=dt.date(2027, 7, 6))
    client, person = sign_in(certificate.enrolment.person), certificate.enrolment.person
    programme = certificate.enrolment.cohort.programme

    before = text_of(client.get(own("certificate_pdf", certificate)))
    person.name = "Zoë Łukasiewicz-Nguyễn"
    person.save()
    after = text_of(client.get(own("certificate_pdf", certificate)))

    assert "Zoë Old" in before
    assert "Zoë Łukasiewicz-Nguyễn" in after
    assert "Zoë Old" not in after
    assert "Completed on 6 July 2027" in after
    assert f"Certificate number {certificate.number}" in after
    assert programme.name in after


@pytest.mark.django_db
def test_certificate_can_be_checked_with_initials_alone(client):
    certificate = ProgrammeCertificateFactory(enrolment__person__name="Ada King")
    typed = certificate.number.lower().replace("-", " ")

    page = client.get(reverse("participation:certificate_check", args=[typed]))

    assert "This certificate is real" in page.text
    assert "A. K." in page.text
    assert "Ada" not in page.text


@pytest.mark.django_db
def test_letter_leads_to_the_certificate(sign_in):
    cohort = ran()
    enrolment = joined(cohort, [PRESENT] * 4)
    complete(cohort)

    page = sign_in(enrolment.person).get(own("certificate_detail", enrolment.certificate))

    assert own("certificate_detail", enrolment.certificate) in letter_to(enrolment.person, "completed").text
    assert enrolment.certificate.number in page.text


@pytest.mark.django_db
def test_no_certificate_no_page(sign_in):
    enrolment = EnrolmentFactory()
    args = [enrolment.cohort.programme.slug, enrolment.cohort.slug]

    response = sign_in(enrolment.person).get(reverse("participation:certificate_pdf", args=args))

    assert response.status_code == 404
