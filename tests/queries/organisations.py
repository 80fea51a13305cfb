"""The pages of staff about organisations."""

from django.utils import timezone

from employers.models import Domain, LikelyPair, Milestone, Note, Organisation, Site
from events.models import Trainee
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.factories.events import BookingFactory, ModuleFactory
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    """Enough for every page to have something on it, and somebody to look at each."""
    return {"staff": ProgrammeManagerFactory(), "organisation": OrganisationFactory(name="Cummins")}


def add_to(organisation: Organisation, n: int) -> None:
    """One more of everything that hangs on it."""
    now = timezone.now()
    ContactFactory(organisation=organisation)
    Site.objects.create(organisation=organisation, town="Leeds", postcode=f"LS{n} 4AP", region="North East")
    Domain.objects.create(organisation=organisation, name=f"site{n}.{organisation.pk}.example")
    Note.objects.create(organisation=organisation, author=ProgrammeManagerFactory(), text=f"Note {n}", at=now)
    booking = BookingFactory(organisation=organisation)
    address = f"trainee{n}.{organisation.pk}@example.org"
    Trainee.objects.create(
        series=ModuleFactory().series, email=address, name="Jo", organisation=organisation, last_came_at=now
    )
    Milestone.objects.create(organisation=organisation, programme=booking.event.programme, step=20, on=now.date())
    LikelyPair.objects.create(one=organisation, other=OrganisationFactory(), shared="Similar names", found_at=now)


def organisations(scene: Scene, number: int) -> None:
    for _ in range(number):
        add_to(OrganisationFactory(), 1)


def parts(scene: Scene, number: int) -> None:
    before = scene["organisation"].sites.count()
    for n in range(number):
        add_to(scene["organisation"], before + n)


LISTS: list[Listed] = [
    Listed("employers:organisation_list", "staff", organisations),
    Listed("employers:duplicate_list", "staff", organisations),
    Listed("portal:organisation_detail", "staff", parts, args=lambda scene: [scene["organisation"].uuid]),
]
