import datetime as dt

import pytest
import time_machine

from core import links

DAY = dt.timedelta(days=1)


def test_a_link_gives_its_key_back():
    assert links.read("confirm", links.sign("confirm", "a-key"), within=DAY) == "a-key"


def test_a_link_for_one_purpose_opens_nothing_else():
    with pytest.raises(links.LinkOver):
        links.read("delete", links.sign("confirm", "a-key"), within=DAY)


def test_a_link_ends():
    with time_machine.travel("2026-03-01T10:00Z", tick=False):
        token = links.sign("confirm", "a-key")

    with time_machine.travel("2026-03-02T10:00Z", tick=False):
        assert links.read("confirm", token, within=DAY) == "a-key"
    with time_machine.travel("2026-03-02T10:00:01Z", tick=False), pytest.raises(links.LinkOver, match="run out"):
        links.read("confirm", token, within=DAY)


@pytest.mark.parametrize("token", ["", "a-key", "a-key:x:y", "\x00", "é" * 5000])
def test_a_link_that_was_not_made_here_is_refused(token):
    with pytest.raises(links.LinkOver, match="not complete"):
        links.read("confirm", token, within=DAY)
