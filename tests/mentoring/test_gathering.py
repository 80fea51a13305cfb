"""What a run reads of the rows: who is in it, as whom, and who is not to be asked about whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts import actions as cohorts
from core.skills import Skill
from mentoring.gathering import gather
from mentoring.models import Hand, Mentor, Pair, Run, Unmatched
from mentoring.people import Mode, Rule
from mentoring.rules import broken
from returners.models import Profile
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.core import SkillFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.mentoring import HandFactory, MentorFactory, PairFactory, RunFactory, WantsFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return CohortFactory()


def a_returner(cohort, **fields):
    return EnrolmentFactory(cohort=cohort, told_when=True, **fields)


def a_mentor(cohort, **fields):
    return MentorFactory(programme=cohort.programme, **fields)


def only(people):
    [person] = people
    return person


def of(gathered, row):
    """As whom somebody is in the run; None if they are not."""
    return next((one for one in [*gathered.mentees, *gathered.mentors] if one.id == str(row.uuid)), None)


def over(status, **fields):
    """A pair that is over."""
    return {"status": status, "ended_at": timezone.now(), "reason": "time"} | fields


def test_a_returner_who_told_nothing_of_mentors_is_as_their_profile_says(cohort):
    profile = ProfileFactory(application__cohort=cohort)
    application, enrolment = profile.application, profile.enrolment
    WorkRoleFactory(application=application, employer="Mersey Data (UK) Ltd", occupation="2134", end="2015-01-01")
    WorkRoleFactory(application=application, employer="A shop", occupation="", occupation_version="", end=None)
    known, topic = KnownSkillFactory(application=application).skill, WantedTopicFactory(application=application).skill
    enrolment.availability = ["mon-school"]
    enrolment.save()

    person = only(gather(cohort).mentees)

    assert person == (
        str(enrolment.uuid), enrolment.strand.slug, "soc-2134", {str(known.pk)}, {str(topic.pk)},
        "Yorkshire and The Humber", Mode.EITHER, {"mon-school"}, 1, "", set(), 1, {"mersey data", "a shop"}, (), 0,
    )  # fmt: skip


def test_what_a_returner_told_counts_and_the_employers_of_their_profile_beside_it(cohort):
    application = ProfileFactory(application__cohort=cohort, told=True).application
    skill, topic, last = SkillFactory(), SkillFactory(group=Skill.Group.TOPIC), SkillFactory(group=Skill.Group.TOPIC)
    wants = WantsFactory(
        enrolment=application.profile.enrolment,
        occupation="2122",
        occupation_version="2020",
        mode=Mode.ONLINE,
        seniority=4,
        employers=["Aire Rail PLC", "self-employed"],
        first_wish=topic,
        third_wish=last,
    )
    wants.skills.set([skill, topic, last])

    gathered = gather(cohort)

    person = only(gathered.mentees)
    assert (person.field, person.mode, person.seniority) == ("soc-2122", "online", 4)
    assert (person.skills, person.topics) == ({str(skill.pk)}, {str(topic.pk), str(last.pk)})
    assert person.wished == (str(topic.pk), str(last.pk))
    assert person.other_employers == {"acme software", "aire rail"}
    assert [gathered.name(code) for code in ("soc-2122", str(skill.pk))] == ["Mechanical engineer", skill.name]


@pytest.mark.parametrize("worked_at", ["aire rail", "The Aire Rail Company Ltd", "Old Aire Tracks", "Mersey Data"])
def test_no_mentor_is_from_any_place_where_a_returner_worked(cohort, worked_at):
    """Under whichever name, of whichever role, and whatever the mentor typed."""
    application = ProfileFactory(application__cohort=cohort).application
    for employer in ("Somewhere first", worked_at, "Somewhere last"):
        WorkRoleFactory(application=application, employer=employer)
    organisation = OrganisationFactory(name="Aire Rail", other_names=["Old Aire Tracks"])
    a_mentor(cohort, employer="Mersey  DATA limited", organisation=organisation)

    gathered = gather(cohort)

    assert Rule.EMPLOYER in broken(only(gathered.mentees), only(gathered.mentors))


def test_two_who_worked_for_themselves_did_not_work_at_one_place(cohort):
    WorkRoleFactory(application=ProfileFactory(application__cohort=cohort).application, employer="Self-employed")
    a_mentor(cohort, employer="self employed")

    gathered = gather(cohort)

    assert Rule.EMPLOYER not in broken(only(gathered.mentees), only(gathered.mentors))


def test_people_without_a_field_do_not_share_one(cohort):
    """A code of another list than ours means something else."""
    WantsFactory(enrolment=a_returner(cohort))
    a_mentor(cohort, occupation="2134", occupation_version="2010")

    gathered = gather(cohort)

    assert {only(gathered.mentees).field, only(gathered.mentors).field} == {""}


def test_those_are_matched_who_take_part_want_a_mentor_and_have_none(cohort):
    waiting = [a_returner(cohort), WantsFactory(enrolment=a_returner(cohort)).enrolment]
    a_returner(cohort, paused=True)
    a_returner(cohort, ended=True)
    a_returner(CohortFactory(programme=cohort.programme))
    WantsFactory(enrolment=a_returner(cohort), wants_mentor=False)
    PairFactory(enrolment=a_returner(cohort))
    PairFactory(enrolment=a_returner(cohort), active=True)
    PairFactory(enrolment=a_returner(cohort), active=True, **over("completed"))
    PairFactory(enrolment=a_returner(cohort), active=True, **over("ended", reason="enough"))
    waiting.append(PairFactory(enrolment=a_returner(cohort), **over("declined")).enrolment)

    gathered = gather(cohort)

    assert {one.id for one in gathered.mentees} == {str(one.uuid) for one in waiting}


def test_whoever_has_a_mentor_by_another_cohort_of_the_programme_has_one(cohort):
    before = PairFactory(enrolment__cohort=CohortFactory(programme=cohort.programme), active=True).enrolment
    a_returner(cohort, person=before.person)

    assert gather(cohort).mentees == []


def test_places_of_a_mentor_are_taken_by_every_cohort_that_shares_them(cohort):
    mentor = a_mentor(cohort, capacity=3)
    full = a_mentor(cohort)
    for status in ("asked", "active"):
        elsewhere = a_returner(CohortFactory(programme=cohort.programme))
        PairFactory(enrolment=elsewhere, mentor=mentor, active=status == "active")
    PairFactory(enrolment=a_returner(cohort), mentor=mentor, **over("expired"))
    PairFactory(enrolment=a_returner(cohort), mentor=full)

    gathered = gather(cohort)

    assert (of(gathered, mentor).capacity, of(gathered, full).capacity) == (1, 0)


def test_only_approved_mentors_of_the_programme_take_somebody_new(cohort):
    approved = a_mentor(cohort)
    for status in set(Mentor.Status) - {Mentor.Status.APPROVED}:
        a_mentor(cohort, status=status, left_at=timezone.now() if status == Mentor.Status.LEFT else None)
    MentorFactory()

    assert [one.id for one in gather(cohort).mentors] == [str(approved.uuid)]


def test_nobody_mentors_themselves(cohort):
    person = a_mentor(cohort).person
    a_returner(cohort, person=person)

    gathered = gather(cohort)

    assert Rule.EXCLUSION in broken(only(gathered.mentees), only(gathered.mentors))


def test_what_staff_set_is_kept_where_both_are_in_the_run(cohort):
    returner, mentor, other, paused = a_returner(cohort), *(a_mentor(cohort) for _ in range(2)), a_mentor(cohort)
    paused.status = Mentor.Status.PAUSED
    paused.save()
    HandFactory(enrolment=returner, mentor=mentor)
    HandFactory(enrolment=returner, mentor=other, kind=Hand.Kind.FORBIDDEN)
    kept_with_paused = HandFactory(enrolment=a_returner(cohort), mentor=paused)
    HandFactory(enrolment=a_returner(cohort, ended=True), mentor=other)

    gathered = gather(cohort)

    assert gathered.wish.locked == {(str(returner.uuid), str(mentor.uuid))}
    assert gathered.wish.forbidden == {(str(returner.uuid), str(other.uuid))}
    assert gathered.set_aside == [(str(kept_with_paused.enrolment.uuid), str(paused.uuid))]


@pytest.mark.parametrize(
    ("status", "again"), [("declined", False), ("expired", False), ("ended", False), ("withdrawn", True)]
)
def test_two_who_had_their_try_are_not_brought_together_again(cohort, status, again):
    """In another cohort neither. A question that was taken back was no try."""
    before = a_returner(CohortFactory(programme=cohort.programme), ended=True)
    mentor = a_mentor(cohort)
    PairFactory(enrolment=before, mentor=mentor, active=status == "ended", **over(status))
    returner = a_returner(cohort, person=before.person)

    gathered = gather(cohort)

    assert gathered.wish.forbidden == (set() if again else {(str(returner.uuid), str(mentor.uuid))})


def test_published_runs_that_found_nobody_are_counted(cohort):
    returner, lucky = a_returner(cohort), a_returner(cohort)
    published = {"status": Run.Status.PUBLISHED, "published_at": timezone.now()}
    for run in (
        RunFactory(cohort=cohort, **published),
        RunFactory(cohort=cohort, **published),
        RunFactory(cohort=cohort),
    ):
        Unmatched.objects.create(run=run, enrolment=returner, rule=Rule.CAPACITY, words="-", change="-")

    gathered = gather(cohort)

    assert (of(gathered, returner).left_out, of(gathered, lucky).left_out) == (2, 0)


def test_one_alone_is_gathered_whoever_they_are(cohort):
    returner, _ = PairFactory(enrolment=a_returner(cohort)).enrolment, a_returner(cohort)

    assert only(gather(cohort, alone=returner).mentees).id == str(returner.uuid)


def test_what_was_told_and_set_goes_along_to_another_cohort(cohort):
    hand = HandFactory(enrolment=a_returner(cohort))
    WantsFactory(enrolment=hand.enrolment, seniority=6)
    other = CohortFactory(programme=cohort.programme)

    cohorts.go_on_in(hand.enrolment, other, why="-", reason="", is_deferral=False, at=timezone.now())

    gathered = gather(other)
    assert only(gathered.mentees).seniority == 6
    assert len(gathered.wish.locked) == 1


def test_many_are_gathered_in_as_many_queries_as_few(cohort):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            gather(cohort)
        return len(captured)

    def more():
        application = ProfileFactory(application__cohort=cohort, told=True).application
        WantsFactory(enrolment=application.profile.enrolment).skills.set([SkillFactory()])
        mentor = a_mentor(cohort, organisation=OrganisationFactory(other_names=["Before"]))
        mentor.skills.set([SkillFactory()])
        HandFactory(enrolment=application.profile.enrolment, mentor=mentor)
        PairFactory(enrolment=application.profile.enrolment, mentor=mentor, **over(Pair.Status.DECLINED))

    more()
    few = queries()
    for _ in range(3):
        more()

    assert queries() == few <= 15
    assert Profile.objects.count() == 4
