import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from selection.actions import assigning
from selection.models import Conflict, Review, Reviewer, Round
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, RoundFactory
from tests.selection.reading import readers, submit

pytestmark = pytest.mark.django_db


def day(days):
    on = uk_day(timezone.now()) + dt.timedelta(days=days)
    return {f"review_by_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


@pytest.fixture
def cohort():
    """Closed, with two to read and three who read."""
    cohort = CohortFactory(ranked=True, closed=True, name="Spring cohort")
    for _ in range(2):
        ApplicationFactory(cohort=cohort, assessment=True)
    for name in ("Rosa Marsh", "Idris Cole", "Wanda Petrova"):
        ReviewerFactory(programme=cohort.programme, person__name=name)
    return cohort


@pytest.fixture
def round_(cohort):
    found = RoundFactory(cohort=cohort)
    assigning.fill(found, at=timezone.now())
    return found


@pytest.fixture
def manager(cohort, sign_in):
    person = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=person)
    return sign_in(person)


def page(name, round_, *more):
    return reverse(f"selection:{name}", args=[round_.uuid, *more])


def opening(cohort):
    return reverse("selection:round_open", args=[cohort.programme.slug, cohort.slug])


def test_manager_gives_out_the_applications_of_a_closed_cohort(manager, cohort):
    list_ = manager.get(reverse("selection:round_list"))
    assert opening(cohort) in list_.text
    shown = manager.get(opening(cohort)).text
    assert "2 applications to read, each by 2 people" in " ".join(shown.split())
    assert "3 reviewers: about 2 applications for each" in " ".join(shown.split())

    answer = manager.post(opening(cohort), day(10), follow=True)

    assert answer.redirect_chain == [(page("round_detail", cohort.round), 302)]
    assert "0 of 4" in answer.text
    assert Review.objects.count() == 4


def test_opening_again_leads_to_the_round(manager, cohort, round_):
    answer = manager.post(opening(cohort), day(10))

    assert answer.url == page("round_detail", round_)
    assert Round.objects.count() == 1


def test_first_come_cohort_has_nothing_to_give_out(manager, cohort):
    other = CohortFactory(programme=cohort.programme, closed=True)

    assert manager.get(opening(other)).status_code == 404


def test_what_a_person_has_yet_to_decide_on_is_shown_and_said(manager, cohort):
    ApplicationFactory(cohort=cohort, in_review=True)

    first = manager.post(opening(cohort), day(10))
    assert "1 application waits for a person to decide" in first.text
    manager.post(opening(cohort), {**day(10), "without_referred": "on"})

    assert cohort.round.candidates.count() == 2


def test_day_that_cannot_be_is_refused_and_kept(manager, cohort):
    answer = manager.post(opening(cohort), day(300))

    assert "Choose a day from today" in answer.text
    assert f'value="{day(300)["review_by_year"]}"' in answer.text
    assert not Round.objects.exists()


def test_page_says_what_is_missing_before_it_can_begin(manager, cohort):
    Reviewer.objects.update(is_away=True)

    shown = manager.get(opening(cohort)).text

    assert "there are 0 reviewers. Invite more reviewers first." in shown
    assert "<form" not in shown.partition("<main")[2].partition("</main")[0]


def test_round_shows_how_far_it_has_come(manager, round_):
    review = Review.objects.first()
    submit(review, 3, at=timezone.now())
    Review.objects.to_do().update(due_on=uk_day(timezone.now()) - dt.timedelta(days=1))
    Review.objects.filter(pk=review.pk).update(flags=["safety"])
    CandidateFactory(round=round_)

    shown = " ".join(manager.get(page("round_detail", round_)).text.split())

    assert "1 of 6" in shown
    assert "3 late reviews" in shown
    assert "1 review with a flag" in shown
    assert "1 candidate without enough readers" in shown


def test_third_review_that_finds_no_reader_is_said_and_what_helps(manager, round_):
    Reviewer.objects.filter(person__name="Wanda Petrova").update(is_away=True)
    Review.objects.all().delete()
    manager.post(page("round_fill", round_))
    candidate = round_.candidates.first()
    for review in candidate.reviews.order_by("pk"):
        submit(review, 4 * (review.pk % 2), at=timezone.now())

    detail, missing, prepare = (
        " ".join(manager.get(page(name, round_)).text.split())
        for name in ("round_detail", "round_missing", "round_prepare")
    )

    assert "1 candidate without enough readers" in detail
    assert "2 of 5" in detail
    assert "Two readers differ too much, so a third has to read it." in missing
    assert "Invite one more reviewer" in missing
    assert "1 candidate with a review still to come." in prepare
    assert "1 candidate without enough readers. The page “What finds no reader”" in prepare


def test_shares_are_evened_at_a_press(manager, round_):
    new = ReviewerFactory(programme=round_.cohort.programme)
    assert "Even out the shares" in manager.get(page("round_detail", round_)).text

    said = manager.post(page("round_even", round_), follow=True).text

    assert "moved. Whoever has something new to read has been told." in said
    assert "Even out the shares" not in said
    assert new.reviews.live().exists()


def test_what_has_no_reader_is_given_at_a_press(manager, round_):
    CandidateFactory(round=round_)
    assert "2 reviews can be given to somebody now" in " ".join(manager.get(page("round_missing", round_)).text.split())

    manager.post(page("round_fill", round_))

    after = manager.get(page("round_missing", round_)).text
    assert "Everybody has enough readers." in after
    assert "Look for readers now" not in after


