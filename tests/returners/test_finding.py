"""Staff find an application by whatever they have in hand."""

import pytest

from returners.models import Application
from tests.factories.accounts import UserFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    ApplicationFactory(submitted=True, full_name="Somebody Else", phone="", postcode="M1 1AE", reference="R2222-2222")
    person = UserFactory(name="Amina", email="amina.h@example.org")
    return ApplicationFactory(
        submitted=True,
        person=person,
        full_name="Amina Hussain",
        phone="+447700900123",
        postcode="LS6 3BN",
        reference="RABCD-EFGH",
    )


@pytest.mark.parametrize(
    "text",
    [
        "hussain",
        "  Amina   huss ",
        "RABCD-EFGH",
        "rabcd efgh",
        "rabcdefgh",
        "07700 900123",
        "+44 7700 900 123",
        "ls63bn",
        "LS6 3BN",
        "amina.h@example.org",
        "amina.h@",
    ],
)
def test_an_application_is_found(application, text):
    assert list(Application.objects.matching(text)) == [application]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "okafor",
        "07700 900124",
        "LS6 3BP",
        "RABCD-EFGJ",
        "0" * 400,
        "+",
        "(((((((((((",
        "0123456789012345678901234567890",
        "@",
        "@@",
    ],
)
def test_nothing_is_found_by_what_is_not_there(application, text):
    assert not Application.objects.matching(text).exists()
