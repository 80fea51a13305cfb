"""A ranked cohort from the first application to the page on which each person reads what was decided."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort
from core import jobs
from returners import actions
from selection.actions.opening import open_round
from selection.actions.preparing import prepare
from selection.actions.releasing import RELEASE, carry_out_release, start_release
from selection.actions.reviewing import Said, Written, submit
from selection.models import Review
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.ranked import RankedApplicationFactory
from tests.factories.selection import ReviewerFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db


def page_of(application):
    client = sign_in(Client(), application.person)
    return client.get(reverse("returners:application_detail", args=[application.uuid])).text


def read_all(round_, levels):
    """Every review that was given out is submitted, with the level that its application gets."""
    criteria = list(round_.cohort.rubric.criteria.all())
    for review in Review.objects.filter(candidate__round=round_).select_related("candidate", "reviewer__person"):
        level = levels[review.candidate.application_id]
        said = {criterion.pk: Said(level, f"Says enough on {criterion.name.lower()}.") for criterion in criteria}
        submit(review, Written(said), at=timezone.now(), by=review.reviewer.person)


def test_everybody_hears_at_once_and_whoever_has_no_place_reads_why():
    now, manager = timezone.now(), ProgrammeManagerFactory()
    cohort = CohortFactory(now=now, ranked=True, pool__capacity=1)
    sent = [actions.submit(RankedApplicationFactory(now=now, cohort=cohort), at=now) for _ in range(3)]
    best, good, poor = sent
    Cohort.objects.filter(pk=cohort.pk).update(closes_at=now - dt.timedelta(minutes=1))
    ReviewerFactory.create_batch(3, programme=cohort.programme)

    round_ = open_round(cohort, review_by=cohort.decisions_by, by=manager, at=now)
    read_all(round_, {best.pk: 4, good.pk: 3, poor.pk: 1})
    round_.least_score = 40
    round_.save(update_fields=["least_score"])
    prepare(round_, by=manager, at=now)
    before = [letters_to(one.person) for one in sent]
    start_release(round_, by=manager, at=now)
    carry_out_release(jobs.take(RELEASE, at=timezone.now()), at=now)

    assert {tuple(letters) for letters in before} == {tuple(letters_to(best.person)[:-1])}
    assert [letters_to(one.person)[-1] for one in sent] == ["assessed_offered", "assessed_waiting", "not_offered"]
    assert "Accept" in page_of(best)
    assert "number 1" in page_of(good)
    assert "did not reach the lowest score for a place" in page_of(poor)
    assert "Says enough on readiness." in page_of(poor)
    actions.decline(best.places.get(), at=now)
    assert good.places.get().status == "offered"
