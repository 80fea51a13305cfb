"""The demonstration world: built whole, through the actions, with somebody to sign in for each role."""

import io
import re

import pytest
from django.core.management import call_command
from django.db.models import Count, F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from cohorts import interest
from cohorts.models import Cohort, Enrolment, Interest, Strand
from core.documents import Kind, recognise
from core.jobs import Job
from core.places import Status
from core.regions import outcode_of
from core.small_numbers import SMALLEST_BASE, SMALLEST_SHOWN
from demo import applying, fund, world
from demo.leading import LEADER
from demo.people import BORDER, FURTHER, OUTCODES, invent, phone, postcode_in
from demo.sign_ins import sign_ins
from notifications.models import Message
from participation.models import Session
from portal import actions as portal
from portal.retention_views import SOON
from reporting.inbox import tasks
from returners import actions
from returners.models import (
    CV,
    Application,
    CalendarChange,
    EqualityTotals,
    PhoneDraft,
    Place,
    Reopening,
    ReviewRequest,
    with_profile,
)
from returners.profile_sections import missing
from selection.models import Conflict, Review, Reviewer, Round
from tests.counting import miscounted

pytestmark = pytest.mark.django_db


def test_world_is_built_and_its_counters_are_right(built):
    for cohort in built:
        pool = cohort.pools.get()
        assert not miscounted(pool, Place)
        assert pool.taken <= pool.capacity
        positions = list(pool.places.order_by("position").values_list("position", flat=True))
        assert positions == list(range(1, len(positions) + 1))


def test_spring_is_full_and_over_it(built):
    spring, _ = built
    pool = spring.pools.get()

    assert (pool.capacity, pool.free) == (40, 0)
    assert pool.waiting > 0
    assert spring.applications.submitted().count() > 40
    assert spring.has_closed(timezone.now())
    assert Enrolment.objects.active().filter(cohort=spring).count() == pool.places.confirmed().count() > 30


def test_autumn_is_open_with_sixty_places(built):
    _, autumn = built

    assert autumn.is_open(timezone.now())
    assert autumn.pools.get().capacity == 60
    assert autumn.applications.drafts().count() >= 3
    assert autumn.pools.get().places.offered().exists()


def test_every_outcome_is_there_to_be_seen(built):
    statuses = set(Application.objects.values_list("status", flat=True))
    found = set(Place.objects.values_list("status", flat=True))

    assert statuses == set(Application.Status.values) - {"submitted"}
    assert found == set(Status.values)
    assert Application.objects.filter(decisions__decided_by__isnull=False).exists()
    assert Message.objects.filter(template="returners/email/promoted").exists()


def test_nothing_happens_before_it_could_or_after_now(built):
    now = timezone.now()

    for application in Application.objects.submitted().select_related("cohort"):
        steps = list(application.steps.values_list("at", flat=True))
        assert application.cohort.opens_at <= application.submitted_at < application.cohort.closes_at
        assert steps == sorted(steps)
        assert steps[-1] <= now


def test_people_with_a_place_have_told_everything_a_part_or_nothing(built):
    whole = with_profile(Application.objects.filter(profile__isnull=False))
    left = [len(missing(application)) for application in whole]
    person = whole.get(person__email=world.CONFIRMED)

    assert {0, 5} <= set(left)
    assert 0 < len(missing(person)) < 5
    assert person.place.status == Status.CONFIRMED


def test_no_offer_has_run_out_unseen(built):
    assert not Place.objects.run_out(timezone.now()).exists()
    assert not Place.objects.held_too_long(timezone.now()).exists()


# -- Single people, and what else the pages show -------------------------------------------------------------------


def test_one_asks_for_a_person_and_one_was_overturned(built):
    about_rules = ReviewRequest.objects.filter(decision__isnull=False)
    asking, overturned = about_rules.order_by(F("answered_at").asc(nulls_first=True))

    assert asking.is_open
    assert asking.said
    assert asking.answer_by > timezone.now()
    assert asking.application.status == Application.Status.NOT_ELIGIBLE
    assert overturned.application.status == Application.Status.DECIDED
    assert overturned.application.place.status == Status.OFFERED
    assert overturned.application.decisions.latest().decided_by == manager()


