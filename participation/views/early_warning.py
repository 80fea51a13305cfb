"""Whom the team of a cohort may want to call: those who missed sessions in a row, and those with an offer unopened."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Enrolment
from core import audit
from core.errors import Refused
from core.uktime import uk_deadline
from participation import early_warning
from participation.actions.following_up import follow_up
from participation.models import Session
from participation.views.managed import managed_cohort
from returners.models import Application, Place

SHOWN = 50
OFFERS = ["Name", "Runs out", "Phone"]


@programme_manager
def early_warning_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    people = early_warning.missed_in_a_row(cohort.enrolments.select_related("person"), request.arrived_at)
    missing = list(people.order_by("last_missed", "pk")[:SHOWN])
    places = Place.objects.filter(pool__cohort=cohort).select_related("application")
    unopened = early_warning.offers_not_opened(places, request.arrived_at)
    offers = list(unopened.order_by("offer_expires_at", "pk")[:SHOWN])
    audit.looked_at_many(request.user, missing, why="Early warning")
    audit.looked_at_many(request.user, [place.application for place in offers], why="Early warning")
    context = {
        "cohort": cohort,
        "missing": _missing(cohort, missing),
        "offers_head": OFFERS,
        "offers": [_offer(place) for place in offers],
    }
    return render(request, "participation/early_warning_list.html", context)


def _missing(cohort: Cohort, enrolments: list[Any]) -> list[dict[str, Any]]:
    """Each with the number they gave when they last applied, and the session they missed last."""
    sessions = Session.objects.in_bulk([enrolment.last_missed for enrolment in enrolments])
    people = [enrolment.person_id for enrolment in enrolments]
    applied = Application.objects.filter(programme=cohort.programme, person__in=people).order_by("pk")
    applications = {application.person_id: application for application in applied}
    return [
        {
            "enrolment": enrolment,
            "session": sessions[enrolment.last_missed],
            "application": applications.get(enrolment.person_id),
            "url": reverse(
                "participation:follow_up_add",
                args=[
                    cohort.programme.slug,
                    cohort.slug,
                    enrolment.uuid,
                    sessions[enrolment.last_missed].uuid,
                ],
            ),
        }
        for enrolment in enrolments
    ]


def _offer(place: Place) -> list[Any]:
    application = place.application
    return [
        {"text": application.full_name, "url": reverse("returners:application_review", args=[application.uuid])},
        uk_deadline(place.offer_expires_at),  # type: ignore[arg-type]
        application.phone.as_national if application.phone else "",
    ]


@programme_manager
@require_POST
def follow_up_add(
    request: SignedInRequest, programme_slug: str, slug: str, uuid: str, session_uuid: str
) -> HttpResponse:
    cohort = managed_cohort(request, programme_slug, slug)
    enrolments = Enrolment.objects.filter(cohort=cohort).select_related("person")
    enrolment = get_object_or_404(enrolments, uuid=uuid)
    session = get_object_or_404(cohort.sessions, uuid=session_uuid)
    try:
        follow_up(enrolment, session=session, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Thank you. {enrolment.person} is here again if they miss another session.")
    return redirect("participation:early_warning_list", programme_slug, slug)
