"""Staff open one section of a sent application again, and close it if nobody needed it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from returners import actions
from returners.staff_forms import ReopenForm
from returners.views.staff import managed_application


@programme_manager
def section_reopen(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = managed_application(request, uuid)
    sections = actions.can_be_reopened(application)
    if not sections:
        messages.info(request, "No section of this application can be reopened any more.")
        return redirect("returners:application_review", uuid)
    form = ReopenForm(request.POST or None, sections=sections)
    if form.is_valid():
        try:
            actions.reopen(application, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The section is open, and we have written to the applicant.")
        return redirect("returners:application_review", uuid)
    audit.looked(request.user, application)
    return render(request, "returners/section_reopen.html", {"application": application, "form": form})


@programme_manager
def section_shut(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Only a press closes it."""
    application = managed_application(request, uuid)
    reopening = actions.reopened(application)
    if request.method == "POST":
        try:
            if reopening is None:
                raise Refused("This section is closed already.")
            actions.shut(reopening, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The section is closed again.")
    return redirect("returners:application_review", uuid)
