"""Questions whose SQL is written once."""

import pytest

from core.by_key import by_key
from events.models import Speaker
from tests.factories.events import SpeakerFactory

pytestmark = pytest.mark.django_db


def test_each_key_has_its_own_rows():
    one, other = SpeakerFactory(name="Ada"), SpeakerFactory(name="Grace")
    names_at = by_key(lambda event: Speaker.objects.filter(event=event).values("name"))

    found = [names_at(speaker.event_id) for speaker in (one, other)]

    assert found == [[{"name": "Ada"}], [{"name": "Grace"}]]


def test_rows_that_hang_on_more_than_the_key_are_refused():
    named = by_key(lambda event: Speaker.objects.filter(event=event, name="the name of the first").values("name"))

    with pytest.raises(ValueError, match="more than one key"):
        named(1)
