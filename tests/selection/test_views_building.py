"""What a manager sees and does in the cohort builder."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from selection.models import Minimum, Move, Round
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import MoveFactory, RoundFactory
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db
WHY = {"reason": "evidence", "why": "More than the scores show."}


@pytest.fixture
def round_():
    """One place."""
    return RoundFactory(cohort__pool__capacity=1)


@pytest.fixture(autouse=True)
def manager(client, round_):
    person = ProgrammeManagerFactory()
    make_manager(round_.cohort.programme, person=person)
    sign_in(client, person)
    return person


def save(client, round_, **typed):
    url = reverse("selection:round_settings", args=[round_.uuid])
    seen = client.get(url).context["form"].initial["seen"]
    return client.post(url, {"seen": seen, **typed}, follow=True)


def page(client, round_):
    return client.get(reverse("selection:round_build", args=[round_.uuid])).text


def move_url(candidate, to):
    return reverse("selection:candidate_move", args=[candidate.round.uuid, candidate.number, to])


def press(client, candidate, to, **typed):
    """As the page shows it, with what it says that the move does."""
    seen = client.get(move_url(candidate, to)).context["form"].initial["seen"]
    return client.post(move_url(candidate, to), {"seen": seen, **typed}, follow=True)


def test_builder_proposes_a_cohort_and_says_that_none_is_better(client, round_):
    read(round_, 4, 4)
    read(round_, 3, 3)

    response = client.get(reverse("selection:round_build", args=[round_.uuid]))

    assert response.context["figures"][0] == {"label": "Offers", "value": 1, "of": 1}
    assert "No better cohort exists: checked." in response.text


def test_builder_names_nobody(client, round_):
    candidate = read(round_, 4, 4, application__full_name="Amina Hussain")
    MoveFactory(candidate=candidate)

    shown = page(client, round_)

    assert candidate.number in shown
    assert "Amina" not in shown


def test_builder_waits_for_the_first_review(client, round_):
    assert "Nothing to choose from yet" in page(client, round_)


def test_builder_shows_the_balance_beside_everybody_with_a_score(client, round_):
    read(round_, 4, 4, strand="Technology")
    read(round_, 3, 3, strand="Engineering")

    strands = client.get(reverse("selection:round_build", args=[round_.uuid])).context["balance"][0]

    found = [[cell["text"] if isinstance(cell, dict) else cell for cell in row] for row in strands["rows"]]
    assert found == [["Engineering", "1", "50%", "0", "0%", ""], ["Technology", "1", "50%", "1", "100%", ""]]


def test_builder_says_which_minimum_cannot_be_met_and_why(client, round_):
    candidate = read(round_, 4, 4, strand="Engineering")
    Minimum.objects.create(round=round_, strand=candidate.application.strand, least=3)

    assert "Engineering: at least 3 wanted, 1 in the cohort. Only 1 can be chosen here." in page(client, round_)


def test_builder_compares_the_moves_with_the_proposal(client, round_):
    best, second = read(round_, 4, 4), read(round_, 3, 3)
    MoveFactory(candidate=second)

    shown = page(client, round_)

    assert f"In by your moves: {second.number}." in shown
    assert f"Out by your moves: {best.number}." in shown
    assert "The total score of the cohort is 25.00 points lower." in shown


def test_builder_says_when_moves_do_not_fit(client, round_):
    for _ in range(2):
        MoveFactory(candidate=read(round_, 3, 3))

    shown = page(client, round_)

    assert "Let go of at least 1." in shown
    assert "the proposal without your moves" in shown


def test_move_shows_what_it_does_then_does_it(client, round_, manager):
    best, second = read(round_, 4, 4), read(round_, 3, 3)

    preview = client.get(move_url(second, "in")).text
    answer = press(client, second, "in", **WHY)

    assert best.number in preview
    assert "25.00 points lower" in preview
    assert "is moved." in answer.text
    move = second.moves.get()
    assert (move.to, move.reason, move.why, move.by) == ("in", "evidence", WHY["why"], manager)


def test_move_is_shown_again_when_the_cohort_has_changed(client, round_):
    read(round_, 4, 4)
    second = read(round_, 3, 3)

    answer = client.post(move_url(second, "in"), {**WHY, "seen": "what was shown before"})

    assert "has changed since this page was shown" in answer.text
    assert WHY["why"] in answer.text
    assert not Move.objects.exists()


def test_move_asks_for_a_reason(client, round_):
    candidate = read(round_, 3, 3)

    answer = press(client, candidate, "out")

    assert "Select the reason" in answer.text
    assert "Say why" in answer.text
    assert not Move.objects.exists()


def test_move_to_nowhere_does_not_exist(client, round_):
    assert client.get(move_url(read(round_, 3, 3), "up")).status_code == 404


def test_move_that_finds_no_place_is_refused_on_the_page(client, round_):
    MoveFactory(candidate=read(round_, 3, 3))

    answer = client.get(move_url(read(round_, 2, 2), "in"), follow=True)

    assert "You kept in 2 applications" in answer.text


def test_move_is_taken_back_by_a_press(client, round_):
    move = MoveFactory(candidate=read(round_, 3, 3))
    url = reverse("selection:move_take_back", args=[round_.uuid, move.pk])

    client.get(url)
    assert Move.objects.standing().exists()
    client.post(url)

    assert not Move.objects.standing().exists()


def test_settings_are_saved_and_the_proposal_follows(client, round_):
    read(round_, 4, 4)
    engineer = read(round_, 2, 2, strand="Engineering")
    url = reverse("selection:round_settings", args=[round_.uuid])
    least = {f"strand_{engineer.application.strand_id}": "1"}

    answer = save(client, round_, use_normalised="yes", least_score="40.5", **least)

    assert "The settings are saved." in answer.text
    assert "Adjusted scores" in answer.text
    assert "40.5" in answer.text
    assert "Engineering: at least 1" in answer.text
    assert client.get(url).context["form"].initial[f"strand_{engineer.application.strand_id}"] == 1


def test_settings_that_a_colleague_has_changed_meanwhile_are_shown_again(client, round_):
    url = reverse("selection:round_settings", args=[round_.uuid])
    seen = client.get(url).context["form"].initial["seen"]
    save(client, round_, use_normalised="yes", least_score="50")

    answer = client.post(url, {"seen": seen, "use_normalised": "no", "least_score": "0"})

    assert "A colleague has changed the settings" in answer.text
    round_.refresh_from_db()
    assert (round_.use_normalised, round_.least_score) == (True, 50)


def test_settings_that_cannot_be_read_are_shown_again(client, round_):
    url = reverse("selection:round_settings", args=[round_.uuid])

    answer = client.post(url, {"least_score": "a lot"})

    assert "Lowest score must be a number, like 55 or 55.5" in answer.text
    assert "Select which scores decide" in answer.text
    assert "a lot" in answer.text


def test_once_prepared_the_builder_only_shows(client, round_):
    candidate = read(round_, 3, 3)
    move = MoveFactory(candidate=candidate)
    Round.objects.filter(pk=round_.pk).update(status="prepared", prepared_at=timezone.now())

    answer = client.post(reverse("selection:move_take_back", args=[round_.uuid, move.pk]), follow=True)
    settings = client.get(reverse("selection:round_settings", args=[round_.uuid]), follow=True)

    assert "The decisions are prepared. Take them back first" in answer.text
    assert settings.redirect_chain[-1][0] == reverse("selection:round_build", args=[round_.uuid])
    assert "The decisions are prepared. Take them back first" in settings.text
    assert "Take this move back" not in page(client, round_)
    assert Move.objects.standing().exists()