def test_two_have_applied_by_phone_and_one_says_what_is_not_right(built):
    waiting, objecting = PhoneDraft.objects.unconfirmed().order_by("pk")

    assert waiting.sent_at
    assert not waiting.has_run_out(timezone.now())
    assert not waiting.objection
    assert objecting.objection
    assert {waiting.taken_by, objecting.taken_by} == {manager()}


def test_a_section_stands_reopened(built):
    reopening = Reopening.objects.get()

    assert actions.reopened(reopening.application) == reopening
    assert reopening.application.person.email == world.LOOKED_AT
    assert reopening.note


def test_somebody_has_had_several_breaks(built):
    most = Application.objects.annotate(spells=Count("breaks")).order_by("spells").last()

    assert most.spells == 3
    assert most.place.status == Status.OFFERED


def test_a_person_with_a_place_has_sent_a_cv(built):
    cv = CV.objects.get()

    with cv.file.open() as file:
        content = file.read()
    assert cv.application.person.email == world.CONFIRMED
    assert recognise(content) == Kind.PDF
    assert b"Leila Haddad" in content


def test_equality_answers_are_added_up_and_some_numbers_can_be_seen(built):
    totals = EqualityTotals.objects.get()
    shown = [count for table in totals.tables for _, count in table["rows"]]

    assert totals.people >= SMALLEST_BASE
    assert None in shown
    assert any(count and count >= SMALLEST_SHOWN for count in shown)


def test_calendar_was_changed_once(built):
    _, autumn = built
    change = CalendarChange.objects.get()

    assert change.cohort == autumn
    assert set(change.dates) == {"mentoring_starts_on"}
    assert change.made_at < autumn.applications.earliest("started_at").started_at
    assert not Job.objects.unfinished().exists()


def test_a_fund_opens_soon_and_people_wait_for_it(built):
    cohort = Cohort.objects.get(slug="first")

    assert cohort.opens_at > timezone.now()
    assert sorted(cohort.pools.values_list("capacity", flat=True)) == [50, 100, 300]
    assert 0 < Interest.objects.confirmed().filter(programme=cohort.programme).count() < Interest.objects.count()
    assert interest.tell_interested(at=timezone.now()) == 0
    assert interest.tell_interested(at=cohort.opens_at) == fund.INTERESTED - 1


def test_strands_of_the_fund_ask_for_days_and_have_budgets(built):
    strands = Strand.objects.filter(programme=Cohort.objects.get(slug="first").programme).order_by("name")

    assert [strand.needs.needs_days for strand in strands] == [True, False, True]
    assert [strand.fund.budget_pence for strand in strands] == [600_000_00, 100_000_00, 200_000_00]


def test_one_ranked_cohort_is_being_read_and_one_is_ready_to_release(built):
    reading, prepared = (Round.objects.get(cohort__slug=slug) for slug in ("pilot-north", "pilot-midlands"))
    reviews = Review.objects.filter(candidate__round=reading)

    assert Reviewer.objects.active().count() == 6
    assert reviews.submitted().exists()
    assert reviews.to_do().filter(is_third=True).exists()
    assert Conflict.objects.filter(kind=Conflict.Kind.EMPLOYER).exists()
    assert prepared.status == Round.Status.PREPARED
    assert prepared.pending.count() == prepared.candidates.count()
    assert any("Decisions to release" in task.title for task in tasks(manager(), timezone.now()))


def test_one_ranked_cohort_is_released_and_most_have_answered(built):
    round_ = Round.objects.get(cohort__slug="pilot-west")
    pool = round_.cohort.pools.get()
    waiting = pool.places.filter(status=Status.WAITING).order_by("position")
    ranks = [place.application.assessments.latest().rank for place in waiting]

    assert round_.status == Round.Status.RELEASED
    assert set(pool.places.values_list("status", flat=True)) >= {Status.CONFIRMED, Status.OFFERED, Status.DECLINED}
    assert ranks == sorted(ranks)
    assert ranks


def test_two_were_not_offered_a_place_and_one_asks_for_a_person(built):
    asking = ReviewRequest.objects.get(assessment__isnull=False)
    told = Application.objects.get(person__email=world.NOT_OFFERED)

    assert asking.is_open
    assert asking.answer_by > timezone.now()
    assert asking.application.status == told.status == Application.Status.NOT_OFFERED
    assert [part["level"] for part in told.assessments.get().feedback] == [1, 1, 1]
    assert told.ask_until(told.assessments.get()) > timezone.now()


