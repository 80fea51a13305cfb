"""Applications of people who meet every rule, and their places, given out by the engine."""

import datetime as dt

import factory
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from cohorts.models import Cohort, Field, ProgrammeText
from core import places
from core.calendar import add_months
from returners.actions.equality import add_up
from returners.eligibility import Answers, Reason, RightToWork, Situation
from returners.equality import VERSIONS
from returners.models import Application, CareerBreak, EqualityTotals, PhoneDraft, Place, SavedCheck
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, PoolFactory, ProgrammeFactory


class CareerBreakFactory(DjangoModelFactory[CareerBreak]):
    """Childcare for two years up to the reference date, and going on."""

    class Meta:
        model = CareerBreak

    application = factory.SubFactory("tests.factories.returners.ApplicationFactory", career_break=None)
    reason = Reason.CHILDCARE
    start = factory.LazyAttribute(lambda spell: add_months(spell.application.cohort.reference_date, -24))


class ApplicationFactory(DjangoModelFactory[Application]):
    """A draft with everything answered. `submitted=True`, `in_review=True`, … for one further on its way."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    class Params:
        now = factory.LazyFunction(timezone.now)
        submitted = factory.Trait(status=Application.Status.SUBMITTED, submitted_at=factory.SelfAttribute("now"))
        in_review = factory.Trait(submitted=True, status=Application.Status.IN_REVIEW)
        assessment = factory.Trait(submitted=True, status=Application.Status.ASSESSMENT)
        not_offered = factory.Trait(
            submitted=True, status=Application.Status.NOT_OFFERED, closed_at=factory.SelfAttribute("now")
        )
        decided = factory.Trait(submitted=True, status=Application.Status.DECIDED)
        not_eligible = factory.Trait(
            submitted=True, status=Application.Status.NOT_ELIGIBLE, closed_at=factory.SelfAttribute("now")
        )
        withdrawn = factory.Trait(
            submitted=True, status=Application.Status.WITHDRAWN, closed_at=factory.SelfAttribute("now")
        )

    person = factory.SubFactory(UserFactory)
    cohort = factory.SubFactory(CohortFactory)
    programme = factory.SelfAttribute("cohort.programme")
    full_name = factory.SelfAttribute("person.name")
    phone = "+442079460123"
    contact_by = Application.Contact.EMAIL
    postcode = "LS6 3BN"
    situation = Situation.NOT_WORKING
    field = Field.TECHNOLOGY
    right_to_work = RightToWork.YES
    strand = factory.LazyAttribute(lambda application: application.programme.strands.order_by("-name").first())
    needs_support = Application.YesNo.NO
    declarations = factory.LazyAttribute(lambda a: a.programme.text(ProgrammeText.Kind.DECLARATIONS))
    declared_at = factory.SelfAttribute("now")
    privacy_notice = factory.LazyAttribute(lambda application: application.programme.privacy_notice)

    career_break = factory.RelatedFactory(CareerBreakFactory, factory_related_name="application")


class SavedCheckFactory(DjangoModelFactory[SavedCheck]):
    """A postcode and no more, kept just now."""

    class Meta:
        model = SavedCheck

    programme = factory.SelfAttribute("cohort.programme")
    answers = factory.LazyFunction(lambda: Answers(postcode="LS6 3BN").as_json())
    saved_at = factory.LazyFunction(timezone.now)

    class Params:
        cohort = factory.SubFactory(CohortFactory)


class EqualityTotalsFactory(DjangoModelFactory[EqualityTotals]):
    """What sixty people add up to, small numbers hidden."""

    class Meta:
        model = EqualityTotals

    programme = factory.SubFactory(ProgrammeFactory)
    version = 1
    frozen_on = factory.LazyFunction(timezone.localdate)
    people = 60

    @factory.lazy_attribute
    def tables(self):
        told = (
            [{"sex": "female", "age": "35-44"}] * 41 + [{"sex": "male", "age": "45-54"}] * 15 + [{"age": "25-34"}] * 4
        )
        return add_up(VERSIONS[self.version], told)


class PlaceFactory(DjangoModelFactory[Place]):
    """A turn taken in a pool: offered, or waiting where it is full. `confirmed=True` takes the offer up."""

    class Meta:
        model = Place

    pool = factory.SubFactory(PoolFactory)
    application = factory.SubFactory(ApplicationFactory, decided=True, cohort=factory.SelfAttribute("..pool.cohort"))
    seats = 1
    ahead = False
    confirmed = False
    at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, pool, at: dt.datetime, ahead: bool, confirmed: bool, **fields):
        with transaction.atomic():
            place = places.claim(pool, model_class(*args, **fields), at=at, ahead=ahead)
            return places.confirm(place, at=at) if confirmed else place


def many_applications(cohort: Cohort, number: int) -> list[Application]:
    """That many eligible people, in a few statements, for crowds at the door."""
    first = User.objects.count()
    people = User.objects.bulk_create(
        User(email=f"crowd-{first + n}@example.org", name=f"Person {n}", password="!") for n in range(number)
    )
    strand = cohort.programme.strands.order_by("-name").first()
    return Application.objects.bulk_create(
        Application(
            person=person,
            programme=cohort.programme,
            cohort=cohort,
            strand=strand,
            full_name=person.name,
            status=Application.Status.DECIDED,
            submitted_at=timezone.now(),
        )
        for person in people
    )


class PhoneDraftFactory(DjangoModelFactory[PhoneDraft]):
    """Every answer written down by a manager, nothing declared, no link sent yet."""

    class Meta:
        model = PhoneDraft

    application = factory.SubFactory(ApplicationFactory, declarations=None, declared_at=None)
    taken_by = factory.SubFactory(ProgrammeManagerFactory)
    taken_at = factory.LazyAttribute(lambda draft: draft.application.started_at)
