import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.cache import SessionStore
from django.http import Http404, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts import gates
from accounts.models import User
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory

pytestmark = pytest.mark.django_db


def request_of(rf, user, *, passed=True):
    request = rf.get("/somewhere/?page=2")
    request.user = User.objects.with_access().get(pk=user.pk) if user else AnonymousUser()
    request.session = SessionStore()
    if user and passed:
        request.session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        request.session["account_authentication_methods_user"] = str(user.pk)
    return request


def view(request):
    """What the page does."""
    return HttpResponse("in")


GATES = {
    "public": (gates.public, {"nobody", "returner", "manager", "administrator"}),
    "signed_in": (gates.signed_in, {"returner", "manager", "administrator"}),
    "returner": (gates.returner, {"returner", "manager", "administrator"}),
    "staff": (gates.staff, {"manager", "administrator"}),
    "programme_manager": (gates.programme_manager, {"manager"}),
    "administrator": (gates.administrator, {"administrator"}),
}


@pytest.mark.parametrize("name", GATES)
def test_gate_lets_in_whom_it_should(rf, name):
    gate, welcome = GATES[name]
    people = {
        "nobody": None,
        "returner": UserFactory(),
        "manager": ProgrammeManagerFactory(),
        "administrator": AdministratorFactory(),
    }

    outcomes = {}
    for who, person in people.items():
        try:
            outcomes[who] = gate(view)(request_of(rf, person)).status_code
        except Http404:
            outcomes[who] = 404

    assert {who for who, status in outcomes.items() if status == 200} == welcome
    assert all(status in {200, 404} for who, status in outcomes.items() if who != "nobody")
    assert outcomes["nobody"] == (200 if name == "public" else 302)


@pytest.mark.parametrize("name", GATES)
def test_gate_names_itself_and_keeps_the_name_of_the_view(name):
    gated = GATES[name][0](view)

    assert gated.gate == name
    assert (gated.__name__, gated.__doc__) == ("view", "What the page does.")


def test_gate_asks_who_is_not_signed_in_to_come_back_afterwards(rf):
    response = gates.staff(view)(request_of(rf, None))

    assert response.url == "/account/login/?next=/somewhere/%3Fpage%3D2"


def test_staff_gate_is_shut_without_the_second_factor(rf):
    with pytest.raises(Http404):
        gates.staff(view)(request_of(rf, ProgrammeManagerFactory(), passed=False))


def views_of(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from views_of(entry)
        elif isinstance(entry, URLPattern):
            yield entry.callback


def test_every_view_of_accounts_wears_a_gate():
    ours = [view for view in views_of(get_resolver()) if view.__module__ == "accounts.views"]

    assert len(ours) == 12
    assert [view.__name__ for view in ours if not hasattr(view, "gate")] == []
