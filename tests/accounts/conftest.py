"""What the tests about accounts share."""

import pytest

from accounts.signals import invitation_accepted, role_taken_away


@pytest.fixture
def heard():
    """What the signals said."""
    said = []

    def listen(sender, signal, **kwargs):
        said.append(kwargs)

    invitation_accepted.connect(listen)
    role_taken_away.connect(listen)
    yield said
    invitation_accepted.disconnect(listen)
    role_taken_away.disconnect(listen)
