"""People for the tests of erasing."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import ProgrammeText
from portal.models import Erasure
from returners import actions
from tests.factories.accounts import PASSWORD
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

NAME, EMAIL, EARLIER = "Quillon Ashgrove", "quillon@example.org", "q.before@example.org"
PHONE, POSTCODE = "+447700900456", "LS6 9ZX"
HERE = Erasure.How.HERE


def applies(person, cohort, **answers):
    answers = {"full_name": person.name, "phone": PHONE, "postcode": POSTCODE, **answers}
    support = {"needs_support": "yes", "support_needs": "I need a hearing loop"}
    return actions.submit(ApplicationFactory(person=person, cohort=cohort, **support, **answers), at=timezone.now())


def accept(application):
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    place = application.places.get()
    return actions.accept(place, agreement=agreement, signed_name=application.full_name, at=timezone.now())


def signs_in(person):
    """As a browser does, answers of the quick check and all."""
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    programme = CohortFactory().programme
    client.post(reverse("returners:eligibility_question", args=[programme.slug, "postcode"]), {"postcode": POSTCODE})
    return client
