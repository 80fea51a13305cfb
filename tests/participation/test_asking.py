"""Ask the team: a thread between one person and the managers of their programme, and nobody else."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from participation.actions import asking
from participation.models import Question
from reporting.inbox import tasks
from support import actions as threads
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import QuestionFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def enrolment(returner_client, staff_client):
    cohort = CohortFactory(name="Winter cohort")
    make_manager(cohort.programme, person=staff_client.user)
    return EnrolmentFactory(person=returner_client.user, cohort=cohort)


def own(name, enrolment, *more):
    return reverse(f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, *more])


def key_of(enrolment):
    return str(enrolment.uuid)


def test_question_is_asked_answered_and_closed(returner_client, staff_client, enrolment):
    sent = {"subject": "The slides", "text": "Where are they?", "key": key_of(enrolment)}
    page = returner_client.post(own("question_ask", enrolment), sent, follow=True).text
    [question] = Question.objects.all()

    answered = staff_client.post(question.team_url, {"text": "In your timetable."}, follow=True).text
    read = returner_client.get(question.asker_url).text
    returner_client.post(own("question_close", enrolment, question.uuid))

    question.refresh_from_db()
    assert "We have your question. We answer by" in page
    assert f"Sent to {enrolment.person}." in answered
    assert "In your timetable." in read
    assert (question.is_closed, question.owner) == (True, staff_client.user)
    assert letters_to(enrolment.person) == ["received", "answered"]


def test_question_sent_twice_from_one_page_is_asked_once(returner_client, enrolment):
    sent = {"subject": "The slides", "text": "Where are they?", "key": key_of(enrolment)}

    answers = [returner_client.post(own("question_ask", enrolment), sent) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Question.objects.count() == 1
    assert letters_to(enrolment.person) == ["received"]


def test_writing_more_opens_again_what_the_team_closed(returner_client, staff_client, enrolment):
    question = QuestionFactory(enrolment=enrolment)
    staff_client.post(reverse("participation:question_shut", args=[question.uuid]))

    page = returner_client.post(question.asker_url, {"text": "One more thing"}, follow=True).text

    question.refresh_from_db()
    assert question.is_open
    assert "Your message is sent. We answer by" in page
    assert letters_to(enrolment.person) == ["closed"]


def test_what_is_empty_is_asked_for_and_nothing_is_sent(returner_client, enrolment):
    question = QuestionFactory(enrolment=enrolment)

    for url in (own("question_ask", enrolment), question.asker_url):
        assert "There is a problem" in returner_client.post(url, {"text": ""}).text

    assert Question.objects.get().messages.count() == 1


def test_question_can_be_asked_in_a_break(returner_client, enrolment):
    type(enrolment).objects.update(status="paused", paused_at=timezone.now())

    assert returner_client.get(own("question_ask", enrolment)).status_code == 200


def test_nobody_else_of_the_cohort_reads_it(enrolment):
    question = QuestionFactory(enrolment=enrolment)
    neighbour = EnrolmentFactory(cohort=enrolment.cohort)

    client = sign_in(Client(), neighbour.person)

    assert client.get(question.asker_url).status_code == 404
    assert question.subject not in client.get(own("question_list", neighbour)).text


def test_team_answers_late_and_the_page_says_sorry(returner_client, enrolment):
    question = QuestionFactory(enrolment=enrolment, opened_at=timezone.now() - 9 * DAY)

    for url in (question.asker_url, own("question_list", enrolment)):
        assert "Our answer is late, and we are sorry" in returner_client.get(url).text


def test_team_sees_what_waits_and_with_a_filter_the_rest(staff_client, enrolment):
    waiting, closed = QuestionFactory(enrolment=enrolment), QuestionFactory(enrolment=enrolment, closed=True)
    foreign = QuestionFactory()
    url = reverse("participation:question_inbox")

    first, all_of_them = staff_client.get(url).text, staff_client.get(f"{url}?status=all").text

    assert waiting.team_url in first
    assert closed.team_url not in first
    assert closed.team_url in all_of_them
    assert foreign.team_url not in all_of_them


def test_team_opens_a_closed_one_again_to_answer_it(staff_client, enrolment):
    question = QuestionFactory(enrolment=enrolment, closed=True)
    refused = staff_client.post(question.team_url, {"text": "By the way"}).text

    staff_client.post(reverse("participation:question_reopen", args=[question.uuid]))
    staff_client.post(question.team_url, {"text": "By the way", "close": "yes"})

    question.refresh_from_db()
    assert "Open it again to answer." in refused
    assert question.is_closed
    assert question.messages.get(from_team=True).text == "By the way"


def test_team_takes_a_question_gives_it_on_and_sets_another_day(staff_client, enrolment):
    question, colleague = QuestionFactory(enrolment=enrolment), ProgrammeManagerFactory()
    make_manager(enrolment.cohort.programme, person=colleague)
    assign = reverse("participation:question_assign", args=[question.uuid])
    due = reverse("participation:question_due", args=[question.uuid])

    taken = staff_client.post(assign, {"owner": str(staff_client.user.uuid)}, follow=True).text
    given = staff_client.post(assign, {"owner": str(colleague.uuid)}, follow=True).text
    moved = staff_client.post(due, {"on_day": "8", "on_month": "1", "on_year": "2030"}, follow=True).text

    assert "You see to this from now on." in taken
    assert f"{colleague} sees to this from now on." in given
    assert "To be answered by" in moved
    assert "Tuesday 8 January 2030" in moved
    assert letters_to(colleague) == ["given"]


def test_question_is_given_to_nobody_who_does_not_manage_the_programme(staff_client, enrolment):
    question, stranger = QuestionFactory(enrolment=enrolment), ProgrammeManagerFactory()

    page = staff_client.post(
        reverse("participation:question_assign", args=[question.uuid]), {"owner": str(stranger.uuid)}
    ).text

    assert "Choose one of the options listed" in page
    assert Question.objects.get().owner is None


def test_whoever_manages_the_programme_no_more_is_not_written_to(staff_client, enrolment):
    question = QuestionFactory(enrolment=enrolment, answered=True)
    Question.objects.update(owner=ProgrammeManagerFactory())

    said = asking.say(question, text="And then?", by=enrolment.person, at=timezone.now())

    assert said.owner is None


def test_whoever_answered_is_told_when_more_is_asked(staff_client, enrolment):
    question = threads.answer(
        QuestionFactory(enrolment=enrolment), text="Here.", by=staff_client.user, at=timezone.now()
    )

    asking.say(question, text="And then?", by=enrolment.person, at=timezone.now())

    assert letters_to(staff_client.user) == ["asked"]


def test_questions_that_wait_are_a_task_for_each_cohort(staff_client, enrolment):
    first, *_ = [QuestionFactory(enrolment=enrolment) for _ in range(2)]
    QuestionFactory(enrolment=enrolment, answered=True)
    QuestionFactory()

    [task] = tasks(staff_client.user, timezone.now())

    assert task.title == "2 questions to answer, Winter cohort"
    assert (task.by, task.is_late) == (first.due_at, False)
    assert tasks(staff_client.user, first.due_at)[0].is_late
    assert first.team_url in staff_client.get(task.url).text
