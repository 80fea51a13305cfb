"""What people with a confirmed place have told, from nothing to everything."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.occupations import VERSION
from core.skills import Skill
from returners.models import KnownSkill, Profile, WantedTopic, WorkRole
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.core import SkillFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory


class WorkRoleFactory(DjangoModelFactory[WorkRole]):
    class Meta:
        model = WorkRole

    application = factory.LazyFunction(lambda: ProfileFactory().application)
    job_title = factory.Sequence("Developer {}".format)
    employer = "Acme Software"
    occupation = "2134"
    occupation_version = VERSION
    start = dt.date(2010, 9, 1)
    end = dt.date(2018, 3, 1)


class KnownSkillFactory(DjangoModelFactory[KnownSkill]):
    """`rated=False` for one that has been ticked and no more."""

    class Meta:
        model = KnownSkill

    class Params:
        rated = True

    application = factory.LazyFunction(lambda: ProfileFactory().application)
    skill = factory.SubFactory(SkillFactory)
    last_used = factory.LazyAttribute(lambda known: 2018 if known.rated else None)
    confidence = factory.LazyAttribute(lambda known: 3 if known.rated else None)


class WantedTopicFactory(DjangoModelFactory[WantedTopic]):
    class Meta:
        model = WantedTopic

    application = factory.LazyFunction(lambda: ProfileFactory().application)
    skill = factory.SubFactory(SkillFactory, group=Skill.Group.TOPIC)


TOLD = {
    "has_told_all_roles": True,
    "hours": Profile.Hours.PART_TIME,
    "patterns": [Profile.Pattern.HYBRID, Profile.Pattern.HOME],
    "travel": Profile.Travel.HALF_AN_HOUR,
    "kinds": [Profile.Kind.RETURNSHIP],
    "hopes": "To find my feet again.",
}


class ProfileFactory(DjangoModelFactory[Profile]):
    """Of somebody whose place has just been confirmed. `told=True`: they have told everything."""

    class Meta:
        model = Profile

    application = factory.SubFactory(ApplicationFactory, decided=True, now=factory.SelfAttribute("..at"))
    at = factory.LazyFunction(timezone.now)
    told = False

    @classmethod
    def _create(cls, model_class, *args, application, at: dt.datetime, told: bool, **fields):
        cohort = application.cohort
        PlaceFactory(pool=cohort.pools.get(), application=application, confirmed=True, at=at)
        enrolment = EnrolmentFactory(
            person=application.person, cohort=cohort, strand=application.strand, now=at, told_when=told
        )
        given = (TOLD if told else {}) | fields
        profile = model_class.objects.create(application=application, enrolment=enrolment, **given)
        if told:
            for rows in (WorkRoleFactory, KnownSkillFactory, WantedTopicFactory):
                rows(application=application)
        return profile
