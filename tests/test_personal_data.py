"""Everything held on a person is declared: what, why, how long, and what erasure does to it. See core/privacy.py."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from pghistory.models import Event

from core import privacy
from core.materials import SharedMaterial
from core.privacy import Anonymise, Holding, NotPersonal, Subject
from returners.models import Application

# Django's own tables that hold no row about anybody.
DJANGOS = {"auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"}
NOBODY = Subject(pk=0, addresses=frozenset(["nobody@example.org"]))


def tables():
    """Every model with a table of its own, the links of many-to-many fields included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def is_history(model):
    return issubclass(model, Event)


def entries():
    return {entry.model: entry for entry in privacy.declared()}


def names(model):
    """The fields that hold something: all but the key, and what pghistory adds."""
    fields = model._meta.concrete_fields
    return {f.name for f in fields if not f.name.startswith("pgh_") and (not f.primary_key or f.name != "id")}


def said(entry):
    """Every field the entry speaks of, as often as it does."""
    words = entry.plain.split() + entry.actors.split()
    return words if isinstance(entry, NotPersonal) else [*words, *entry.links.split(), *entry.personal]


ROWS = [model for model in tables() if not is_history(model) and model._meta.label not in DJANGOS]
HOLDINGS = privacy.holdings()


def label(thing):
    return getattr(thing, "model", thing)._meta.label


@pytest.mark.parametrize("model", ROWS, ids=label)
def test_every_field_is_declared(model):
    """A new model or field: say in your app's `personal_data.py` what it holds on whom and why, or that it is plain."""
    entry = entries().get(model)
    assert entry, f"{model._meta.label} is in no personal_data.py"

    # The key is declared where it is more than a number.
    key = {model._meta.pk.name} - set(said(entry))
    assert sorted(said(entry)) == sorted(names(model) - key)


@pytest.mark.parametrize("model", [model for model in tables() if is_history(model)], ids=label)
def test_history_holds_nothing_its_model_does_not_declare(model):
    entry = entries()[model.pgh_tracked_model]

    assert names(model) <= {*said(entry), "id"}


def test_nothing_is_declared_twice_and_every_app_is_asked():
    models = [entry.model for entry in privacy.declared()]
    ours = {model._meta.app_label for model in ROWS if (settings.BASE_DIR / model._meta.app_label).is_dir()}

    assert len(models) == len(set(models))
    assert ours <= {name.split(".")[0] for name in settings.PERSONAL_DATA}


@pytest.mark.parametrize("holding", HOLDINGS, ids=label)
def test_holding_says_what_for_how_long_and_in_which_words(holding):
    assert holding.facts
    assert all(fact.what and fact.purpose for fact in holding.facts)
    assert holding.retention
    assert set(holding.retention.split()) <= privacy.retentions().keys()
    assert set(holding.hidden.split()) <= names(holding.model) | {holding.model._meta.pk.name}


@pytest.mark.parametrize("kind", privacy.retentions().values(), ids=lambda kind: kind.key)
@pytest.mark.django_db
def test_period_that_is_promised_is_kept_by_the_nightly_job(kind):
    """Who names a period says which rows go by it, since when, and whose they are."""
    assert bool(kind.period) == bool(kind.rows)
    if kind.period:
        assert kind.lowest <= kind.period <= kind.highest
        assert list(kind.rows().filter(**{f"{kind.since}__isnull": False, f"{kind.person}__in": []})) == []


@pytest.mark.parametrize("holding", [h for h in HOLDINGS if isinstance(h.erasure, Anonymise)], ids=label)
def test_anonymised_rows_keep_nothing_that_is_not_named(holding):
    """A personal field is set to something else, or is kept for a reason that is given."""
    erasure = holding.erasure
    kept = set(erasure.kept.split())

    assert erasure.why
    assert kept | set(erasure.values) >= set(holding.personal)
    assert kept & set(erasure.values) == set()


@pytest.mark.parametrize("holding", HOLDINGS, ids=label)
@pytest.mark.django_db
def test_nobody_has_no_rows(holding):
    """The way to a person's rows fits the table, and its history; and leads to none where there is nobody."""
    assert list(holding.rows(NOBODY)) == []
    assert list(holding.rows(Subject())) == []
    for history in privacy.histories(holding):
        assert list(privacy.past(holding, history, NOBODY)) == []


@pytest.mark.parametrize("holding", [h for h in HOLDINGS if "unsuccessful-application" in h.retention], ids=label)
def test_what_is_kept_as_long_as_an_application_goes_with_it(holding):
    """By a way of its own: what goes by a cascade leaves its history behind."""
    assert holding in [found for found, _ in privacy.belonging_to(Application(pk=1))]


@pytest.mark.parametrize("entry", privacy.declared(), ids=label)
def test_every_link_to_an_account_is_one_of_these(entry):
    """A foreign key to a person is a link by which rows are found, or somebody who acted: no third thing."""
    to_people = {
        f.name for f in entry.model._meta.concrete_fields if f.related_model is apps.get_model("accounts.User")
    }
    known = {*entry.actors.split(), *(entry.links.split() if isinstance(entry, Holding) else [])}

    assert to_people <= known


def test_people_are_asked_for_no_files_without_a_word():
    """A file of a declared model is exported and erased with it: it is a personal field, never a plain one."""
    for entry in privacy.declared():
        if issubclass(entry.model, SharedMaterial):
            continue  # what staff share with those who come
        files = {f.name for f in entry.model._meta.concrete_fields if isinstance(f, models.FileField)}
        assert files <= set(entry.personal if isinstance(entry, Holding) else []), entry.model
