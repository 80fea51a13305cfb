"""A series of training, its modules in order, and what is shared with those who come."""

from functools import partial

import pytest
from django.core.files.storage import default_storage
from django.db import transaction

from core.documents import Document, Kind
from core.errors import Refused
from events.actions import arranging, sharing
from events.models import Material, Module
from tests.documents import pdf
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.events import EventFactory, MaterialFactory, ModuleFactory, SeriesFactory
from tests.parallel import in_parallel


def names(series):
    return [module.name for module in series.modules.all()]


@pytest.mark.django_db
def test_series_is_out_of_sight_until_it_has_a_module_and_is_made_public():
    by = UserFactory()
    series = arranging.add_series(ProgrammeFactory(), by=by, name="Inclusive recruitment", summary="How", about="")

    with pytest.raises(Refused, match="Add a module"):
        arranging.change_series(series, by=by, is_public=True)
    arranging.add_module(series, by=by, name="One", about="")
    shown = arranging.change_series(series, by=by, is_public=True)

    assert (shown.slug, shown.is_public) == ("inclusive-recruitment", True)


@pytest.mark.django_db
def test_series_of_the_same_name_is_refused():
    SeriesFactory(name="Inclusive recruitment")

    with pytest.raises(Refused, match="Choose another name"):
        arranging.add_series(ProgrammeFactory(), by=UserFactory(), name="Inclusive Recruitment", summary="How")


@pytest.mark.django_db
def test_modules_move_up_one_by_one():
    series, by = SeriesFactory(), UserFactory()
    modules = [arranging.add_module(series, by=by, name=name) for name in ("One", "Two", "Three")]

    arranging.move_module_up(modules[2], by=by)
    arranging.move_module_up(modules[0], by=by)
    arranging.move_module_up(modules[2], by=by)
    arranging.move_module_up(modules[2], by=by)

    assert names(series) == ["Three", "One", "Two"]


@pytest.mark.django_db
def test_module_goes_only_without_sessions():
    held, idle, by = ModuleFactory(), ModuleFactory(), UserFactory()
    EventFactory(module=held, kind="training")

    with pytest.raises(Refused, match="1 session"):
        arranging.remove_module(held, by=by)
    arranging.remove_module(idle, by=by)
    arranging.remove_module(Module(pk=2**40, series=idle.series), by=by)

    assert list(Module.objects.all()) == [held]


@pytest.mark.django_db(transaction=True)
def test_rivals_add_modules_in_two_places():
    series, by = SeriesFactory(), UserFactory()

    in_parallel(partial(arranging.add_module, series, by=by, name=name) for name in ("One", "Two"))

    assert sorted(names(series)) == ["One", "Two"]
    assert list(series.modules.values_list("position", flat=True)) == [1, 2]


# -- Materials -----------------------------------------------------------------------------------------------------


def share(of, **given):
    document = Document(Kind.PDF, "slides.pdf", pdf())
    fields = {"title": "Slides", "link": "", "document": document, "by": UserFactory(), "at": of_now(), **given}
    return sharing.add_material(of, **fields)


def of_now():
    return EventFactory.build().made_at


@pytest.mark.django_db
def test_material_is_a_file_or_a_link_of_an_event_or_a_module():
    event = EventFactory(module=ModuleFactory(), kind="training")

    file = share(event)
    link = share(event.module, document=None, link="https://example.org/film")

    assert list(Material.objects.of(event)) == [file, link]
    assert (file.name, file.kind, file.size) == ("slides.pdf", "pdf", len(pdf()))
    assert file.file.open().read() == pdf()


@pytest.mark.django_db
def test_removed_material_takes_its_file_along(django_capture_on_commit_callbacks):
    material, by = MaterialFactory(), UserFactory()

    with django_capture_on_commit_callbacks(execute=True):
        sharing.remove_material(material, by=by)
        sharing.remove_material(material, by=by)

    assert not default_storage.exists(str(material.file))
    assert not Material.objects.exists()


@pytest.mark.django_db
def test_a_file_whose_row_is_not_kept_is_deleted_again():
    event = MaterialFactory().event
    before = files()

    with pytest.raises(ValueError, match="NUL"), transaction.atomic():
        share(event, title="\x00")

    assert files() == before


def files():
    return sorted(default_storage.listdir("materials")[1])
