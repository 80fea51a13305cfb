"""Somebody tells us that they cannot come to a session, or can after all."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.errors import Refused
from participation.actions import attendance as actions
from participation.attendance_forms import CannotComeForm
from participation.own import own_enrolment_with_sessions, own_sessions
from participation.pages import session_path
from participation.registers import own_excuse


@returner
def cannot_come(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    enrolment = own_enrolment_with_sessions(request, programme_slug, slug)
    session = get_object_or_404(own_sessions(enrolment), uuid=uuid)
    form = CannotComeForm(request.POST if request.method == "POST" else None)
    takes_back = "can" in request.POST
    try:
        if takes_back:
            actions.tell_can_come(enrolment, session, by=request.user, at=request.arrived_at)
            messages.success(request, "Good. We expect you there.")
            return redirect(request.path)
        if form.is_valid():
            excuse = form.cleaned_data["excuse"]
            actions.tell_cannot_come(enrolment, session, excuse=excuse, by=request.user, at=request.arrived_at)
            messages.success(request, "Thank you for telling us. You are excused.")
            return redirect(request.path)
    except Refused as refusal:
        messages.error(request, str(refusal))
    context = {
        "session": session,
        "session_url": session_path(enrolment.cohort, session),
        "contact_email": enrolment.cohort.programme.contact_email,
        "form": form,
        "told": own_excuse(enrolment, session),
        "can_tell": not session.is_off and request.arrived_at < session.starts_at,
    }
    return render(request, "participation/cannot_come.html", context)
