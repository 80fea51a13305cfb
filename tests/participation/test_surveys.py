"""How people feel about going back to work: asked three times, shown to themselves, and in averages to the team."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from cohorts.actions import end_enrolment, enrol, make_manager
from cohorts.models import ProgrammeText
from core.errors import Refused
from notifications.models import TimedLetter
from notifications.timed import send_due
from participation.actions.surveys import answer_survey
from participation.change import own_answers, pairs
from participation.models import Moment, Survey
from participation.survey_items import SCALE, items
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import SurveyFactory
from tests.letters import letters_to
from tests.typed import ANSWERS

pytestmark = pytest.mark.django_db

# Clocks go forward in the UK on 28 March 2027, and back on 31 October.
STARTS, ENDS = dt.date(2027, 3, 29), dt.date(2027, 10, 29)
BEFORE = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
MIDDLE = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
LONG_AFTER = dt.datetime(2028, 9, 1, tzinfo=dt.UTC)
THREES = dict.fromkeys(items(), 3)


def cohort():
    return CohortFactory(now=BEFORE, starts_on=STARTS, ends_on=ENDS, follow_on_ends_on=ENDS + dt.timedelta(days=182))


def taking_part(**kwargs):
    return EnrolmentFactory(cohort=cohort(), now=BEFORE, **kwargs)


def join(cohort, *, at):
    return enrol(
        UserFactory(),
        cohort=cohort,
        strand=cohort.programme.strands.first(),
        region="",
        agreement=cohort.programme.text(ProgrammeText.Kind.AGREEMENT),
        signed_name="Ada",
        at=at,
    )


def url(name, enrolment, *more):
    return reverse(f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, *more])


def test_items_are_eight_statements_of_two_kinds():
    assert len(items()) == 8
    assert {item.group for item in items().values()} == {"confidence", "readiness"}
    assert len({item.statement for item in items().values()}) == 8
    assert list(SCALE) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("moment", "first", "last"),
    [
        (Moment.START, "2027-03-22T00:00+00:00", "2027-04-26T23:59+01:00"),
        (Moment.END, "2027-10-26T00:00+01:00", "2027-12-10T23:59+00:00"),
        (Moment.LATER, "2028-04-28T00:00+01:00", "2028-06-23T23:59+01:00"),
    ],
)
def test_survey_can_be_answered_on_days_of_the_uk(moment, first, last):
    enrolment, minute = taking_part(), dt.timedelta(minutes=1)
    first, last = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)

    for at in (first, last):
        answer_survey(enrolment, moment, answers=THREES, by=enrolment.person, at=at)

    for at in (first - minute, last + minute):
        with pytest.raises(Refused):
            answer_survey(enrolment, moment, answers=THREES, by=enrolment.person, at=at)
    assert enrolment.surveys.get().answered_at == last


def test_survey_can_be_answered_for_as_long_by_whoever_joins_late():
    enrolment = join(cohort(), at=dt.datetime(2027, 5, 10, 12, tzinfo=dt.UTC))

    answer_survey(
        enrolment, Moment.START, answers=THREES, by=enrolment.person, at=dt.datetime(2027, 6, 7, 12, tzinfo=dt.UTC)
    )

    assert enrolment.surveys.exists()


def test_survey_is_not_for_whoever_has_stopped(sign_in):
    enrolment = taking_part(ended=True)

    with time_machine.travel(dt.datetime(2027, 10, 29, 12, tzinfo=dt.UTC)):
        page = sign_in(enrolment.person).post(url("survey_give", enrolment, "end"), ANSWERS)

    assert "These questions are for people who take part. You need not answer them." in page.text
    assert not Survey.objects.exists()


def test_survey_asks_for_every_statement_and_keeps_what_was_chosen(sign_in):
    enrolment = taking_part()

    with time_machine.travel(dt.datetime(2027, 3, 29, 12, tzinfo=dt.UTC)):
        page = sign_in(enrolment.person).post(url("survey_give", enrolment, "start"), {**ANSWERS, "cv": ""})

    assert "Choose how well this fits you: My CV shows well what I can do" in page.text
    assert page.text.count("checked") == 7
    assert not Survey.objects.exists()


def test_survey_is_changed_while_it_can_be(sign_in):
    enrolment = taking_part()

    with time_machine.travel(dt.datetime(2027, 3, 29, 12, tzinfo=dt.UTC)):
        client = sign_in(enrolment.person)
        client.post(url("survey_give", enrolment, "start"), ANSWERS)
        page = client.post(url("survey_give", enrolment, "start"), {**ANSWERS, "cv": "5"}, follow=True)

    assert "Change my answers" in page.text
    assert own_answers(enrolment) == {Moment.START: {**THREES, "cv": 5}}


def test_survey_has_no_other_moments(sign_in):
    enrolment = taking_part()

    assert sign_in(enrolment.person).get(url("survey_give", enrolment, "middle")).status_code == 404


def test_change_is_drawn_with_its_figures_in_words_and_in_a_table(sign_in):
    enrolment = SurveyFactory(worse=1).enrolment
    SurveyFactory(enrolment=enrolment, moment=Moment.END, better=1)

    page = sign_in(enrolment.person).get(url("survey_results", enrolment)).text

    assert "My CV: 2, then 4" in page
    assert page.count("portal-chart__ring") == page.count("portal-chart__disc") == len(items()) + 1
    assert "portal-chart__diamond" not in page
    assert "The same in numbers" in page


def test_letters_ask_at_ten_on_clocks_in_the_uk():
    join(cohort(), at=BEFORE)

    planned = TimedLetter.objects.filter(rule__startswith="survey-").order_by("due_at")

    assert [letter.due_at.isoformat() for letter in planned] == [
        "2027-03-26T10:00:00+00:00",
        "2027-10-29T09:00:00+00:00",
        "2028-04-28T09:00:00+00:00",
    ]


def test_letters_ask_whoever_joins_late_on_the_next_day():
    join(cohort(), at=dt.datetime(2027, 4, 6, 15, tzinfo=dt.UTC))

    first = TimedLetter.objects.planned().get(rule="survey-start")

    assert first.due_at == dt.datetime(2027, 4, 7, 9, tzinfo=dt.UTC)


def test_letters_ask_nobody_who_has_answered_or_stopped():
    stays, answers, stops = (join(one, at=BEFORE) for one in [cohort()] * 3)
    SurveyFactory(enrolment=answers, moment=Moment.END)
    end_enrolment(stops.person, cohort=stops.cohort, why="", at=MIDDLE)

    send_due(dt.datetime(2027, 10, 29, 12, tzinfo=dt.UTC))

    assert "survey_end" in letters_to(stays.person)
    assert "survey_end" not in letters_to(answers.person)
    assert "survey_end" not in letters_to(stops.person)


def pair(cohort, moment, *, enrolment=None):
    enrolment = enrolment or SurveyFactory(enrolment__cohort=cohort).enrolment
    return SurveyFactory(enrolment=enrolment, moment=moment, better=1).enrolment


def test_averages_are_of_those_who_answered_twice():
    of = cohort()
    for _ in range(5):
        pair(of, Moment.END)
    SurveyFactory(enrolment__cohort=of, worse=1)
    SurveyFactory(enrolment__cohort=of, moment=Moment.END, worse=1)
    pair(cohort(), Moment.END)

    (shown,) = pairs(of, at=LONG_AFTER)

    assert (shown.moment, shown.people) == (Moment.END, 5)
    assert shown.values == {Moment.START: dict.fromkeys(items(), 3.0), Moment.END: dict.fromkeys(items(), 4.0)}


def test_averages_of_fewer_than_five_are_not_shown():
    of = cohort()
    for _ in range(4):
        pair(of, Moment.END)

    assert pairs(of, at=LONG_AFTER) == []


def test_averages_wait_until_nobody_can_answer_any_more():
    """Before and after one more answer, two averages would tell what it was."""
    of = cohort()
    for _ in range(5):
        pair(of, Moment.END)

    assert pairs(of, at=dt.datetime(2027, 12, 10, 23, 59, tzinfo=dt.UTC)) == []
    assert len(pairs(of, at=dt.datetime(2027, 12, 11, tzinfo=dt.UTC))) == 1


def test_averages_side_by_side_single_nobody_out():
    """Six at the end, five of them six months later: the difference would be one person's answers at the start."""
    of = cohort()
    people = [pair(of, Moment.END) for _ in range(6)]
    for enrolment in people[:5]:
        pair(of, Moment.LATER, enrolment=enrolment)

    assert [shown.moment for shown in pairs(of, at=LONG_AFTER)] == [Moment.END]

    pair(of, Moment.LATER, enrolment=people[5])
    assert [shown.moment for shown in pairs(of, at=LONG_AFTER)] == [Moment.END, Moment.LATER]


def test_team_sees_how_many_answered_and_when_averages_come(staff_client):
    of = cohort()
    make_manager(of.programme, person=staff_client.user)
    SurveyFactory(enrolment__cohort=of)

    page = staff_client.get(reverse("participation:cohort_surveys", args=[of.programme.slug, of.slug])).text

    assert "from Saturday 11 December 2027" in page
    assert "portal-chart" not in page
