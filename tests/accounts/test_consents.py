"""What people agree to: asked one by one, given and taken back by a press, and never written over."""

import hashlib
from dataclasses import replace
from functools import partial

import pytest
from django.db import InternalError
from django.urls import reverse
from django.utils import timezone

from accounts import consents
from accounts.actions import answer_consent
from accounts.consents import ASKED, BY_KEY, has_given
from accounts.models import Consent
from core.audit import AuditEntry
from core.errors import SeenOtherwise
from core.privacy import Basis, Purpose
from tests.factories.accounts import UserFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

INTRODUCTIONS = BY_KEY["introductions"]
PAGE, CHANGE = reverse("accounts:consent_list"), reverse("accounts:consent_change", args=["introductions"])
# Of the words of each version. Other words are another version: then its line goes here, beside the old one.
WORDS = {
    ("introductions", 1): "43cb28db",
    ("stories", 1): "4019c97c",
    ("alumni", 1): "1c70df76",
    ("marketing", 1): "b55157f7",
}


def answer(person, *, given, asked=INTRODUCTIONS, version="1"):
    answer_consent(person, asked, given=given, version=version, at=timezone.now())


def test_every_purpose_that_rests_on_consent_is_asked():
    assert {asked.purpose for asked in ASKED} == {purpose for purpose in Purpose if purpose.basis is Basis.CONSENT}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.key)
def test_other_words_are_another_version(asked):
    assert WORDS[asked.key, asked.version] == hashlib.sha256(asked.means.encode()).hexdigest()[:8]


def test_nothing_is_agreed_to_before_a_press(returner_client):
    page = returner_client.get(PAGE).text

    assert page.count("You do not agree") == len(ASKED)
    assert not any(has_given(returner_client.user, asked.purpose) for asked in ASKED)


def test_press_gives_and_another_takes_back(returner_client):
    given = returner_client.post(CHANGE, {"yes": "1"}, follow=True).text
    after_yes = has_given(returner_client.user, Purpose.INTRODUCTIONS)
    taken_back = returner_client.post(CHANGE, {"no": "1"}, follow=True).text

    assert "Introducing you to employers: you agree." in given
    assert "Stop introducing me" in given
    assert "Introducing you to employers: you do not agree." in taken_back
    assert (after_yes, has_given(returner_client.user, Purpose.INTRODUCTIONS)) == (True, False)
    assert [row.given for row in Consent.objects.of(returner_client.user).order_by("pk")] == [True, False]


def test_one_purpose_says_nothing_of_another_nor_one_person_of_another():
    person = UserFactory()

    answer(person, given=True)

    assert [has_given(person, asked.purpose) for asked in ASKED] == [True, False, False, False]
    assert not has_given(UserFactory(), Purpose.INTRODUCTIONS)


def test_row_keeps_the_words_and_the_trail_who_pressed():
    person = UserFactory()

    answer(person, given=True)

    row = person.consents.get()
    entry = AuditEntry.objects.get(table="accounts_consent", row=row.pk)
    assert (row.words, row.version) == (INTRODUCTIONS.means, 1)
    assert (entry.actor, entry.verb) == (person, "added")


@pytest.mark.parametrize("given", [True, False])
def test_same_answer_twice_is_written_once(given):
    person = UserFactory()
    answer(person, given=True)
    answer(person, given=given)
    answer(person, given=given)

    assert [row.given for row in Consent.objects.of(person).order_by("pk")] == ([True] if given else [True, False])


def test_nobody_agrees_to_words_they_have_not_read(returner_client):
    page = returner_client.post(CHANGE, {"yes": "0"}, follow=True).text

    assert "We have changed these words since you opened the page." in page
    assert not Consent.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"yes": ""}, {"yes": "\0"}, {"yes": "😀" * 10_000}, {"no": "\0"}])
def test_whatever_is_sent_nothing_is_agreed_to(returner_client, sent):
    assert returner_client.post(CHANGE, sent).status_code == 302
    assert not Consent.objects.exists()


def test_purpose_that_is_not_asked_does_not_exist(returner_client):
    assert returner_client.post(reverse("accounts:consent_change", args=["security"])).status_code == 404


def test_yes_to_older_words_no_longer_counts_and_is_asked_again(monkeypatch, returner_client):
    answer(returner_client.user, given=True)
    newer = replace(INTRODUCTIONS, version=2, means="We may tell employers more.")
    monkeypatch.setitem(consents.BY_KEY, "introductions", newer)
    monkeypatch.setattr(consents, "ASKED", [newer])

    page = returner_client.get(PAGE).text
    before = has_given(returner_client.user, Purpose.INTRODUCTIONS)
    answer(returner_client.user, given=True, asked=newer, version="2")

    assert "We have changed them, so we ask you again." in page
    assert INTRODUCTIONS.means in page
    assert (before, has_given(returner_client.user, Purpose.INTRODUCTIONS)) == (False, True)


def test_rows_are_never_written_over():
    answer(UserFactory(), given=True)

    with pytest.raises(InternalError, match="Cannot update"):
        Consent.objects.update(given=False)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_answer():
    person = UserFactory()

    in_parallel([partial(answer, person, given=True)] * 4)

    assert Consent.objects.of(person).count() == 1


def test_old_page_is_refused_by_the_action():
    with pytest.raises(SeenOtherwise):
        answer(UserFactory(), given=True, version="0")
