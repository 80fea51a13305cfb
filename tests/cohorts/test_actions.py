"""Cohorts and their pools, rules and texts by version, who manages, who takes part."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions import grant_role
from accounts.models import Invitation, Role
from cohorts import actions
from cohorts.models import Cohort, Enrolment, ProgrammeRole, ProgrammeText
from core.audit import AuditEntry
from core.errors import Refused
from core.regions import Region
from tests.factories.accounts import AdministratorFactory, InvitationFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.parallel import blocked, in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
AGREEMENT = ProgrammeText.Kind.AGREEMENT


def calendar():
    """Dates of a cohort that opens tomorrow."""
    day = (NOW + 40 * DAY).date()
    return {
        "name": "Spring cohort",
        "slug": "spring",
        "opens_at": NOW + DAY,
        "closes_at": NOW + 20 * DAY,
        "reference_date": day,
        "decisions_by": day,
        "last_joining_at": NOW + 38 * DAY,
        "starts_on": day,
        "mentoring_starts_on": day,
        "ends_on": day,
        "follow_on_ends_on": day,
    }


# -- Cohorts -------------------------------------------------------------------------------------------------------


def test_add_cohort_counts_places_for_the_whole_cohort():
    programme = ProgrammeFactory()

    cohort = actions.add_cohort(programme, capacity={None: 40}, waiting_limit=100, **calendar())

    pool = cohort.pools.get()
    assert (pool.capacity, pool.waiting_limit, pool.strand) == (40, 100, None)
    assert (cohort.places_by, cohort.rules) == (Cohort.PlacesBy.COHORT, programme.rules.get())


def test_add_cohort_counts_places_for_each_strand():
    programme = ProgrammeFactory()
    technology, engineering = programme.strands.order_by("-name")

    cohort = actions.add_cohort(programme, capacity={technology: 30, engineering: 10}, **calendar())

    assert cohort.places_by == Cohort.PlacesBy.STRAND
    assert {pool.strand: pool.capacity for pool in cohort.pools.all()} == {technology: 30, engineering: 10}


def test_add_cohort_never_counts_both():
    programme = ProgrammeFactory()
    technology = programme.strands.first()

    for capacity in ({}, {None: 40, technology: 10}):
        with pytest.raises(Refused, match="not both"):
            actions.add_cohort(programme, capacity=capacity, **calendar())

    assert not Cohort.objects.exists()


# -- Rules ---------------------------------------------------------------------------------------------------------


def test_change_rules_before_the_opening_edits_the_version():
    """By the clock on the wall: the database asks it too."""
    cohort, administrator, now = CohortFactory(upcoming=True), AdministratorFactory(), timezone.now()

    rules = actions.change_rules(cohort.programme, at=now, by=administrator, min_break_months=24)

    assert (rules.pk, rules.version, rules.min_break_months) == (cohort.rules_id, 1, 24)
    assert (rules.made_by, rules.made_at) == (administrator, now)


def test_change_rules_after_the_opening_makes_a_new_version_for_those_to_come():
    opened = CohortFactory(now=NOW)
    coming = CohortFactory(now=NOW, programme=opened.programme, upcoming=True)

    newer = actions.change_rules(opened.programme, at=NOW, min_break_months=24)

    opened.refresh_from_db()
    coming.refresh_from_db()
    assert (opened.rules.version, opened.rules.min_break_months) == (1, 12)
    assert (coming.rules, newer.version, newer.min_break_months) == (newer, 2, 24)
    assert (newer.regions, newer.fields) == (opened.rules.regions, opened.rules.fields)


def test_change_rules_freezes_at_the_instant_of_the_opening():
    cohort = CohortFactory(upcoming=True)

    before = actions.change_rules(cohort.programme, at=cohort.opens_at - dt.timedelta(seconds=1), min_break_months=18)
    at = actions.change_rules(cohort.programme, at=cohort.opens_at, min_break_months=24)

    assert (before.version, at.version) == (1, 2)


def test_change_rules_twice_goes_on_from_the_newest():
    cohort = CohortFactory(now=NOW)

    actions.change_rules(cohort.programme, at=NOW, min_break_months=24)
    rules = actions.change_rules(cohort.programme, at=NOW, regions=[Region.WALES])

    assert (rules.version, rules.min_break_months, rules.regions) == (2, 24, [Region.WALES])
    assert cohort.programme.rules.count() == 2


@pytest.mark.django_db(transaction=True)
def test_change_rules_by_two_at_once_makes_one_version_after_the_other():
    programme = CohortFactory(now=NOW).programme
    change = partial(actions.change_rules, programme, at=NOW)

    in_parallel([partial(change, min_break_months=24), partial(change, regions=[Region.WALES])])

    newest = programme.rules.latest("version")
    assert (newest.version, newest.min_break_months, newest.regions) == (2, 24, [Region.WALES])


# -- Texts ---------------------------------------------------------------------------------------------------------


def test_publish_text_makes_a_new_version_and_keeps_the_old():
    programme = ProgrammeFactory()
    old = programme.text(AGREEMENT)

    new = actions.publish_text(programme, AGREEMENT, body="Something new.")

    old.refresh_from_db()
    assert (old.version, new.version) == (1, 2)
    assert old.body.startswith("I will come")
    assert programme.text(AGREEMENT) == new


def test_publish_text_of_the_same_words_changes_nothing():
    programme = ProgrammeFactory()

    again = actions.publish_text(programme, AGREEMENT, body=programme.text(AGREEMENT).body)

    assert again.version == 1


def test_publish_text_for_the_first_time():
    programme = ProgrammeFactory(agreement=None)

    assert actions.publish_text(programme, AGREEMENT, body="First.").version == 1


@pytest.mark.django_db(transaction=True)
def test_publish_text_by_two_at_once_makes_one_version_after_the_other():
    programme = ProgrammeFactory()

    in_parallel(partial(actions.publish_text, programme, AGREEMENT, body=body) for body in ("One.", "Two."))

    assert list(programme.texts.filter(kind=AGREEMENT).values_list("version", flat=True)) == [3, 2, 1]


# -- Managers ------------------------------------------------------------------------------------------------------


def test_make_manager_once():
    programme, person, administrator = ProgrammeFactory(), ProgrammeManagerFactory(), AdministratorFactory()

    roles = [actions.make_manager(programme, person=person, by=administrator) for _ in range(2)]

    assert roles[0] == roles[1]
    entry = AuditEntry.objects.get(table="cohorts_programmerole")
    assert (entry.actor, entry.verb, entry.why) == (administrator, "added", f"Made manager of {programme}")


def test_remove_manager_of_the_last_programme_takes_the_role_too():
    administrator, person = AdministratorFactory(), ProgrammeManagerFactory()
    first, second = (actions.make_manager(ProgrammeFactory(), person=person) for _ in range(2))

    actions.remove_manager(first, by=administrator)
    still = Role.PROGRAMME_MANAGER in person.roles
    actions.remove_manager(second, by=administrator)

    assert still
    assert not person.role_grants.exists()


def test_remove_manager_leaves_other_roles_alone():
    administrator, person = AdministratorFactory(), ProgrammeManagerFactory()
    grant_role(person, role=Role.ADMINISTRATOR, by=administrator)
    role = actions.make_manager(ProgrammeFactory(), person=person)

    actions.remove_manager(role, by=administrator)

    assert list(person.role_grants.values_list("role", flat=True)) == [Role.ADMINISTRATOR]


def test_remove_manager_closes_the_open_invitation_to_the_same_programme():
    person = ProgrammeManagerFactory()
    first, second = (actions.make_manager(ProgrammeFactory(), person=person) for _ in range(2))
    offers = [
        InvitationFactory(email=person.email, role=Role.PROGRAMME_MANAGER, scope=role.programme.uuid)
        for role in (first, second)
    ]

    actions.remove_manager(first, by=AdministratorFactory())

    assert list(Invitation.objects.pending()) == [offers[1]]


def test_remove_manager_of_the_last_programme_closes_every_invitation_to_manage():
    person = ProgrammeManagerFactory()
    role = actions.make_manager(ProgrammeFactory(), person=person)
    InvitationFactory(email=person.email, role=Role.PROGRAMME_MANAGER, scope=ProgrammeFactory().uuid)

    actions.remove_manager(role, by=AdministratorFactory())

    assert not Invitation.objects.pending().exists()


def test_remove_manager_is_for_administrators():
    role = actions.make_manager(ProgrammeFactory(), person=ProgrammeManagerFactory())

    with pytest.raises(Refused, match="Only an administrator"):
        actions.remove_manager(role, by=ProgrammeManagerFactory())

    assert ProgrammeRole.objects.filter(pk=role.pk).exists()


# -- Enrolment -----------------------------------------------------------------------------------------------------


def enrol(person, cohort, **kwargs):
    strand, agreement = cohort.programme.strands.first(), cohort.programme.text(AGREEMENT)
    given = {"strand": strand, "region": "", "agreement": agreement, "signed_name": "A Person", "at": NOW}
    return actions.enrol(person, cohort=cohort, **given | kwargs)


def test_enrol_twice_is_once():
    person, cohort = UserFactory(), CohortFactory(now=NOW)

    first, second = enrol(person, cohort), enrol(person, cohort, signed_name="Another")

    assert first == second
    assert Enrolment.objects.get().signed_name == "A Person"


@pytest.mark.django_db(transaction=True)
def test_enrol_by_two_at_once_is_one():
    person, cohort = UserFactory(), CohortFactory(now=NOW)

    with transaction.atomic():
        first = enrol(person, cohort)
        second = blocked(partial(enrol, person, cohort))

    assert second.result() == first


def test_end_enrolment_says_when_and_why():
    person, cohort = UserFactory(), CohortFactory(now=NOW)
    enrol(person, cohort)

    for why in ("Withdrew", "Again"):
        actions.end_enrolment(person, cohort=cohort, why=why, at=NOW + DAY)

    enrolment = Enrolment.objects.get()
    assert (enrolment.status, enrolment.ended_at, enrolment.ended_why) == ("ended", NOW + DAY, "Withdrew")


def test_end_enrolment_of_whoever_takes_no_part_does_nothing():
    actions.end_enrolment(UserFactory(), cohort=CohortFactory(now=NOW), why="Withdrew", at=NOW)

    assert not Enrolment.objects.exists()


def test_enrol_again_after_the_end_is_a_new_one():
    person, cohort = UserFactory(), CohortFactory(now=NOW)
    enrol(person, cohort)
    actions.end_enrolment(person, cohort=cohort, why="Withdrew", at=NOW)

    enrol(person, cohort)

    assert sorted(Enrolment.objects.values_list("status", flat=True)) == ["active", "ended"]


# -- Availability --------------------------------------------------------------------------------------------------


def test_availability_is_kept_in_the_order_of_the_week_each_time_once():
    enrolment = enrol(UserFactory(), CohortFactory(now=NOW))
    before = enrolment.has_told_when

    given = {"slots": ["wed-school", "mon-evening", "wed-school"], "terms": "term time"}
    after = actions.set_availability(enrolment, by=enrolment.person, **given)

    assert (before, after.has_told_when) == (False, True)
    enrolment.refresh_from_db()
    assert (enrolment.availability, enrolment.terms) == (["mon-evening", "wed-school"], "term time")


def test_availability_is_in_the_trail_without_the_times_and_in_history_with_them():
    enrolment = enrol(UserFactory(), CohortFactory(now=NOW))

    actions.set_availability(enrolment, slots=["mon-school"], terms="all year", by=enrolment.person)

    entry = AuditEntry.objects.filter(table="cohorts_enrolment").latest("pk")
    assert (entry.actor, entry.fields) == (enrolment.person, ["availability", "terms"])
    history = enrolment.person_availability_terms_events.order_by("pgh_id")
    assert [event.availability for event in history] == [[], ["mon-school"]]


def test_availability_of_no_time_at_all_is_refused():
    enrolment = enrol(UserFactory(), CohortFactory(now=NOW))

    for slots in ([], ["someday-noon"]):
        with pytest.raises(Refused, match="at least one time"):
            actions.set_availability(enrolment, slots=slots, terms="all year", by=enrolment.person)


def test_availability_of_whoever_has_left_can_no_longer_be_changed():
    enrolment = enrol(UserFactory(), CohortFactory(now=NOW))
    actions.end_enrolment(enrolment.person, cohort=enrolment.cohort, why="Withdrew", at=NOW)

    with pytest.raises(Refused, match="no longer take part"):
        actions.set_availability(enrolment, slots=["mon-school"], terms="all year", by=enrolment.person)


@pytest.mark.django_db(transaction=True)
def test_availability_set_while_its_person_leaves_is_refused():
    enrolment = enrol(UserFactory(), CohortFactory(now=NOW))
    told = partial(actions.set_availability, enrolment, slots=["mon-school"], terms="all year", by=enrolment.person)

    with transaction.atomic():
        actions.end_enrolment(enrolment.person, cohort=enrolment.cohort, why="Withdrew", at=NOW)
        late = blocked(told)

    with pytest.raises(Refused, match="no longer take part"):
        late.result()
