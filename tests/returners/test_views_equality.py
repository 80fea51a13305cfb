"""The equality questions as their reader finds them: after sending, one a page, all optional, theirs to take back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from returners import actions
from returners.equality import NEWEST
from returners.models import EqualityAnswers
from tests.conftest import sign_in
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return actions.submit(ApplicationFactory(), at=timezone.now())


@pytest.fixture
def client(application):
    return sign_in(Client(), application.person)


def url(application, page, *more):
    return reverse(f"returners:equality_{page}", args=[application.uuid, *more])


def answers_of(application):
    found = EqualityAnswers.objects.of(application).first()
    return found.answers if found else {}


def walk(client, application, answers):
    """From the first page to the list of answers; gives back the questions on the way."""
    response = client.post(url(application, "start"), {"wanted": "yes"})
    seen = []
    while "answers" not in response.url:
        seen.append(response.url.rstrip("/").rpartition("/")[2])
        response = client.post(response.url, {"answer": answers.get(seen[-1], "")})
    return seen


@pytest.mark.parametrize("page", ["application_sent", "application_detail"])
def test_questions_are_offered_once_the_application_is_sent(client, application, page):
    response = client.get(reverse(f"returners:{page}", args=[application.uuid]))

    assert url(application, "start") in response.text


def test_start_says_why_and_who_sees_it(client, application):
    page = client.get(url(application, "start")).text

    assert "Why we ask" in page
    assert "Nobody sees them beside your name" in page
    assert "groups of 10 people or more" in page
    assert "delete your answers at any time" in page


def test_questions_can_be_skipped_whole(client, application):
    response = client.post(url(application, "start"), {"wanted": "no"})

    assert response.url == reverse("returners:application_detail", args=[application.uuid])
    assert not EqualityAnswers.objects.exists()


def test_start_asks_for_a_yes_or_no(client, application):
    page = client.post(url(application, "start"), {}).text

    assert "Select yes if you want to answer the equality questions" in page


def test_all_questions_one_by_one(client, application):
    given = {
        "age": "35-44",
        "sex": "female",
        "gender": "same",
        "ethnic-group": "black",
        "ethnic-background": "black-2",
        "condition": "yes",
        "condition-effect": "a-little",
        "earner": "technical",
    }

    seen = walk(client, application, given)

    assert seen == [question.slug for question in NEWEST.questions]
    assert answers_of(application) == given
    page = client.get(url(application, "answers")).text
    assert "Caribbean" in page
    assert "Yes, a little" in page


def test_second_steps_are_asked_only_after_an_answer_that_has_one(client, application):
    seen = walk(client, application, {"ethnic-group": "prefer-not-to-say", "condition": "no"})

    assert "ethnic-background" not in seen
    assert "condition-effect" not in seen
    assert answers_of(application) == {"ethnic-group": "prefer-not-to-say", "condition": "no"}


def test_questions_can_all_be_left_out_one_by_one(client, application):
    walk(client, application, {})

    assert not EqualityAnswers.objects.exists()
    page = client.get(url(application, "answers")).text
    assert "They are optional" in page or "they are optional" in page
    assert url(application, "delete") not in page


def test_second_step_speaks_of_the_first(client, application):
    actions.answer_equality(application, question="ethnic-group", answer="asian")

    page = client.get(url(application, "question", "ethnic-background")).text

    assert "Which of these best describes your Asian or Asian British background?" in page
    assert "Bangladeshi" in page
    assert "Arab" not in page


def test_answer_is_there_again_when_the_person_comes_back(client, application):
    actions.answer_equality(application, question="sex", answer="male")

    page = client.get(url(application, "question", "sex")).text

    assert page.count("checked") == 1
    assert client.get(url(application, "start")).url == url(application, "answers")


def test_change_leads_back_to_the_list(client, application):
    walk(client, application, {"age": "35-44", "sex": "female"})

    response = client.post(f"{url(application, 'question', 'age')}?change=1", {"answer": "45-54"})

    assert response.url == url(application, "answers")
    assert answers_of(application)["age"] == "45-54"


def test_change_of_a_first_step_asks_the_second_and_then_leads_back(client, application):
    walk(client, application, {"condition": "no"})

    first = client.post(f"{url(application, 'question', 'condition')}?change=1", {"answer": "yes"})
    second = client.post(first.url, {"answer": "a-lot"})

    assert first.url == f"{url(application, 'question', 'condition-effect')}?change=1"
    assert second.url == url(application, "answers")
    assert answers_of(application) == {"condition": "yes", "condition-effect": "a-lot"}


def test_second_step_without_its_first_leads_to_the_list(client, application):
    """An old link, or another tab in which the first step was changed."""
    response = client.post(url(application, "question", "condition-effect"), {"answer": "a-lot"})

    assert response.url == url(application, "answers")
    assert not EqualityAnswers.objects.exists()


@pytest.mark.parametrize("answer", ["no such answer", "white-2", "\x00"])
def test_answer_that_was_not_offered_is_not_kept(client, application, answer):
    actions.answer_equality(application, question="ethnic-group", answer="asian")

    page = client.post(url(application, "question", "ethnic-background"), {"answer": answer})

    assert "Choose one of the options listed" in page.text or "hidden character" in page.text
    assert "ethnic-background" not in answers_of(application)


def test_question_that_does_not_exist_is_not_found(client, application):
    assert client.get(url(application, "question", "shoe-size")).status_code == 404


def test_back_leads_through_the_questions_to_the_start(client, application):
    actions.answer_equality(application, question="condition", answer="yes")
    questions = [question.slug for question in NEWEST.asked({"condition": "yes"})]

    backs = [client.get(url(application, "question", slug)).context["back_url"] for slug in questions]

    assert backs == [url(application, "start"), *(url(application, "question", slug) for slug in questions[:-1])]


def test_answers_are_deleted_by_one_press_and_not_by_a_link(client, application):
    actions.answer_equality(application, question="sex", answer="male")

    looked = client.get(url(application, "delete"))
    kept = answers_of(application)
    response = client.post(url(application, "delete"), follow=True)

    assert looked.status_code == 200
    assert kept
    assert "Your equality answers are deleted" in response.text
    assert not EqualityAnswers.objects.exists()


@pytest.mark.parametrize("page", ["start", "answers", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_draft_has_no_equality_pages(page, method):
    draft = ApplicationFactory()

    response = getattr(sign_in(Client(), draft.person), method)(url(draft, page))

    assert response.url == reverse("returners:application_detail", args=[draft.uuid])


def test_answers_stay_out_of_the_session(client, application):
    walk(client, application, {"age": "35-44", "ethnic-group": "black", "condition": "yes"})

    assert not {"35-44", "black", "yes"} & set(map(str, client.session.values()))


def test_nothing_of_the_walk_is_logged(client, application, caplog):
    """Which questions somebody was asked, or where they stopped, would say what they answered."""
    caplog.set_level("DEBUG")

    walk(client, application, {"condition": "yes", "condition-effect": "a-lot"})
    walked = caplog.text
    client.get(reverse("returners:application_detail", args=[application.uuid]))

    assert "equality" not in walked
    assert str(application.uuid) not in walked
    assert str(application.uuid) in caplog.text
