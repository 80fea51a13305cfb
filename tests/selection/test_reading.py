"""What a reviewer reads: every field decided, nothing fetched that is hidden, lengths of time, screened text."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from returners.models import CriterionAnswer, KnownSkill, Profile, WorkRole
from selection import reading as module
from selection.reading import SIGHTS, in_years, reading
from tests.factories.profiles import WorkRoleFactory
from tests.factories.returners import ApplicationFactory, CareerBreakFactory
from tests.factories.selection import CandidateFactory, RoundFactory

pytestmark = pytest.mark.django_db

# What the text is screened for, and whether the application still stands.
FETCHED_TO_HIDE = {"id", "application", "person", "full_name", "postcode", "reference", "employer"}


def candidate_who(**answers):
    round_ = RoundFactory()
    return CandidateFactory(
        round=round_, application=ApplicationFactory(assessment=True, cohort=round_.cohort, **answers)
    )


@pytest.mark.parametrize("model", SIGHTS, ids=lambda model: model.__name__)
def test_every_field_is_decided_on_once(model):
    decided = SIGHTS[model].decided()

    assert sorted(decided) == sorted(field.name for field in model._meta.concrete_fields)


def test_everything_somebody_tells_is_decided_on():
    """Whatever hangs on an application and is theirs to write, not ours about them."""
    ours = {"Decision", "Step", "Place", "Assessment", "ReviewRequest", "Reopening", "PhoneDraft", "CalendarChange"}
    told = {
        relation.related_model
        for relation in module.Application._meta.related_objects
        if relation.related_model._meta.app_label == "returners"
        and relation.related_model.__name__ not in ours
        and not relation.related_model.__name__.endswith("Event")
    }

    assert told <= SIGHTS.keys()
    assert {KnownSkill, Profile, WorkRole, CriterionAnswer} <= told


def test_hidden_fields_are_not_even_fetched():
    candidate = candidate_who()
    WorkRoleFactory(application=candidate.application)

    with CaptureQueriesContext(connection) as queries:
        reading(candidate)

    asked = " ".join(query["sql"] for query in queries)
    for model, sight in SIGHTS.items():
        table = model._meta.db_table
        for name in set(sight.hidden.split()) - FETCHED_TO_HIDE:
            assert f'"{table}"."{model._meta.get_field(name).column}"' not in asked
    # Or else the names above would be wrong.
    assert '"returners_application"."situation"' in asked


def test_reading_says_what_the_decision_may_turn_on():
    candidate = candidate_who(career_break=None)
    until = candidate.round.cohort.reference_date
    CareerBreakFactory(application=candidate.application, start=until.replace(year=until.year - 3, day=1))

    told = reading(candidate)

    assert {row["key"]: row["value"] for row in told.rows} == {
        "Strand": "Technology",
        "What they do now": "Not working",
        "Field they worked in": "Technology",
        "Career break": ["About 3 years, up to now"],
    }


def test_break_that_never_was_is_told_in_words():
    candidate = candidate_who(career_break=None, kept_working="yes", situation="studying")

    told = reading(candidate)

    assert told.rows[-1]["value"] == ["I did not stop working in my field"]


def test_job_is_how_long_and_how_long_ago():
    candidate = candidate_who()
    until = candidate.round.cohort.reference_date
    WorkRoleFactory(
        application=candidate.application,
        job_title="Developer",
        start=dt.date(until.year - 9, until.month, 1),
        end=dt.date(until.year - 5, until.month, 1),
    )

    (job,) = reading(candidate).work

    assert (job.title, job.when) == ("Developer", "About 4 years, ended about 5 years ago")
    assert job.occupation


def test_job_that_goes_on_lasts_up_to_now():
    candidate = candidate_who()
    WorkRoleFactory(application=candidate.application, start=dt.date(2001, 1, 1), end=None)

    (job,) = reading(candidate).work

    assert job.when == "10 years or more, up to now"


def test_what_was_written_is_read_without_its_writer():
    candidate = candidate_who(full_name="Zoë Quillfeather", person__email="zq@wibble.example", postcode="LS6 3BN")
    application = candidate.application
    role = WorkRoleFactory(application=application, employer="Blimpworks Ltd", job_title="Head of Blimpworks data")
    criterion = candidate.round.cohort.rubric.criteria.first()
    CriterionAnswer.objects.create(
        application=application,
        criterion=criterion,
        text=f"I am Zoe Quillfeather and was at Blimpworks. My number is {application.reference}.\n"
        "Call 07700 900123 in LS6 3BN, "
        "or write to zq@wibble.example. I was 43 years old in 2019.",
    )

    told = reading(candidate)

    text = told.answers[criterion.pk]
    for secret in ("Zo", "Quillfeather", application.reference, "Blimp", "07700", "LS6", "wibble", "43", "2019"):
        assert secret not in text
    assert "[name]" in text
    assert "\n" in text
    assert told.work[0].title == "Head of [employer] data"
    assert role.employer not in str(told)


def test_every_address_of_the_account_is_hidden(django_user_model):
    candidate = candidate_who()
    person = candidate.application.person
    person.emailaddress_set.create(email="other.me@elsewhere.example", verified=True)
    criterion = candidate.round.cohort.rubric.criteria.first()
    CriterionAnswer.objects.create(
        application=candidate.application, criterion=criterion, text="Known as other.me everywhere"
    )

    told = reading(candidate)

    assert "other.me" not in told.answers[criterion.pk]


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (0, "Less than 1 year"),
        (11, "Less than 1 year"),
        (12, "About 1 year"),
        (17, "About 1 year"),
        (18, "About 2 years"),
        (119, "About 10 years"),
        (120, "10 years or more"),
        (480, "10 years or more"),
    ],
)
def test_length_is_in_years_that_many_share(months, words):
    assert in_years(months) == words
