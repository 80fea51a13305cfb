"""What is told once a place is confirmed: kept, counted once, and only until the cohort ends or somebody leaves."""

import datetime as dt
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from cohorts.models import Enrolment, ProgrammeText
from core.audit import AuditEntry
from core.calendar import uk_instant
from core.errors import Refused
from core.occupations import VERSION
from returners import actions
from returners.actions.telling import SAME_ROLE
from returners.models import KnownSkill, Profile, WantedTopic, WorkRole
from returners.models.profile import MOST_ROLES
from tests.factories.cohorts import CohortFactory
from tests.factories.core import SkillFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory
from tests.parallel import blocked, in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
ROLE = {
    "job_title": "Developer",
    "employer": "Acme",
    "occupation": "2134",
    "occupation_version": VERSION,
    "start": dt.date(2012, 9, 1),
    "end": dt.date(2018, 3, 1),
}
WORK = {"hours": "part time", "patterns": ["hybrid", "home"], "travel": "30 minutes", "kinds": ["returnship"]}


def confirmed():
    """Somebody who has just taken up their place."""
    draft = ApplicationFactory(now=NOW, cohort=CohortFactory(now=NOW))
    application = actions.submit(draft, at=NOW)
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    actions.accept(application.places.get(), agreement=agreement, signed_name="A Person", at=NOW)
    return application


def given(application, at=LATER):
    return {"at": at, "by": application.person}


def every_way(application):
    """Each action, ready to be called with the instant it happens at."""
    role, known = WorkRoleFactory(application=application), KnownSkillFactory(application=application)
    by = application.person
    return [
        partial(actions.add_role, application, by=by, **ROLE),
        partial(actions.change_role, role, by=by, **ROLE | {"job_title": "Tester"}),
        partial(actions.remove_role, role, by=by),
        partial(actions.finish_roles, application, by=by),
        partial(actions.choose_skills, application, by=by, skills=[]),
        partial(actions.rate_skill, known, by=by, last_used=2019, confidence=4),
        partial(actions.tell_availability, application, by=by, slots=["mon-school"], terms="all year"),
        partial(actions.tell_wanted_work, application, by=by, **WORK),
        partial(actions.tell_wanted_help, application, by=by, topics=[], hopes=""),
    ]


# -- From when to when ---------------------------------------------------------------------------------------------


def test_profile_begins_when_the_place_is_confirmed():
    application = confirmed()

    profile = Profile.objects.get()
    assert (profile.application, profile.enrolment) == (application, Enrolment.objects.get())
    assert profile.why_closed(NOW) == ""


def test_everything_may_change_up_to_the_last_minute_of_the_last_day():
    application = confirmed()
    last = uk_instant(application.cohort.ends_on, 23, 59)

    for tell in every_way(application):
        tell(at=last)

    assert WantedTopic.objects.count() == 0
    assert Profile.objects.get().hours == "part time"


def test_nothing_may_change_once_the_cohort_has_ended():
    application = confirmed()
    ways = every_way(application)
    trail = AuditEntry.objects.count()

    for tell in ways:
        with pytest.raises(Refused, match="so this can no longer be changed"):
            tell(at=uk_instant(application.cohort.ends_on + dt.timedelta(days=1), 0))

    assert AuditEntry.objects.count() == trail


def test_nothing_may_change_once_its_person_has_left():
    application = confirmed()
    ways = every_way(application)
    actions.withdraw(application, at=LATER)

    for tell in ways:
        with pytest.raises(Refused, match="You no longer take part"):
            tell(at=LATER)


@pytest.mark.django_db(transaction=True)
def test_telling_waits_for_leaving_and_is_refused():
    application = confirmed()
    add = partial(actions.add_role, application, **ROLE, **given(application))

    with transaction.atomic():
        actions.withdraw(application, at=LATER)
        late = blocked(add)

    with pytest.raises(Refused, match="You no longer take part"):
        late.result()
    assert not WorkRole.objects.exists()


def test_every_change_is_in_the_trail_put_down_to_its_person():
    application = confirmed()
    before = AuditEntry.objects.count()

    for tell in every_way(application):
        tell(at=LATER)

    tables = ("returners_workrole", "returners_knownskill", "returners_profile", "cohorts_enrolment")
    for table in tables:
        entries = AuditEntry.objects.filter(table=table, pk__gt=before)
        assert entries.filter(actor=application.person).exists(), table
    role = WorkRole.pgh_event_model.objects.filter(job_title="Developer")
    assert role.exists()


# -- Experience ----------------------------------------------------------------------------------------------------


def test_role_sent_twice_is_one_and_the_later_answer_counts():
    application = confirmed()

    first = actions.add_role(application, **ROLE, **given(application))
    second = actions.add_role(application, **ROLE | {"end": None, "occupation": "2136"}, **given(application))

    assert first == second
    role = WorkRole.objects.get()
    assert (role.end, role.occupation_name) == (None, "IT quality or testing professional")


def test_roles_are_listed_with_the_latest_first():
    application = confirmed()
    for title, start, end in (("Old", 2001, 2005), ("Now", 2019, None), ("Newer", 2006, 2012), ("Short", 2008, 2012)):
        span = {"start": dt.date(start, 1, 1), "end": end and dt.date(end, 1, 1)}
        actions.add_role(application, **ROLE | span | {"job_title": title}, **given(application))

    assert [role.job_title for role in application.work_roles.all()] == ["Now", "Short", "Newer", "Old"]
    assert application.work_roles.last().when == "January 2001 to January 2005"


