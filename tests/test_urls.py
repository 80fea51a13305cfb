"""One name, three places: view, address and template. And a gate on every view of ours."""

import ast
import inspect
from pathlib import Path

import pytest
from django.conf import settings

from tests.urls import addresses

OURS = [address for address in addresses() if address.is_ours]
TEMPLATES = Path(settings.BASE_DIR) / "templates"
GATES = {
    "public",
    "signed_in",
    "returner",
    "staff",
    "programme_manager",
    "programme_keeper",
    "administrator",
    "events_team",
    "events_reader",
    "partners_team",
    "trail_reader",
    "contact",
    "contacts_keeper",
    "reviewer",
    "session_leader",
    "mentor",
}
# Pages of allauth and of the admin that our templates draw, and parts of other pages.
NOT_OURS = {"account", "admin", "allauth", "components", "email", "govuk", "mfa", "usersessions"}


def app_of(view):
    return view.__module__.partition(".")[0]


def rendered(tree):
    """The templates that `render` is given by name, with the function it happens in."""
    return {
        (function.name, call.args[1].value)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "render"
        and isinstance(call.args[1], ast.Constant)
    }


def rendered_by(view):
    return rendered(ast.parse(inspect.getsource(inspect.getmodule(view))))


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_every_view_wears_a_gate(address):
    assert getattr(address.view, "gate", None) in GATES


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_view_has_the_name_of_its_address(address):
    assert address.name == f"{app_of(address.view)}:{address.view.__name__}"


@pytest.mark.parametrize("address", OURS, ids=lambda address: address.name)
def test_view_renders_the_template_of_its_name(address):
    own = f"{app_of(address.view)}/{address.view.__name__}.html"

    directly = {template for function, template in rendered_by(address.view) if function == address.view.__name__}

    assert directly <= {own}


def test_every_template_of_a_page_is_drawn_by_the_view_of_its_name():
    views = {address.view for address in OURS}
    drawn = {template for view in views for _, template in rendered_by(view)}
    named = {f"{app_of(view)}/{view.__name__}.html" for view in views}

    pages = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.glob("*/*.html")
        if path.parent.name not in NOT_OURS and not path.name.startswith("_")
    }

    assert pages == drawn
    assert pages <= named


def test_names_that_are_not_ours_lead_to_views_that_are_not_ours():
    """Nothing of ours hides behind a name of allauth's or the admin's; but the admin's sign-in is the portal's own."""
    foreign = {address.view.__module__.partition(".")[0] for address in addresses() if not address.is_ours}
    replaced = {address.name for address in addresses() if not address.is_ours and app_of(address.view) == "accounts"}

    assert foreign == {"allauth", "django", "accounts"}
    assert replaced == {"admin:login"}
