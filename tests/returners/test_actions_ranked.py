"""An application to a ranked cohort: more is asked, and nobody has a place before the one release."""

import datetime as dt

import pytest

from cohorts.models import Cohort
from core.errors import Refused
from core.places import Status
from returners import actions
from returners.models import Application, CriterionAnswer, Place, ReviewRequest, WorkRole
from returners.sections import incomplete, sections_of
from returners.timeline import now_and_next
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, CriterionFactory, PoolFactory, RubricFactory, StrandFactory
from tests.factories.profiles import WorkRoleFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.returners.applying import ANSWERS, DAY, NOW

pytestmark = pytest.mark.django_db


def draft(**kwargs):
    return RankedApplicationFactory(now=NOW, **kwargs)


def sent(**kwargs):
    return actions.submit(draft(**kwargs), at=NOW)


def steps(application):
    return list(application.steps.values_list("what", flat=True))


def decide(application, *, eligible, at=NOW + DAY):
    return actions.overrule(application, eligible=eligible, why="It counts.", by=ProgrammeManagerFactory(), at=at)


# -- What is asked -------------------------------------------------------------------------------------------------


def test_ranked_draft_asks_for_experience_and_each_question_before_support():
    application = draft(told=False)

    assert [section.title for section in sections_of(application)] == [
        "How to reach you",
        "Your situation",
        "The strand you would like to join",
        "Your experience",
        "Potential to benefit",
        "Readiness",
        "Support you need to take part",
        "Declarations",
    ]
    assert [section.title for section in incomplete(application)] == [
        "Your experience",
        "Potential to benefit",
        "Readiness",
    ]


def test_submit_without_the_answers_is_refused_and_names_what_is_left():
    application = draft(told=False)

    with pytest.raises(Refused, match="your experience, potential to benefit, readiness"):
        actions.submit(application, at=NOW)


def test_answer_to_a_question_is_kept_and_replaced():
    application = draft(told=False)
    first, _ = application.criteria_asked

    for text in ("Once", "Again"):
        actions.answer_question(application, first, text=text, at=NOW + DAY)

    assert [answer.text for answer in application.criterion_answers.all()] == ["Again"]
    assert Application.objects.get(pk=application.pk).changed_at == NOW + DAY


def test_answer_and_roles_of_what_was_sent_in_another_tab_are_refused():
    application = draft()
    criterion, role = application.criteria_asked[0], application.work_roles.get()
    actions.submit(Application.objects.get(pk=application.pk), at=NOW)

    with pytest.raises(Refused, match="has been sent"):
        actions.answer_question(application, criterion, text="Late", at=NOW)
    with pytest.raises(Refused, match="has been sent"):
        actions.remove_role(role, at=NOW, by=application.person)
    assert application.work_roles.exists()


def test_roles_on_a_draft_are_told_changed_and_finished():
    application = draft(told=False)
    one = {"job_title": "Developer", "employer": "Acme", "start": dt.date(2010, 1, 1)}
    told = {"end": None, "occupation": "", "occupation_version": ""}

    role = actions.add_role(application, at=NOW + DAY, by=application.person, **one, **told)
    actions.change_role(role, at=NOW + DAY, by=application.person, **{**one, "job_title": "Tester"}, **told)
    actions.finish_roles(application, at=NOW + DAY, by=application.person)

    application.refresh_from_db()
    assert (application.has_told_roles, application.changed_at) == (True, NOW + DAY)
    assert application.work_roles.get().job_title == "Tester"


def test_last_role_taken_away_asks_again_whether_there_are_none():
    application = draft()

    actions.remove_role(application.work_roles.get(), at=NOW, by=application.person)
    application.refresh_from_db()
    asked_again = not application.has_told_roles
    actions.finish_roles(application, at=NOW, by=application.person)

    assert asked_again
    assert actions.submit(application, at=NOW).status == Application.Status.ASSESSMENT


# -- Sending -------------------------------------------------------------------------------------------------------


def test_submit_of_whoever_meets_the_rules_puts_forward_and_gives_no_place():
    application = sent()

    assert (application.status, application.closed_at) == (Application.Status.ASSESSMENT, None)
    assert steps(application) == ["submitted", "found eligible", "assessed"]
    assert not Place.objects.exists()
    pool = application.cohort.pools.get()
    assert (pool.taken, pool.waiting) == (0, 0)
    letter = letter_to(application.person, "assessment_received")
    assert letters_to(application.person) == ["assessment_received"]
    assert "by Monday 23 March 2026" in letter.text
    assert application.reference in letter.text


def test_submit_of_many_more_than_there_are_places_puts_all_forward():
    cohort = CohortFactory(now=NOW, ranked=True, pool__capacity=1, pool__waiting_limit=0)

    applications = [sent(cohort=cohort) for _ in range(3)]

    assert {one.status for one in applications} == {Application.Status.ASSESSMENT}


def test_submit_of_whoever_is_referred_keeps_no_place():
    application = sent(situation="studying")

    assert application.status == Application.Status.IN_REVIEW
    assert not Place.objects.exists()
    assert letters_to(application.person) == ["received", "referred"]
    text = letter_to(application.person, "referred").text
    assert "assessed with all the others" in text
    assert "keeping a place" not in text
    assert [item["title"] for item in now_and_next(application, None, NOW)][-1] == "We decide and write to you"


