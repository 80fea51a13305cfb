"""The forms of a thread, through one of an organisation."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from employers.models import SupportRequest
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import ContactFactory, SupportRequestFactory
from tests.inputs.form import Scene, Typed


def asked() -> tuple[Client, SupportRequest]:
    member = ContactFactory()
    thread = SupportRequestFactory(organisation=member.organisation, asked_by=member.person)
    return sign_in(Client(), member.person), thread


def team() -> tuple[Client, SupportRequest]:
    return sign_in(Client(), ProgrammeManagerFactory()), SupportRequestFactory()


SCENES: dict[str, Scene] = {"asked": asked, "team": team}


def of(name: str) -> Callable[[SupportRequest], str]:
    return lambda thread: reverse(f"employers:{name}", args=[thread.uuid])


FORMS: dict[str, Typed] = {
    "WriteForm": Typed("asked", of("support_request"), {"text": "And then?"}),
    "AnswerForm": Typed("team", of("support_answer"), {"text": "With the training."}),
    "OwnerForm": Typed("team", of("support_assign"), {"owner": "nobody"}),
    "DueForm": Typed("team", of("support_due"), {"on_day": "8", "on_month": "1", "on_year": "2030"}),
}
# Nothing by themselves: see SupportForm and SupportFilterForm.
BASES: set[str] = {"AskForm", "ThreadFilterForm"}