def test_what_was_found_eligible_since_is_not_passed_over(manager, cohort, round_):
    ApplicationFactory(cohort=cohort, assessment=True)

    shown = " ".join(manager.get(page("round_missing", round_)).text.split())
    manager.post(page("round_fill", round_))

    assert "1 application was found eligible since, and has no reader yet." in shown
    assert "Everybody has enough readers." not in shown
    assert Review.objects.count() == 6
    assert "Everybody has enough readers." in manager.get(page("round_missing", round_)).text


def test_what_finds_no_reader_is_listed_with_why(manager, round_):
    Reviewer.objects.update(most=0)
    candidate = CandidateFactory(round=round_)

    answer = manager.post(page("round_fill", round_), follow=True)

    assert "2 reviews found no reader" in answer.text
    assert f'href="{page("candidate_detail", round_, candidate.number)}"' in answer.text
    assert "Everybody who could read it has as many as they can take." in answer.text


def test_reviews_are_filtered_by_state_person_and_number(manager, round_):
    done = submit(Review.objects.first(), 3, at=timezone.now())
    other = Review.objects.exclude(candidate=done.candidate).first().candidate.number

    shown = manager.get(page("round_reviews", round_), {"state": "submitted"}).text
    assert done.candidate.number in shown
    assert other not in shown
    shown = manager.get(page("round_reviews", round_), {"number": other, "reviewer": ""}).text
    assert other in shown
    assert done.candidate.number not in shown
    shown = manager.get(page("round_reviews", round_), {"state": "late"}).text

    assert "Nothing matches" in shown


def test_review_is_given_to_somebody_chosen(manager, round_):
    review = Review.objects.first()
    able = Reviewer.objects.exclude(reviews__candidate=review.candidate).get()
    url = page("review_reassign", round_, review.uuid)
    assert str(able) in manager.get(url).text

    manager.post(url, {"to": str(able.uuid)})

    assert able in readers(review.candidate)


def test_whoever_must_not_read_is_not_offered(manager, round_):
    review = Review.objects.first()
    able = Reviewer.objects.exclude(reviews__candidate=review.candidate).get()
    WorkRoleFactory(application=review.candidate.application, employer="Acme Software")
    Reviewer.objects.filter(pk=able.pk).update(employers=["Acme"])
    Conflict.objects.create(reviewer=able, application=review.candidate.application, kind="employer", at=timezone.now())

    shown = manager.get(page("review_reassign", round_, review.uuid)).text

    assert str(able.uuid) not in shown


def test_review_that_was_submitted_meanwhile_is_not_given_away(manager, round_):
    review = submit(Review.objects.first(), 3, at=timezone.now())

    answer = manager.post(page("review_reassign", round_, review.uuid), {"to": "least"})

    assert "This review is submitted" in answer.text


def test_one_more_person_is_asked(manager, round_):
    candidate = round_.candidates.first()
    able = Reviewer.objects.exclude(reviews__candidate=candidate).get()

    manager.post(page("review_give", round_), {"number": candidate.number, "reviewer": str(able.uuid)})

    assert len(readers(candidate)) == 3


def test_page_of_a_candidate_leads_to_one_more_reader_and_to_a_conflict(manager, round_):
    candidate = round_.candidates.first()

    shown = manager.get(page("candidate_detail", round_, candidate.number)).text

    for name in ("review_give", "conflict_add"):
        address = f"{page(name, round_)}?number={candidate.number}"
        assert f'href="{address}"' in shown
        assert f'value="{candidate.number}"' in manager.get(address).text


def test_number_that_is_nobodys_is_said(manager, round_):
    given = {"number": "000 %s", "reviewer": str(Reviewer.objects.first().uuid)}

    answer = manager.post(page("review_give", round_), given)

    assert "There is no candidate 000 %s in this round" in answer.text


def test_somebody_who_is_late_is_asked_to_finish_or_relieved(manager, round_):
    review = Review.objects.first()
    url = page("round_reviewer", round_, review.reviewer.uuid)

    assert "is asked by email to finish" in manager.post(url, {"do": "chase"}, follow=True).text
    answer = manager.post(url, {"do": "hand over"}, follow=True)

    assert "not submitted was given to others" in answer.text
    assert "Has nothing to read in this round." in answer.text


def test_conflict_is_declared_and_taken_back(manager, round_):
    review = Review.objects.first()
    given = {"number": review.candidate.number, "reviewer": str(review.reviewer.uuid), "why": "Sisters"}

    answer = manager.post(page("conflict_add", round_), given, follow=True)
    assert "Sisters" in answer.text
    assert review.reviewer not in readers(review.candidate)
    conflict = Conflict.objects.get()
    manager.post(page("conflict_remove", round_, conflict.pk))

    assert not Conflict.objects.exists()


def test_nothing_is_changed_once_decisions_are_prepared(manager, round_):
    Round.objects.filter(pk=round_.pk).update(status="prepared", prepared_at=timezone.now())
    review = Review.objects.first()

    for url, given in (
        (page("review_reassign", round_, review.uuid), {"to": "least"}),
        (page("round_read_by", round_), day(12)),
        (page("round_reviewer", round_, review.reviewer.uuid), {"do": "hand over"}),
        (
            page("conflict_add", round_),
            {"number": review.candidate.number, "reviewer": str(review.reviewer.uuid), "why": "Sisters"},
        ),
    ):
        assert "being prepared" in manager.post(url, given, follow=True).text, url

    review.refresh_from_db()
    assert review.status == Review.Status.ASSIGNED