def test_submit_of_whoever_does_not_meet_a_rule_says_so_at_once():
    application = sent(field="other")

    assert application.status == Application.Status.NOT_ELIGIBLE
    assert letters_to(application.person) == ["received", "not_eligible"]


def test_submit_for_a_strand_without_places_is_refused():
    cohort = CohortFactory(now=NOW, ranked=True, places_by=Cohort.PlacesBy.STRAND, pool=None)
    PoolFactory(cohort=cohort, strand=cohort.programme.strands.first())
    other = StrandFactory(programme=cohort.programme)

    with pytest.raises(Refused, match="has no places for"):
        sent(cohort=cohort, strand=other)


def test_withdraw_in_assessment_frees_nothing_and_lets_one_apply_again():
    application = sent()

    actions.withdraw(application, at=NOW + DAY)
    again = actions.start(application.person, cohort=application.cohort, answers=ANSWERS, at=NOW + DAY)

    assert letters_to(application.person)[-1] == "withdrawn"
    assert again.is_draft
    assert again.pk != application.pk


# -- A person decides ------------------------------------------------------------------------------------------------


def test_referred_and_found_eligible_it_is_put_forward():
    application = decide(sent(situation="studying"), eligible=True)

    assert application.status == Application.Status.ASSESSMENT
    assert steps(application)[-2:] == ["found eligible", "assessed"]
    assert letters_to(application.person)[-1] == "put_forward"
    assert not Place.objects.exists()


def test_overturned_before_the_release_it_is_put_forward():
    application = sent(field="other")
    actions.ask_for_review(application, at=NOW + DAY)

    application = decide(application, eligible=True)

    assert (application.status, application.closed_at) == (Application.Status.ASSESSMENT, None)
    assert not ReviewRequest.objects.open().exists()


@pytest.mark.parametrize("answers", [{"field": "other"}, {"situation": "studying"}])
def test_found_eligible_after_the_release_it_takes_the_next_free_place(answers):
    application = sent(**answers)
    AssessmentFactory(application__cohort=application.cohort, application__now=NOW)

    application = decide(application, eligible=True)

    assert application.status == Application.Status.DECIDED
    assert application.places.get().status == Status.OFFERED


def test_assessed_one_can_be_found_not_eligible_by_a_person_and_no_more():
    application = sent()

    with pytest.raises(Refused, match="decided already"):
        decide(application, eligible=True)
    application = decide(application, eligible=False)

    assert application.status == Application.Status.NOT_ELIGIBLE
    assert letters_to(application.person)[-1] == "not_eligible"


def test_assessed_one_that_nobody_decided_in_time_is_closed_with_kind_words():
    application = sent()

    closed = actions.close_undecided(at=application.cohort.last_joining_at)

    application.refresh_from_db()
    assert closed == 1
    assert application.standing == "Closed without a decision"
    assert letters_to(application.person)[-1] == "undecided"


# -- Carrying over to another cohort -----------------------------------------------------------------------------------


def other_cohort(cohort, **kwargs):
    rubric = RubricFactory(programme=cohort.programme, version=2, potential=None, readiness=None)
    CriterionFactory(rubric=rubric, position=5, name="Readiness", question="What has changed for you?")
    CriterionFactory(
        rubric=rubric, position=6, name="Potential", question="What would you like to say about potential to benefit?"
    )
    return CohortFactory(now=NOW, ranked=True, programme=cohort.programme, rubric=rubric, **kwargs)


def test_draft_takes_its_answers_to_the_same_questions_along():
    application = draft()
    cohort = other_cohort(application.cohort)

    moved = actions.start(application.person, cohort=cohort, answers=ANSWERS, at=NOW)

    assert moved.pk == application.pk
    assert [section.title for section in incomplete(moved)] == ["Readiness"]
    assert CriterionAnswer.objects.get(criterion__name="Potential").text == "My potential to benefit."


def test_draft_goes_from_first_come_to_ranked_and_back_with_all_it_has():
    application = draft()
    first_come = CohortFactory(now=NOW, programme=application.programme)

    there = actions.start(application.person, cohort=first_come, answers=ANSWERS, at=NOW)
    asked_there = [section.slug for section in sections_of(there)]
    back = actions.start(application.person, cohort=application.cohort, answers=ANSWERS, at=NOW)

    assert asked_there == ["contact", "eligibility", "strand", "support", "declarations"]
    assert incomplete(back) == []


def test_first_come_draft_moved_to_a_ranked_cohort_is_asked_the_rest():
    application = ApplicationFactory(now=NOW)
    ranked = CohortFactory(now=NOW, ranked=True, programme=application.programme)

    moved = actions.start(application.person, cohort=ranked, answers=ANSWERS, at=NOW)

    assert [section.slug.partition("-")[0] for section in incomplete(moved)] == ["experience", "question", "question"]


def test_roles_told_on_the_draft_are_not_asked_again_once_the_place_is_confirmed():
    application = ApplicationFactory(now=NOW, has_told_roles=True, cohort=CohortFactory(now=NOW))
    WorkRoleFactory(application=application)
    actions.submit(application, at=NOW)

    place = application.places.get()
    agreement = application.programme.text("agreement")
    actions.accept(place, agreement=agreement, signed_name="A", at=NOW)

    application = Application.objects.get(pk=application.pk)
    assert application.profile.has_told_all_roles
    assert WorkRole.objects.count() == 1
