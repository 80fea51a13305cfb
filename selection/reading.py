"""What a reviewer reads of an application: decided field by field, in one table.

Only what the table lets through is fetched for the page, so what is hidden cannot get onto it by a slip. Hidden is
whatever says who somebody is, what the decision must not turn on, what the rules have judged already, and what not
everybody was asked. Dates become lengths of time in whole years, up to ten: enough to judge by, too little to know
somebody again or to guess an age. Free text goes through `selection.screening`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef

from cohorts.models import Field
from core import occupations
from core.calendar import add_months
from core.words import duration
from returners.eligibility import KEPT_WORKING, Situation, whole_months
from returners.models import (
    CV,
    Application,
    CareerBreak,
    CriterionAnswer,
    KnownSkill,
    Profile,
    WantedTopic,
    WorkRole,
)
from selection.models import Candidate
from selection.screening import Identity, screen

Told = Mapping[str, Any]
Row = dict[str, object]

MOST_YEARS = 10
SOMETHING_ELSE = "Another kind of work"


@dataclass(frozen=True)
class Sight:
    """The fields of a model, each under what becomes of it. One that is under nothing fails a test."""

    shown: str = ""
    # Shown once names, contacts, employers, dates and ages are taken out.
    screened: str = ""
    # A date that is shown as how long, or how long ago.
    lengths: str = ""
    hidden: str = ""

    def decided(self) -> list[str]:
        """The fields of the model itself: `strand__name` decides on the strand."""
        named = " ".join([self.shown, self.screened, self.lengths, self.hidden]).split()
        return [name.partition("__")[0] for name in named]

    def read(self) -> list[str]:
        return " ".join([self.shown, self.screened, self.lengths]).split()


SIGHTS: dict[type[Model], Sight] = {
    Application: Sight(
        shown="situation kept_working field strand__name",
        hidden="id uuid reference person programme cohort status full_name phone contact_by postcode council"
        # When it came in says nothing of how good it is.
        " started_at changed_at submitted_at closed_at has_told_roles"
        # The rules have judged these. They say who is cared for, or where somebody is from.
        " because_of_caring right_to_work"
        " needs_support support_needs declarations declared_at privacy_notice",
    ),
    CareerBreak: Sight(lengths="start end", hidden="id application reason"),
    WorkRole: Sight(
        shown="occupation occupation_version",
        screened="job_title",
        lengths="start end",
        hidden="id application employer",
    ),
    CriterionAnswer: Sight(shown="criterion", screened="text", hidden="id application"),
    # Told once a place is confirmed, so nobody has told it yet who did not have one before.
    KnownSkill: Sight(hidden="id application skill last_used confidence"),
    WantedTopic: Sight(hidden="id application skill"),
    Profile: Sight(
        hidden="id application enrolment has_told_all_roles has_no_listed_skill wants_no_topic"
        " hours patterns travel kinds hopes"
    ),
    # Names on every page, and in the file itself.
    CV: Sight(hidden="id application file name kind size uploaded_at"),
}


@dataclass(frozen=True)
class Work:
    """A job as it is read: what it was, how long it lasted, how long ago it ended."""

    title: str
    occupation: str
    when: str


@dataclass(frozen=True)
class Reading:
    """One application as it is read. `answers` is by the criterion whose question they answer."""

    rows: list[Row]
    work: list[Work]
    answers: dict[int, str]


def reading(candidate: Candidate) -> Reading:
    """An application without whose it is. Lengths are measured to the reference date of its cohort."""
    identity, until = identity_of(candidate), candidate.round.cohort.reference_date
    (application,) = _told(Application, pk=candidate.application_id)
    breaks, roles, answers = (
        _told(model, application=candidate.application_id) for model in (CareerBreak, WorkRole, CriterionAnswer)
    )
    return Reading(
        rows=[
            {"key": "Strand", "value": application["strand__name"] or ""},
            {"key": "What they do now", "value": _label(Situation, application["situation"])},
            {"key": "Field they worked in", "value": _label(Field, application["field"])},
            {"key": "Career break", "value": _breaks(application, breaks, until)},
        ],
        work=[_work(role, identity, until) for role in roles],
        answers={answer["criterion"]: screen(answer["text"], identity).text.strip() for answer in answers},
    )


def identity_of(candidate: Candidate) -> Identity:
    """What must not be read in anything they wrote. Fetched for this alone, and shown nowhere."""
    addresses = EmailAddress.objects.filter(user=OuterRef("person")).values("email")
    employers = WorkRole.objects.order_by().filter(application=OuterRef("pk")).values("employer")
    found = (
        Application.objects.filter(pk=candidate.application_id)
        .annotate(addresses=ArraySubquery(addresses), employers=ArraySubquery(employers))
        .values("full_name", "person__name", "person__email", "postcode", "reference", "addresses", "employers")
        .get()
    )
    return Identity(
        names=(found["full_name"], found["person__name"], found["reference"]),
        emails=(found["person__email"], *found["addresses"]),
        postcodes=(found["postcode"],),
        employers=tuple(found["employers"]),
    )


def _told(model: type[Model], **about: Any) -> list[Told]:
    """The rows with the fields that the table lets through, and no other."""
    return list(model._default_manager.filter(**about).values(*SIGHTS[model].read()))


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value else ""


def _breaks(application: Told, breaks: Iterable[Told], until: dt.date) -> list[str]:
    if application["kept_working"]:
        return [KEPT_WORKING]
    return [_spell(spell, until) for spell in breaks]


def _work(role: Told, identity: Identity, until: dt.date) -> Work:
    occupation = occupations.name_of(role["occupation"], role["occupation_version"]) or SOMETHING_ELSE
    return Work(screen(role["job_title"], identity).text, occupation, _spell(role, until))


def _spell(told: Told, until: dt.date) -> str:
    """“About 3 years, up to now” or “About 3 years, ended about 5 years ago”."""
    ended = add_months(told["end"], 1) if told["end"] else until
    lasted = in_years(whole_months(told["start"], min(ended, until)))
    if ended >= until:
        return f"{lasted}, up to now"
    return f"{lasted}, ended {in_years(whole_months(ended, until)).lower()} ago"


def in_years(months: int) -> str:
    """A length of time that many people share: Less than 1 year, About 3 years, 10 years or more."""
    if months < 12:
        return "Less than 1 year"
    if months >= 12 * MOST_YEARS:
        return f"{MOST_YEARS} years or more"
    return f"About {duration(12 * ((months + 6) // 12))}"
