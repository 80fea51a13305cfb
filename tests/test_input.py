"""Whatever is typed into any field of any form: never a fault, never lost, never taken for markup.

The forms are in tests/inputs. Those of allauth and of accounts are tried in tests/accounts.
"""

import ast
import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.utils.html import escape

from core.forms import PortalForm
from tests.inputs import APPS, forms
from tests.undoing import undone

pytestmark = pytest.mark.django_db

ODD = {
    "nul": "\x00",
    "nul inside": "Ada\x00Lovelace",
    "emoji": "👩‍👩‍👧‍👦" * 20,
    "right to left": "\u202eevil\u202c عربي עברית",
    "combining": "Z̸̡̢̛̗̘̙̜̝̞̟̠" * 20,
    "10,000 characters": "x" * 10_000,
    "10,000 lines": "\r\n" * 5_000,
    "markup": "<script>alert(1)</script>&amp;\"'",
    "template": "{{ settings.SECRET_KEY }}{% csrf_token %}%(x)s%s{0}",
    "sql": "'; DROP TABLE returners_application; --",
    "digits of elsewhere": "١٢٣٤",
    "a big number": "9" * 400,
    "less than nothing": "-1",
    "blank": " \t\u00a0\u2003",
    "last characters": "\ud7ff\uffff\U0010ffff",
    "control": "\x01\x08\x0b\x1b[31m\x7f",
}
ODDEST = ["nul inside", "10,000 characters", "markup", "digits of elsewhere", "a big number", "last characters"]
SHOWN_AS_TYPED = re.compile(r"[\x20-\x7e]{3,}")


def is_text(page: str, field: str) -> bool:
    """Whether the field is one to type into, so that what was typed has to be there again."""
    found = re.search(rf'<(input|textarea|select)[^>]*\bname="{field}"[^>]*>', page)
    return bool(found) and found[1] != "select" and not re.search(r'type="(radio|checkbox|file|hidden)"', found[0])


@pytest.fixture(scope="module")
def scene(lasting_db, request):
    """One for all forms that are filled in there: what a test makes of it is taken back, and in the end the scene.

    Tables that nobody has analysed must stay small: a question over three of them costs their product.
    """
    with transaction.atomic():
        yield request.param()
        transaction.set_rollback(True)


each_form = pytest.mark.parametrize(
    ("form", "scene"), [(form, form.scene) for form in forms()], indirect=["scene"], ids=[form.name for form in forms()]
)


def assert_survives(form, client, url, odd):
    """Sent with these among what is right: an answer, or asked again with everything there as it was typed."""
    with undone(client):
        response = form.send(client, url, **odd)

        assert response.status_code in (200, 302), odd.keys()
        if response.streaming:
            return  # an answer as well: a file
        if response.status_code == 302:
            assert client.get(response.url, follow=True).status_code == 200
        elif response.context["form"].errors:
            kept = {field: SHOWN_AS_TYPED.findall(text) for field, text in odd.items() if is_text(response.text, field)}
            for field, parts in kept.items():
                assert all(escape(part) in response.text for part in parts), (field, "lost what was typed")
        assert "<script>alert" not in response.text


@each_form
def test_form_survives_anything_in_every_field_at_once(form, scene):
    """Each field has each value once, and its neighbours other ones."""
    client, about = scene
    url, odd = form.typed.where(about), list(ODD.values())

    for turn in range(len(odd)):
        assert_survives(
            form, client, url, {field: odd[(turn + n) % len(odd)] for n, field in enumerate(form.typed.given)}
        )


@pytest.mark.parametrize("each", [2, pytest.param(len(ODD), marks=pytest.mark.torture)], ids=["two", "all"])
@each_form
def test_form_survives_the_odd_in_one_field(form, scene, each):
    """With all others right: what is odd gets as far as it can. The oddest take turns at the fields, `each` at one."""
    client, about = scene
    url, turns = form.typed.where(about), itertools.cycle(ODDEST if each < len(ODD) else ODD)

    for field in form.typed.given:
        for name in itertools.islice(turns, each):
            assert_survives(form, client, url, {field: ODD[name]})


@each_form
def test_form_without_anything_in_it_asks_for_what_is_missing(form, scene):
    client, about = scene

    with undone(client):
        response = client.post(form.typed.where(about), dict.fromkeys(form.typed.given, ""))

    assert response.status_code in (200, 302)


@each_form
def test_form_survives_fields_twice_and_fields_of_its_own(form, scene):
    client, about = scene
    twice = {name: [value, value] for name, value in form.typed.given.items()}
    frozen = {"status": "decided", "person": "1", "programme": "1", "closed_at": "", "uuid": "x", "reference": "x"}
    before = {name: getattr(about, name) for name in ("uuid", "reference") if hasattr(about, name)}

    with undone(client):
        response = client.post(form.typed.where(about), {**twice, **frozen})
        after = type(about).objects.get(pk=about.pk)

    assert response.status_code in (200, 302)
    assert {name: getattr(after, name) for name in before} == before


@pytest.mark.parametrize("app", [*APPS, "demo"])
def test_every_form_is_here(app):
    trees = [ast.parse(path.read_text()) for path in (Path(settings.BASE_DIR) / app).rglob("*forms.py")]
    defined = {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}

    listed = {*APPS[app].FORMS, *APPS[app].BASES} if app in APPS else set()
    assert defined == listed
    assert PortalForm.__name__ not in defined
