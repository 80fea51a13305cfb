"""What readers said goes with the application it is about, and nothing of it stays in the history."""

import pytest
from django.apps import apps
from django.utils import timezone

from portal.actions import erase
from portal.actions.erasing import forget_one
from portal.models import Erasure
from returners.models import Application
from selection.models import Candidate, Review, Reviewer
from tests.factories.accounts import AdministratorFactory
from tests.factories.selection import ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    review = ReviewFactory(levels=[3, 2, 4])
    Review.objects.filter(pk=review.pk).update(note="Knows the team in Leeds.")
    Application.objects.filter(pk=review.candidate.application_id).update(
        status="not offered", closed_at=timezone.now()
    )
    return review


def left_of(*names):
    """How many rows of these tables, and of their histories, there are."""
    return sum(apps.get_model("selection", name).objects.count() for name in names)


def test_what_readers_said_goes_with_the_application(review):
    forget_one(review.candidate.application)

    assert left_of("Candidate", "Review", "ReviewEvent", "Score", "ScoreEvent") == 0


def test_what_readers_said_goes_with_the_account(review):
    erase(review.candidate.application.person, by=None, how=Erasure.How.HERE, at=timezone.now())

    assert left_of("Candidate", "Review", "ReviewEvent", "Score", "ScoreEvent") == 0


def test_what_a_reader_said_stays_when_their_own_account_goes(review):
    reviewer = review.reviewer
    Reviewer.objects.filter(pk=reviewer.pk).update(employers=["Acme Software"])

    erase(reviewer.person, by=AdministratorFactory(), how=Erasure.How.HERE, at=timezone.now())

    reviewer.refresh_from_db()
    assert reviewer.employers == []
    assert Candidate.objects.get().reviews.submitted().get().scores.count() == 3
    assert not Reviewer.objects.active().exists()
