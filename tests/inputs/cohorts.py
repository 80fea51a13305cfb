"""The forms of programmes."""

from collections.abc import Callable

from django.urls import reverse

from returners.models import Application
from tests.factories.cohorts import CohortFactory, RubricFactory
from tests.inputs import scenes
from tests.inputs.form import Typed
from tests.typed import CALENDAR, NEW_COHORT


def with_rubric() -> scenes.Scene:
    client, application = scenes.manager()
    RubricFactory(programme=application.programme)
    return client, application


SCENES = {
    "draft": scenes.draft,
    "manager": scenes.manager,
    "administrator": scenes.administrator,
    "with rubric": with_rubric,
}


def of_programme(name: str, *args: str) -> Callable[[Application], str]:
    return lambda application: reverse(f"cohorts:{name}", args=[application.programme.slug, *args])


def calendar(application: Application) -> str:
    cohort = application.cohort
    return reverse("returners:cohort_calendar", args=[cohort.programme.slug, cohort.slug])


def to_come(application: Application) -> str:
    cohort = CohortFactory(programme=application.programme, upcoming=True)
    return reverse("cohorts:cohort_admission", args=[cohort.programme.slug, cohort.slug])


WORDS = {
    "other_help": "Careers help https://example.org",
    "summary": "Come back",
    "about": "All of it",
    "contact_email": "team@example.org",
}
PROGRAMME = {
    **WORDS,
    "name": "Returner Fund",
    "slug": "returner-fund",
    "funder": "A council",
    "delivery_partners": "A charity",
    "controller": "A council, Town Hall",
    "processor": "A charity",
    "privacy_email": "privacy@example.org",
    "basis": "public task",
    "target_returners": "100",
    "ask_days": "28",
    "target_employers": "30",
    "support_until_day": "31",
    "support_until_month": "3",
    "support_until_year": "2027",
}
RULES = {"regions": "Wales", "min_break_months": "18", "fields_worked_in": "technology", "seen": "x"}

CRITERION = {
    "name": "Team work",
    "about": "How they work with others.",
    "question": "When did you last work with others?",
    "weight": "20",
    "seen": "x",
    **{f"level_{level}": f"The answer is {word}." for level, word in enumerate(("no", "low", "fair", "good", "full"))},
}

FORMS = {
    "CohortForm": Typed("manager", of_programme("cohort_add"), NEW_COHORT),
    "AdmissionForm": Typed("with rubric", to_come, {"admission": "ranked"}),
    "CalendarForm": Typed("manager", calendar, CALENDAR),
    "WordsForm": Typed("manager", of_programme("programme_change"), WORDS),
    "ProgrammeForm": Typed("administrator", of_programme("programme_change"), PROGRAMME),
    "NewProgrammeForm": Typed("administrator", lambda application: reverse("cohorts:programme_add"), PROGRAMME),
    "StrandSettingsForm": Typed(
        "administrator", of_programme("strand_add"), {"name": "Social work", "about": "Adults"}
    ),
    "RulesForm": Typed("manager", of_programme("rules_change"), RULES),
    "TextForm": Typed("manager", of_programme("text_publish", "agreement"), {"body": "I will come.", "shown": "x"}),
    "InterestForm": Typed(
        "draft",
        lambda draft: reverse("cohorts:interest_create", args=[CohortFactory(closed=True).programme.slug]),
        {"email": "ada@example.org"},
    ),
    "RubricForm": Typed("with rubric", of_programme("rubric_change"), {"reviews_each": "3", "gap_limit": "30"}),
    "CriterionForm": Typed("with rubric", of_programme("criterion_add"), CRITERION),
    "HolderForm": Typed("manager", of_programme("reviewer_invite"), {"email": "ada@example.org"}),
    "ManagerForm": Typed("administrator", of_programme("manager_invite"), {"email": "ada@example.org"}),
}
BASES = {"CalendarFields"}
