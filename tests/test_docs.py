"""The documentation that is drawn from the code says what the code does."""

import pytest

from tests import docs


@pytest.mark.parametrize("path", docs.pages(), ids=lambda path: path.name)
def test_drawn_pages_are_not_stale(path):
    assert path.read_text() == docs.pages()[path], "Run `make docs`."


def test_every_status_stands_in_its_table_of_moves():
    """A status that is missing there could never be left, nor refused in words."""
    for model in docs.with_states():
        known = type(next(iter(model.NEXT)))
        assert set(model.NEXT) == set(known), model._meta.label
