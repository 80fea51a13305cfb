"""Rows of the staff's tables, as the table component takes them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from cohorts.calendar import LABELS, in_words
from cohorts.models import Cohort
from core.documents import Kind
from core.uktime import uk_datetime, uk_deadline
from notifications.models import Message
from returners.doors import BY_PHONE
from returners.models import CV, Application, PhoneDraft, Place, Step

Row = list[Any]
Item = dict[str, Any]

APPLICATIONS = ["Name", "Reference", "Cohort", "Strand", "Status", "Place", "Sent"]
OFFERS = ["Name", "Reference", "Runs out", "Phone"]
HELD = ["Name", "Reference", "Decide by", "Phone"]
QUEUE = ["Name", "Reference", "Since", "Strand"]
LETTERS = ["Subject", "State", "Written"]

PHONE_DRAFTS = ["Name", "Reference", "Cohort", "Taken by", "State", "Begun"]

COLOURS: dict[str, str] = {
    Application.Status.IN_REVIEW: "yellow",
    Application.Status.ASSESSMENT: "blue",
    Application.Status.DECIDED: "green",
    Application.Status.NOT_ELIGIBLE: "grey",
    Application.Status.NOT_OFFERED: "grey",
    Application.Status.WITHDRAWN: "grey",
}


def applications(rows: Iterable[Application]) -> list[Row]:
    return [
        [
            _name(application),
            application.reference,
            application.cohort.name,
            str(application.strand or ""),
            {"tag": application.get_status_display(), "colour": COLOURS.get(application.status, "grey")},
            _last_place(application),
            uk_datetime(application.submitted_at),  # type: ignore[arg-type]
        ]
        for application in rows
    ]


def _last_place(application: Application) -> str:
    """Its places come with the application, oldest first."""
    places = list(application.places.all())
    return places[-1].get_status_display() if places else ""


def phone_drafts(rows: Iterable[PhoneDraft], at: dt.datetime) -> list[Row]:
    return [
        [
            {
                "text": draft.application.full_name,
                "url": reverse("returners:phone_tasks", args=[draft.application.uuid]),
            },
            draft.application.reference,
            draft.application.cohort.name,
            str(draft.taken_by),
            phone_state(draft, at),
            uk_datetime(draft.taken_at),
        ]
        for draft in rows
    ]


def phone_state(draft: PhoneDraft, at: dt.datetime) -> dict[str, str]:
    """Whose turn it is: the staff's, or the caller's."""
    if draft.objected_at:
        return {"tag": "Something is not right", "colour": "red"}
    if draft.has_run_out(at):
        return {"tag": "Link ran out", "colour": "orange"}
    if BY_PHONE.missing(draft.application):
        return {"tag": "Not finished", "colour": "yellow"}
    if draft.sent_at:
        return {"tag": "With the caller", "colour": "grey"}
    return {"tag": "Ready to send", "colour": "yellow"}


def offers(places: Iterable[Place]) -> list[Row]:
    return [_until(place, place.offer_expires_at) for place in places]


def held(places: Iterable[Place]) -> list[Row]:
    return [_until(place, place.pending_until) for place in places]


def _until(place: Place, deadline: dt.datetime | None) -> Row:
    """Somebody to be called before it is too late."""
    application = place.application
    phone = application.phone.as_national if application.phone else ""
    return [_name(application), application.reference, uk_deadline(deadline), phone]  # type: ignore[arg-type]


def queue(places: Iterable[Place]) -> list[Row]:
    return [
        [
            _name(place.application),
            place.application.reference,
            uk_datetime(place.joined_at),
            f"{place.application.strand}, a person decides" if place.is_pending else str(place.application.strand),
        ]
        for place in places
    ]


def letters(messages: Iterable[Message]) -> list[Row]:
    return [
        [
            message.shown_subject,
            message.get_status_display(),
            uk_datetime(message.created_at),
        ]
        for message in messages
    ]


def cv(found: CV, application: Application) -> list[Item]:
    """A CV as its person sees it."""
    return [
        _cv_file(found, reverse("returners:cv_download", args=[application.uuid]), "your CV"),
        {
            "key": "Saved",
            "value": uk_datetime(found.uploaded_at),
            "url": reverse("returners:cv_remove", args=[application.uuid]),
            "action": "Remove",
            "change": "your CV",
        },
    ]


def cv_for_staff(found: CV, application: Application) -> list[Item]:
    return [
        _cv_file(found, reverse("returners:cv_read", args=[application.uuid]), "the CV"),
        {"key": "Saved", "value": uk_datetime(found.uploaded_at)},
    ]


def _cv_file(found: CV, url: str, what: str) -> Item:
    about = f"{Kind(found.kind).label}, {filesizeformat(found.size)}"
    return {"key": "File", "value": [found.name, about], "url": url, "action": "Download", "change": what}


def history(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [{"title": step.get_what_display(), "when": step.at, "text": _who_and_why(step)} for step in steps]


def _who_and_why(step: Step) -> str:
    who = f"By {step.by}" if step.by else "By the portal"
    return f"{who}: {step.why}" if step.why else who


def calendar(cohort: Cohort) -> list[dict[str, str]]:
    rows = [
        {"name": name, "key": label, "value": in_words(name, getattr(cohort, name))} for name, label in LABELS.items()
    ]
    return [*rows, {"name": "rules", "key": "Eligibility rules", "value": f"Version {cohort.rules.version}"}]


def _name(application: Application) -> dict[str, str]:
    return {
        "text": application.full_name,
        "url": reverse("returners:application_review", args=[application.uuid]),
    }
