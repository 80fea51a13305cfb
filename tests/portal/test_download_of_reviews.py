"""What an applicant can look up about those who read for a ranked cohort: nothing early, and never who."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from returners import actions
from returners.models import Application
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import CandidateFactory, ConflictFactory, MoveFactory, ReviewerFactory, ReviewFactory
from tests.portal.test_actions_exporting import unpacked

pytestmark = pytest.mark.django_db

READ = {
    "decisions-of-a-manager-on-your-applications.json",
    "readings-of-your-applications.json",
    "reviewers-who-must-not-read-your-applications.json",
    "scores-of-your-applications.json",
}


@pytest.fixture
def candidate():
    """Read by one person, not to be read by another one, and moved by a manager."""
    candidate = CandidateFactory()
    reader, other = (
        ReviewerFactory(programme=candidate.round.cohort.programme, person__name=name)
        for name in ("Ruth Ellery", "Samir Nath")
    )
    ReviewFactory(candidate=candidate, reviewer=reader, levels=[3, 2, 4])
    ConflictFactory(reviewer=other, application=candidate.application)
    MoveFactory(candidate=candidate, by=ProgrammeManagerFactory(name="Grace Okafor"))
    return candidate


def test_download_holds_nothing_of_what_is_still_being_decided(candidate):
    files = unpacked(candidate.application.person)

    assert READ.isdisjoint(files)
    happened = json.loads(files["who-changed-and-looked.json"])["What happened"]
    assert not [entry for entry in happened if "scores" in entry["What"] or "decisions of a manager" in entry["What"]]
    assert "it is in here as soon as the decision is made" in files["README.txt"]


def test_who_looked_and_changed_says_nothing_early(candidate, sign_in):
    client = sign_in(candidate.application.person)

    early = client.get(reverse("portal:my_trail")).text
    Application.objects.filter(pk=candidate.application_id).update(status="not offered", closed_at=timezone.now())
    later = client.get(reverse("portal:my_trail")).text

    for words in ("scores of your applications", "decisions of a manager"):
        assert words not in early
        assert words in later


def test_download_holds_what_readers_said_once_it_is_decided_and_never_who(candidate):
    Application.objects.filter(pk=candidate.application_id).update(status="not offered", closed_at=timezone.now())

    files = unpacked(candidate.application.person)

    assert set(files) >= READ
    levels = [row["Level"] for row in json.loads(files["scores-of-your-applications.json"])["What we hold"]]
    assert levels == [3, 2, 4]
    for name in ("Ruth Ellery", "Samir Nath", "Grace Okafor"):
        assert not [file for file, text in files.items() if name in text], name


def test_download_after_a_withdrawal_holds_what_readers_had_said(candidate):
    actions.withdraw(candidate.application, at=timezone.now())

    assert "scores-of-your-applications.json" in unpacked(candidate.application.person)
