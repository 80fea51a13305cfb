"""A reviewer's pages: the list, the application beside its form, handing back, what comes to them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import ProgrammeRole
from core.audit import AuditEntry
from returners.models import Application, CriterionAnswer
from selection.models import Review, Round, Score
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory
from tests.selection.writing import typed

pytestmark = pytest.mark.django_db

LIST = reverse("selection:review_list")


@pytest.fixture
def review():
    return ReviewFactory()


@pytest.fixture
def client(sign_in, review):
    return sign_in(review.reviewer.person)


def page_of(review):
    return reverse("selection:review_read", args=[review.uuid])


def sent(client, review, *levels, follow=True, **more):
    return client.post(page_of(review), typed(*levels, **more), follow=follow)


# -- The list --------------------------------------------------------------------------------------------------------


def test_list_says_what_is_due_and_how_far_one_is(client, review):
    ReviewFactory(candidate__round=review.candidate.round, reviewer=review.reviewer, levels=[3, 2, 4])

    page = client.get(LIST).text

    assert "1 of 2" in page
    assert f"Candidate {review.candidate.number}" in page
    assert "Read the next one" in page


def test_list_marks_what_is_started_and_what_is_late(client, review):
    sent(client, review, 3, later="1")
    Review.objects.update(due_on="2020-01-31")

    page = client.get(LIST).text

    assert "Started, late" in page
    assert "should have been read by" in page


def test_list_leaves_out_what_was_withdrawn(client, review):
    Application.objects.update(status=Application.Status.WITHDRAWN, closed_at=timezone.now())

    page = client.get(LIST).text

    assert review.candidate.number not in page


def test_list_does_not_say_that_a_review_is_a_third_one(client, review):
    Review.objects.update(is_third=True)

    assert "third" not in client.get(LIST).text.lower()
    assert "third" not in client.get(page_of(review)).text.lower()


def test_list_counts_rounds_that_are_over(client, review):
    ReviewFactory(candidate=CandidateFactory(round=review.candidate.round), reviewer=review.reviewer, levels=[3, 2, 4])
    now = timezone.now()
    Round.objects.update(status=Round.Status.RELEASED, prepared_at=now, released_at=now)

    page = client.get(LIST).text

    assert "you read 1" in page
    assert "Candidate" not in page


def test_list_without_reviews_says_that_we_write(sign_in):
    page = sign_in(ReviewerFactory().person).get(LIST).text

    assert "Nothing to read yet" in page


# -- Reading and writing ---------------------------------------------------------------------------------------------


def test_page_has_the_answers_beside_the_levels(client, review):
    criterion = review.candidate.round.cohort.rubric.criteria.first()
    CriterionAnswer.objects.create(
        application=review.candidate.application, criterion=criterion, text="I write compilers."
    )

    page = client.get(page_of(review)).text

    assert "I write compilers." in page
    assert "4: As much as can be" in page
    assert review.candidate.application.full_name not in page


def test_page_writes_down_who_read_it(client, review):
    client.get(page_of(review))

    assert AuditEntry.objects.filter(actor=client.user, verb="looked", row=review.candidate.application_id).exists()


def test_save_keeps_half_a_review_and_comes_back(client, review):
    page = sent(client, review, 3, why="Half a", later="1")

    assert page.redirect_chain == [(LIST, 302)]
    assert "is saved" in page.text
    back = client.get(page_of(review)).text
    assert "Half a</textarea>" in back.replace("\n", "")
    assert "checked" in back


def test_submit_asks_for_what_is_missing_and_keeps_the_rest(client, review):
    page = sent(client, review, 3, why="Half a")

    assert page.status_code == 200
    assert "Select a level for “Relevance of experience”" in page.text
    assert "Half a" in page.text
    assert review.candidate.reviews.get().status == Review.Status.ASSIGNED


def test_submit_leads_back_to_the_list(client, review):
    page = sent(client, review, 3, 2, 4)

    assert page.redirect_chain == [(LIST, 302)]
    assert "is submitted" in page.text
    assert "You have read all of them" in page.text


def test_submitted_review_can_be_opened_again(client, review):
    sent(client, review, 3, 2, 4)

    shown = client.get(page_of(review)).text
    page = client.post(page_of(review), {"reopen": "1"}, follow=True).text

    assert "2: Some" in shown
    assert "does not count until you submit it again" in page
    assert "Submit your review" in page


def test_typing_in_a_second_window_is_kept_on_the_page(client, review):
    began_with = client.get(page_of(review)).context["began_with"]
    sent(client, review, 3, later="1", began_with=began_with)

    page = sent(client, review, 1, why="Typed elsewhere", later="1", began_with=began_with)

    assert "another window" in page.text
    assert "Typed elsewhere" in page.text
    assert review.scores.first().level == 3
    again = sent(client, review, 1, why="Typed elsewhere", later="1", began_with=page.context["began_with"])
    assert again.redirect_chain
    assert review.scores.first().level == 1


def test_form_left_open_after_submitting_elsewhere_keeps_what_was_typed(client, review):
    sent(client, review, 3, 2, 4)

    page = sent(client, review, 1, 1, 1, why="Typed elsewhere")

    assert "open it again first" in page.text
    assert "Typed elsewhere" in page.text
    assert review.scores.first().level == 3


def test_script_saves_while_one_types(client, review):
    answer = sent(client, review, 3, typing="1").json()

    assert review.scores.first().level == 3
    assert answer["began_with"] == client.get(page_of(review)).context["began_with"]


def test_script_is_told_why_nothing_was_saved(client, review):
    sent(client, review, 3, 2, 4)

    refused = sent(client, review, 1, typing="1")
    too_long = sent(client, review, 1, why="x" * 501, typing="1")

    assert refused.status_code == too_long.status_code == 409
    assert "submitted" in refused.json()["why"]


def test_application_is_shown_no_more_once_decisions_are_prepared(client, review):
    sent(client, review, 3, 2, 4, why="Shown by the answer")
    Round.objects.update(status=Round.Status.PREPARED, prepared_at=timezone.now())

    page = client.get(page_of(review)).text

    assert "no longer shown" in page
    assert "Shown by the answer" in page
    assert "Not working" not in page
    assert "reopen" not in page


def test_application_that_left_the_round_is_shown_no_more(client, review):
    Application.objects.update(status=Application.Status.WITHDRAWN, closed_at=timezone.now())

    page = client.get(page_of(review)).text

    assert "has left the round" in page
    assert "Not working" not in page


# -- Handing back ----------------------------------------------------------------------------------------------------


def test_hand_back_asks_once_and_no_question(client, review):
    url = reverse("selection:review_hand_back", args=[review.uuid])

    asked = client.get(url)
    page = client.post(url, follow=True)

    assert "You do not need to say why" in asked.text
    assert "handed it back" in page.text
    assert client.get(page_of(review)).status_code == 404


def test_hand_back_is_refused_once_decisions_are_prepared(client, review):
    Round.objects.update(status=Round.Status.PREPARED, prepared_at=timezone.now())

    page = client.post(reverse("selection:review_hand_back", args=[review.uuid]), follow=True)

    assert "preparing the decisions" in page.text
    assert Review.objects.get().status == Review.Status.ASSIGNED


# -- What comes to them ----------------------------------------------------------------------------------------------


def test_reviewer_says_where_they_worked_and_how_much_they_can_read(client, review):
    url = reverse("selection:reviewer_change", args=[review.reviewer.programme.slug])
    given = {"employers": "Acme  Software\r\n\r\nacme software\r\nA Council", "most": "12", "is_away": "on"}

    page = client.post(url, given, follow=True)

    review.reviewer.refresh_from_db()
    assert "Saved" in page.text
    assert "You are away" in page.text
    assert review.reviewer.employers == ["Acme Software", "A Council"]
    assert (review.reviewer.most, review.reviewer.is_away) == (12, True)
    assert "Acme Software" in client.get(url).text


# -- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["review_read", "review_hand_back"])
def test_reviews_of_others_are_not_there(client, review, name):
    others = ReviewFactory(candidate__round=review.candidate.round)

    for method in ("get", "post"):
        assert getattr(client, method)(reverse(f"selection:{name}", args=[others.uuid])).status_code == 404


@pytest.mark.parametrize("status", [Review.Status.RECUSED, Review.Status.TAKEN_AWAY])
def test_review_that_was_taken_away_is_not_there(client, review, status):
    Review.objects.update(status=status, closed_at=timezone.now())

    assert client.get(page_of(review)).status_code == 404


def test_role_taken_away_bites_at_once(client, review):
    """They still read for another programme, so the gate alone would let them in."""
    ReviewerFactory(person=review.reviewer.person)
    ProgrammeRole.objects.filter(programme=review.reviewer.programme).delete()

    assert client.get(page_of(review)).status_code == 404
    assert client.get(LIST).status_code == 200


def test_programme_somebody_does_not_read_for_is_not_there(client):
    other = ReviewerFactory()

    assert client.get(reverse("selection:reviewer_change", args=[other.programme.slug])).status_code == 404


def test_menu_leads_to_reviews_and_to_nothing_of_the_team(client):
    page = client.get(LIST).text

    assert f'href="{LIST}"' in page
    assert reverse("reporting:inbox") not in page
    assert reverse("portal:my_home") not in page


def test_odd_levels_are_no_fault(client, review):
    page = client.post(page_of(review), typed(9, "x", "\x00"))

    assert page.status_code == 200
    assert not Score.objects.exists()