def test_role_changed_into_another_is_refused():
    application = confirmed()
    one = actions.add_role(application, **ROLE, **given(application))
    other = actions.add_role(application, **ROLE | {"employer": "Bolt"}, **given(application))

    with pytest.raises(Refused, match=SAME_ROLE):
        actions.change_role(other, **ROLE, **given(application))
    actions.change_role(one, **ROLE | {"job_title": "Senior developer"}, **given(application))

    assert sorted(application.work_roles.values_list("job_title", flat=True)) == ["Developer", "Senior developer"]


def test_role_removed_in_another_tab_stays_removed():
    application = confirmed()
    role = actions.add_role(application, **ROLE, **given(application))

    for _ in range(2):
        actions.remove_role(role, **given(application))
    actions.change_role(role, **ROLE | {"employer": "Bolt"}, **given(application))

    assert not WorkRole.objects.exists()


def test_roles_have_a_limit():
    application = confirmed()
    for number in range(MOST_ROLES):
        last = actions.add_role(application, **ROLE | {"employer": f"Firm {number}"}, **given(application))

    with pytest.raises(Refused, match="as many as we can keep"):
        actions.add_role(application, **ROLE, **given(application))
    again = actions.add_role(application, **ROLE | {"employer": last.employer}, **given(application))

    assert again == last
    assert application.work_roles.count() == MOST_ROLES


@pytest.mark.django_db(transaction=True)
def test_last_role_of_the_limit_goes_to_one_of_two_tabs():
    application = confirmed()
    for number in range(MOST_ROLES - 1):
        WorkRoleFactory(application=application, employer=f"Firm {number}")
    tabs = [partial(actions.add_role, application, **ROLE | {"employer": name}, **given(application)) for name in "AB"]

    outcomes = in_parallel(tabs, may_raise=(Refused,))

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert application.work_roles.count() == MOST_ROLES


def test_roles_are_finished_only_when_there_is_one():
    application = confirmed()

    with pytest.raises(Refused, match="Add one first"):
        actions.finish_roles(application, **given(application))
    WorkRoleFactory(application=application)
    actions.finish_roles(application, **given(application))

    assert Profile.objects.get().has_told_all_roles


@pytest.mark.parametrize(
    "wrong",
    [{"end": dt.date(2009, 1, 1)}, {"occupation": "2134", "occupation_version": ""}, {"occupation": ""}],
    ids=["ends before it starts", "a code of no list", "a list without a code"],
)
def test_database_refuses_roles_that_cannot_be(wrong):
    application = ProfileFactory().application

    with pytest.raises(IntegrityError):
        WorkRoleFactory(application=application, **wrong)


# -- Skills --------------------------------------------------------------------------------------------------------


def test_skills_chosen_anew_keep_what_was_said_of_those_that_stay():
    application = confirmed()
    stays, goes = (KnownSkillFactory(application=application) for _ in range(2))
    new = SkillFactory()

    actions.choose_skills(application, skills=[stays.skill_id, new.pk, new.pk], **given(application))

    assert set(application.known_skills.values_list("skill", "confidence")) == {(stays.skill_id, 3), (new.pk, None)}
    assert not KnownSkill.objects.filter(pk=goes.pk).exists()


def test_no_skill_of_the_list_is_an_answer():
    application = confirmed()
    KnownSkillFactory(application=application)

    actions.choose_skills(application, skills=[], **given(application))
    none = Profile.objects.get().has_no_listed_skill
    actions.choose_skills(application, skills=[SkillFactory().pk], **given(application))

    assert (none, Profile.objects.get().has_no_listed_skill) == (True, False)


def test_skill_is_rated_whole_or_not_at_all():
    known = KnownSkillFactory(rated=False)

    actions.rate_skill(known, last_used=2015, confidence=2, **given(known.application))

    known.refresh_from_db()
    assert known.get_confidence_display() == "2: It would come back to me with time and practice"
    for wrong in ({"last_used": None}, {"confidence": 6}, {"confidence": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            KnownSkill.objects.filter(pk=known.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_skills_chosen_in_two_tabs_at_once_are_those_of_one_tab():
    application, skills = confirmed(), [SkillFactory() for _ in range(4)]
    tabs = [
        partial(actions.choose_skills, application, skills=[skill.pk for skill in some], **given(application))
        for some in (skills[:3], skills[1:])
    ]

    in_parallel(tabs)

    chosen = set(application.known_skills.values_list("skill", flat=True))
    assert chosen in ({skill.pk for skill in skills[:3]}, {skill.pk for skill in skills[1:]})


# -- Availability and wishes ---------------------------------------------------------------------------------------


def test_availability_is_kept_with_the_enrolment():
    application = confirmed()

    actions.tell_availability(application, slots=["fri-morning", "mon-school"], terms="term time", **given(application))

    enrolment = Enrolment.objects.get()
    assert (enrolment.availability, enrolment.terms) == (["mon-school", "fri-morning"], "term time")


def test_wishes_are_kept():
    application, topic = confirmed(), SkillFactory(group="topic")

    actions.tell_wanted_work(application, **WORK, **given(application))
    actions.tell_wanted_help(application, topics=[topic.pk], hopes="Confidence", **given(application))

    profile = Profile.objects.get()
    assert {name: getattr(profile, name) for name in WORK} == WORK
    assert (profile.hopes, profile.wants_no_topic) == ("Confidence", False)
    assert application.wanted_topics.get().skill == topic


def test_no_help_for_now_is_an_answer():
    topic = WantedTopicFactory()
    application = topic.application

    actions.tell_wanted_help(application, topics=[], hopes="", **given(application))

    assert application.wanted_topics.count() == 0
    assert Profile.objects.get().wants_no_topic