def test_some_data_go_in_the_next_month(built):
    assert portal.preview(at=timezone.now() + SOON) == {"unfinished-application": 2}


def test_inbox_of_the_manager_shows_every_kind_of_task(built):
    found = [task.title for task in tasks(manager(), timezone.now())]

    for words in ("to decide", "for a person to look at a decision", "by phone to put right"):
        assert any(words in title for title in found), words


def manager():
    return User.objects.get(email="grace.okafor@example.org")


# -- People --------------------------------------------------------------------------------------------------------


def test_invented_people_live_where_there_are_homes():
    chance = world.random.Random(1)

    people = invent(200, chance)

    assert all(outcode_of(person.postcode) for person in people)
    assert len({person.email for person in people}) == 200
    assert all(person.email.endswith("@example.org") for person in people)
    assert all(outcode_of(code) for code in (*OUTCODES.split(), BORDER, FURTHER))
    assert outcode_of(BORDER).touches >= {"Wales", "West Midlands"}


def test_invented_phones_are_kept_for_drama():
    assert re.fullmatch(r"\+447700900\d{3}", phone(7))


def test_postcode_in_no_outcode_is_refused():
    with pytest.raises(LookupError, match="XX1"):
        postcode_in("XX1", world.random.Random(1))


# -- Signing in ----------------------------------------------------------------------------------------------------


def test_every_sign_in_signs_in(built):
    for one in sign_ins():
        client = Client()
        response = client.post(reverse("account_login"), {"login": one.email, "password": applying.PASSWORD})
        if one.code:
            assert response.url == reverse("mfa_authenticate"), one
            response = client.post(response.url, {"code": one.code})
        page = client.get(response.url, follow=True)

        assert page.status_code == 200, one
        assert page.context["user"].email == one.email
        assert bool(page.context["user"].roles) == bool(one.code)


def test_sign_ins_are_one_for_each_role(built):
    roles = {role for person in User.objects.staff() for role in person.roles}

    assert roles == set(Role.values)
    assert len(sign_ins()) == 15


def test_session_leader_has_sessions_behind_and_ahead(built):
    sessions, now = Session.objects.led_by(User.objects.get(email=LEADER)), timezone.now()

    assert sessions.filter(ends_at__lte=now).count() > 5
    assert sessions.filter(starts_at__gt=now).count() > 5


def test_sign_ins_show_what_they_say(built):
    offered, waiting = (Place.objects.get(application__person__email=e) for e in (world.OFFERED, world.WAITING))

    assert offered.is_on_offer(timezone.now())
    assert waiting.status == Status.WAITING
    looked_at = Application.objects.get(person__email=world.LOOKED_AT)
    assert looked_at.status == Application.Status.IN_REVIEW
    assert looked_at.place.status == Status.HELD
    assert looked_at.decide_by > timezone.now()


def test_sign_ins_are_on_the_sign_in_page_in_demonstration_mode_only(built, client, settings):
    shown = client.get(reverse("account_login")).text
    settings.DEMO = False
    hidden = client.get(reverse("account_login")).text

    assert all(one in shown for one in (applying.PASSWORD, world.OFFERED, world.WAITING))
    assert applying.PASSWORD not in hidden
    assert "Demonstration sign-ins" not in hidden
    assert sign_ins() == []


def test_demo_sign_ins_prints_one_for_each_role(built):
    out = io.StringIO()

    call_command("demo_sign_ins", stdout=out)
    said = out.getvalue()

    assert all(email in said for _, email, _ in world.SIGN_INS)
    assert applying.PASSWORD in said


def test_pages_of_the_world_open_for_everyone(built):
    """What a visitor of the demonstration clicks first."""
    for one in sign_ins():
        client = Client()
        response = client.post(reverse("account_login"), {"login": one.email, "password": applying.PASSWORD})
        if one.code:
            client.post(response.url, {"code": one.code})
        home = client.get(reverse("portal:after_sign_in"), follow=True)
        links = {link for link in re.findall(r'href="(/[^"]*)"', home.text) if not link.startswith("/static")}

        for link in links:
            assert client.get(link.replace("&amp;", "&"), follow=True).status_code == 200, (one.role, link)
