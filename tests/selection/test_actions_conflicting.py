"""Who must not read whom: told by their employers, declared by a manager, or their own."""

import pytest

from core.errors import Refused
from selection.actions import assigning
from selection.models import Conflict, Review, Reviewer
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import ContactFactory
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import ConflictFactory, ReviewerFactory
from tests.selection.reading import LATER, NOW, closed_cohort, only, opened, opening, readers, somebody_else, submit

pytestmark = pytest.mark.django_db


def test_nobody_reads_somebody_from_an_employer_of_theirs():
    cohort = closed_cohort(applications=1, reviewers=2)
    colleague = ReviewerFactory(programme=cohort.programme, employers=["ACME Software Ltd"])
    application = cohort.applications.get()
    WorkRoleFactory(application=application, employer="Acme Software")

    opening(cohort)

    assert colleague not in readers(application.candidate)
    conflict = Conflict.objects.get()
    assert (conflict.reviewer, conflict.kind) == (colleague, Conflict.Kind.EMPLOYER)


def test_contact_of_an_organisation_reads_nobody_who_worked_there():
    cohort = closed_cohort(applications=1, reviewers=2)
    colleague = ReviewerFactory(programme=cohort.programme)
    ContactFactory(person=colleague.person, organisation__name="ACME Software Ltd")
    application = cohort.applications.get()
    WorkRoleFactory(application=application, employer="Acme Software")

    opening(cohort)

    assert colleague not in readers(application.candidate)
    assert Conflict.objects.get().reviewer == colleague


def test_nobody_reads_somebody_with_an_address_at_their_firm():
    cohort = closed_cohort(reviewers=2)
    colleague = ReviewerFactory(programme=cohort.programme, person__email="jo@cummins.com")
    application = ApplicationFactory(cohort=cohort, assessment=True, now=NOW, person__email="al@uk.cummins.com")

    opening(cohort)

    assert colleague not in readers(application.candidate)


def test_nobody_reads_their_own():
    cohort = closed_cohort(reviewers=2)
    reviewer = ReviewerFactory(programme=cohort.programme)
    application = ApplicationFactory(cohort=cohort, assessment=True, now=NOW, person=reviewer.person)

    opening(cohort)

    assert reviewer not in readers(application.candidate)


def test_employer_told_of_later_takes_away_what_it_forbids():
    round_ = opened(applications=1, reviewers=3)
    candidate = only(round_)
    WorkRoleFactory(application=candidate.application, employer="Acme Software")
    done, to_do = candidate.reviews.order_by("pk")
    submit(done, 3)
    Reviewer.objects.filter(pk__in=[done.reviewer_id, to_do.reviewer_id]).update(employers=["Acme Software"])
    ReviewerFactory(programme=round_.cohort.programme)

    assigning.fill(round_, at=LATER)

    done.refresh_from_db()
    to_do.refresh_from_db()
    assert (done.status, to_do.status) == (Review.Status.RECUSED, Review.Status.TAKEN_AWAY)
    assert readers(candidate).isdisjoint({done.reviewer, to_do.reviewer})
    assert len(readers(candidate)) == 2


def test_employer_taken_off_again_is_no_conflict_any_more():
    cohort = closed_cohort(applications=1, reviewers=2)
    reviewer = ReviewerFactory(programme=cohort.programme, employers=["Acme Software"])
    WorkRoleFactory(application=cohort.applications.get(), employer="Acme Software")
    round_ = opening(cohort)
    Reviewer.objects.filter(pk=reviewer.pk).update(employers=[])

    assigning.fill(round_, at=LATER)

    assert not Conflict.objects.exists()


def test_declared_conflict_gives_the_application_to_somebody_else():
    round_ = opened(applications=1, reviewers=3)
    candidate = only(round_)
    review = candidate.reviews.first()
    other = somebody_else(candidate)

    assigning.declare_conflict(candidate, review.reviewer, why="Sisters", by=ProgrammeManagerFactory(), at=LATER)

    review.refresh_from_db()
    assert review.status == Review.Status.TAKEN_AWAY
    assert other in readers(candidate)
    assert review.reviewer not in readers(candidate)


def test_declared_conflict_stays_when_a_reviewer_takes_an_employer_off():
    cohort = closed_cohort(applications=1, reviewers=2)
    reviewer = ReviewerFactory(programme=cohort.programme, employers=["Acme Software"])
    WorkRoleFactory(application=cohort.applications.get(), employer="Acme Software")
    round_ = opening(cohort)

    assigning.declare_conflict(only(round_), reviewer, why="Sisters", by=ProgrammeManagerFactory(), at=LATER)
    Reviewer.objects.filter(pk=reviewer.pk).update(employers=[])
    assigning.fill(round_, at=LATER)

    assert Conflict.objects.get().kind == Conflict.Kind.DECLARED


def test_declared_conflict_lets_what_was_submitted_count_no_more():
    round_ = opened(applications=1, reviewers=3)
    candidate = only(round_)
    review = submit(candidate.reviews.first(), 3)

    assigning.declare_conflict(candidate, review.reviewer, why="Sisters", by=ProgrammeManagerFactory(), at=LATER)

    review.refresh_from_db()
    assert review.status == Review.Status.RECUSED
    assert len(readers(candidate)) == 2


def test_declared_conflict_can_be_taken_back():
    round_ = opened(applications=1, reviewers=2)
    candidate, manager = only(round_), ProgrammeManagerFactory()
    reviewer = candidate.reviews.first().reviewer
    conflict = assigning.declare_conflict(candidate, reviewer, why="Sisters", by=manager, at=LATER)

    assigning.forget_conflict(conflict, by=manager, at=LATER)

    assert len(readers(candidate)) == 2


@pytest.mark.parametrize("kind", [Conflict.Kind.EMPLOYER, Conflict.Kind.RECUSED])
def test_conflict_that_nobody_declared_stays(kind):
    round_ = opened(applications=1, reviewers=2)
    conflict = ConflictFactory(application=only(round_).application, reviewer=Reviewer.objects.first(), kind=kind)

    with pytest.raises(Refused, match="Only a conflict that a manager has declared"):
        assigning.forget_conflict(conflict, by=ProgrammeManagerFactory(), at=LATER)
