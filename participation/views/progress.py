"""How somebody who takes part gets on: what counts for the certificate, what there is to say, and what is next."""

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from participation import change
from participation.actions import feedback as actions
from participation.feedback_forms import SessionFeedbackForm
from participation.getting_on import standing_of
from participation.models import Attendance, ProgrammeCertificate
from participation.models.feedback import ASKED_FOR
from participation.models.survey import open_surveys
from participation.models.timetable import SessionQuerySet
from participation.own import own_enrolment, own_sessions

# More than these nobody says something about in one evening.
SHOWN = 5


@returner
def my_progress(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment, at = own_enrolment(request, programme_slug, slug), request.arrived_at
    answered = change.own_answers(enrolment)
    context = {
        "enrolment": enrolment,
        "certificate": ProgrammeCertificate.objects.filter(enrolment=enrolment).first(),
        "standing": standing_of(enrolment, at=at),
        "to_answer": [moment for moment in open_surveys(enrolment, at) if moment not in answered],
        "to_tell": _to_tell(enrolment, at)[:SHOWN],
        "next_step": enrolment.next_steps.to_do().first(),
    }
    return render(request, "participation/my_progress.html", context)


def _to_tell(enrolment: Enrolment, at: dt.datetime) -> SessionQuerySet:
    """What was lately and they have said nothing of. Of a session they were not at, nobody asks them."""
    lately = own_sessions(enrolment).standing().filter(ends_at__lte=at, ends_at__gt=at - ASKED_FOR)
    missed = enrolment.attendances.filter(status__in=[Attendance.Status.EXCUSED, Attendance.Status.ABSENT])
    were_at = lately.filter(starts_at__gte=enrolment.joined_at).exclude(pk__in=missed.values("session"))
    return were_at.exclude(feedback__enrolment=enrolment).order_by("-starts_at", "-pk")


@returner
def session_feedback(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    session = get_object_or_404(own_sessions(enrolment), uuid=uuid)
    context = {"enrolment": enrolment, "session": session}
    if refusal := actions.why_not(session, request.arrived_at):
        return render(request, "participation/session_feedback.html", {**context, "refusal": refusal})
    given = session.feedback.filter(enrolment=enrolment).values("useful", "comment").first()
    form = SessionFeedbackForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            actions.give_session_feedback(
                session, enrolment=enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Thank you for telling us.")
        return redirect("participation:my_progress", programme_slug, slug)
    return render(request, "participation/session_feedback.html", {**context, "form": form, "given": given})
