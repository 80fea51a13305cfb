"""What every test around a programme may ask for."""

import pytest

from cohorts.actions import make_manager
from tests.factories.cohorts import ProgrammeFactory


@pytest.fixture
def programme(staff_client):
    """The one that `staff_client` manages."""
    programme = ProgrammeFactory(name="STEM ReCharge", slug="stem-recharge")
    make_manager(programme, person=staff_client.user)
    return programme
