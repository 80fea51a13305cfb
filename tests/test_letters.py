"""Every letter of every app in tests/letters, as it arrives: whole, plain, and with what it is about named on it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests.letters import (
    NOT_PLAIN,
    employers,
    events,
    mentoring,
    outcomes,
    participation,
    returners,
    selection,
    support,
)

pytestmark = pytest.mark.django_db
APPS = [returners, support, employers, events, selection, participation, outcomes, mentoring]


@pytest.fixture(scope="module", params=[app.LETTERS for app in APPS], ids=lambda letters: letters.app)
def letters(lasting_db, request):
    return request.param


@pytest.fixture(scope="module")
def written(letters):
    """All of an app, written once: they are only read here."""
    with transaction.atomic():
        yield letters.written()
        transaction.set_rollback(True)


def test_every_letter_is_written_by_some_action(letters, written):
    folder = Path(settings.BASE_DIR) / "templates" / letters.app / "email"
    every = {path.stem for path in folder.glob("*.txt")} - letters.elsewhere

    assert {message.template.rpartition("/")[2] for message in written} == every


def test_every_letter_greets_whom_it_is_to_and_names_what_it_is_about(letters, written):
    for message in written:
        expected = letters.expected(message)
        assert message.text.startswith(f"Hello {expected.hello}"), message.template
        assert message.to == expected.to
        assert expected.text_names in message.text, message.template
        assert expected.subject_names in message.subject, message.template


def test_every_letter_leads_to_a_page_of_the_portal(letters, written):
    for message in written:
        paths = re.findall(rf"{re.escape(settings.SITE_URL)}(/[^\s]*)", message.text)
        assert letters.expected(message).leads_to & set(paths), message.template


def test_every_letter_says_the_same_in_html(written):
    """Word for word, with no hole, no unfilled tag and nothing that leaves the portal's own pages."""
    for message in written:
        html = re.sub(r"<(style|title).*?</\1>", "", message.html, flags=re.DOTALL)
        seen = " ".join(re.sub(r"<[^>]+>", " ", html).split())
        for word in re.sub(r"https?://\S+", "", message.text).split():
            assert word.strip(":,.-") in seen.replace("&#x27;", "'"), (message.template, word)
        assert not re.search(r"\{\{|\}\}|\{%|UNDEFINED", message.html + message.text + message.subject)
        assert not re.search(r"<(img|script|iframe)", message.html)


def test_every_letter_is_in_plain_words(written):
    for message in written:
        found = NOT_PLAIN.search(f"{message.subject}\n{message.text}")
        assert found is None, (message.template, found)
