"""What programme managers see and do of one application. A programme that is not theirs does not exist."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused, SeenOtherwise
from core.places import Status
from core.uktime import uk_deadline
from core.words import lower_first
from notifications.models import Message
from returners import actions, feedback
from returners.models import (
    Application,
    Assessment,
    ReviewRequest,
    awaits_release,
    beside_profile,
    known_skills,
    with_reopening,
)
from returners.profile_sections import missing
from returners.profile_summary import profile_cards
from returners.staff_forms import DecideAgainForm, OverruleForm
from returners.summary import between, summary
from returners.views import tables

LETTERS_SHOWN = 20


@programme_manager
def application_review(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = managed_application(request, uuid)
    audit.looked(request.user, application)
    over = (Application.Status.NOT_ELIGIBLE, Application.Status.NOT_OFFERED, Application.Status.WITHDRAWN)
    place = application.place if application.status not in over else None
    decisions = list(application.decisions.select_related("decided_by", "rules").order_by("-pk"))
    reopening = actions.reopened(application)
    cv, assessment = getattr(application, "cv", None), _assessment(application)
    context = {
        "application": application,
        "cv": tables.cv_for_staff(cv, application) if cv else [],
        "place": place,
        "decisions": decisions,
        "changed": between(application, decisions),
        "reopened": reopening,
        "can_reopen": reopening is None and actions.can_be_reopened(application),
        "place_label": place.standing if place else "",
        "history": tables.history(application.steps.select_related("by")),
        "answers": summary(application),
        **_told_later(application),
        "letters": tables.letters(Message.objects.about(application.uuid)[:LETTERS_SHOWN]),
        "letters_head": tables.LETTERS,
        "asked": _asked(application, assessment),
        "can_decide": _can_decide(application),
        "assessment": assessment,
        "parts": feedback.parts(application, assessment) if assessment else [],
        "candidate": getattr(application, "candidate", None),
    }
    return render(request, "returners/application_review.html", context)


@programme_manager
def application_decide(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = managed_application(request, uuid)
    if application.status == Application.Status.NOT_OFFERED:
        return redirect("returners:application_decide_again", uuid)
    if not _can_decide(application):
        messages.info(request, "This application has been decided already.")
        return redirect("returners:application_review", uuid)
    decision, asked = application.decisions.latest(), _asked(application)
    form = OverruleForm(request.POST or None, only=_only(application, asked), read=decision.pk, gets=_gets(application))
    if form.is_valid():
        try:
            actions.overrule(application, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except SeenOtherwise as refusal:
            messages.error(request, str(refusal))
            return redirect("returners:application_review", uuid)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your decision is saved, and the applicant has been told.")
            return redirect("returners:application_review", uuid)
    audit.looked(request.user, application)
    context = {"application": application, "decision": decision, "asked": asked, "form": form}
    return render(request, "returners/application_decide.html", context)


@programme_manager
def application_decide_again(request: SignedInRequest, uuid: str) -> HttpResponse:
    """What a release decided on one application, looked at again."""
    application = managed_application(request, uuid)
    if application.status != Application.Status.NOT_OFFERED:
        messages.info(request, "There is nothing to decide again on this application.")
        return redirect("returners:application_review", uuid)
    assessment = application.assessments.select_related("review_request").latest()
    asked = _asked(application, assessment)
    form = DecideAgainForm(request.POST or None, read=assessment.pk, is_asked=asked is not None)
    if form.is_valid():
        try:
            actions.decide_again(application, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except SeenOtherwise as refusal:
            messages.error(request, str(refusal))
            return redirect("returners:application_review", uuid)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your decision is saved, and the applicant has been told.")
            return redirect("returners:application_review", uuid)
    audit.looked(request.user, application)
    context = {
        "application": application,
        "assessment": assessment,
        "parts": feedback.parts(application, assessment),
        "candidate": getattr(application, "candidate", None),
        "asked": asked,
        "form": form,
    }
    return render(request, "returners/application_decide_again.html", context)


def _assessment(application: Application) -> Assessment | None:
    if not application.cohort.is_ranked or application.status == Application.Status.ASSESSMENT:
        return None
    return application.assessments.select_related("decided_by", "review_request").order_by("-pk").first()


def _only(application: Application, asked: ReviewRequest | None) -> str:
    """The one way in which it can be decided, if there is but one."""
    if application.status == Application.Status.ASSESSMENT:
        return "no"
    return "yes" if application.status == Application.Status.NOT_ELIGIBLE and not asked else ""


def _asked(application: Application, assessment: Assessment | None = None) -> ReviewRequest | None:
    """Only what was turned down can be asked about."""
    if application.status == Application.Status.NOT_OFFERED:
        request = getattr(assessment, "review_request", None)
        return request if request and request.is_open else None
    turned_down = application.status == Application.Status.NOT_ELIGIBLE
    return application.review_requests.open().first() if turned_down else None


def _gets(application: Application) -> str:
    """What finding it eligible gives."""
    place = application.place
    if awaits_release(application.cohort):
        return "It is assessed with all the others, and decided with them."
    if place and place.status == Status.HELD:
        return f"The place kept until {uk_deadline(place.pending_until)} is offered at once."  # type: ignore[arg-type]
    if place and place.status == Status.WAITING:
        return f"The application keeps its turn: number {place.turn} on the waiting list."
    return ""


def _can_decide(application: Application) -> bool:
    status = application.status
    undecided = status in (Application.Status.IN_REVIEW, Application.Status.ASSESSMENT) and not application.closed_at
    return undecided or status == Application.Status.NOT_ELIGIBLE


def _told_later(application: Application) -> dict[str, Any]:
    """What was told once the place was confirmed, and what was not."""
    if not hasattr(application, "profile"):
        return {"profile": None, "not_told": ""}
    not_told = ", ".join(lower_first(section.title) for section in missing(application))
    return {"profile": profile_cards(application, changeable=False), "not_told": not_told}


def managed_application(request: SignedInRequest, uuid: str) -> Application:
    rows = Application.objects.managed_by(request.user).select_related(
        *("cohort__programme", "cohort__rules", "cohort__rubric", "programme", "strand", "person"),
        *("declarations", "privacy_notice"),
        # What a higher floor keeps, by the name of its relation.
        "candidate__round",
    )
    rows = with_reopening(beside_profile(rows)).prefetch_related("breaks", "work_roles")
    application = get_object_or_404(rows, uuid=uuid)
    # Nobody is asked for skills before they have a place, and whoever was offered none has none.
    if hasattr(application, "profile"):
        prefetch_related_objects([application], known_skills())
    if application.status != Application.Status.NOT_OFFERED:
        prefetch_related_objects([application], "places")
    return application
