"""Asking for a person to look at a decision that no person made, and asking no longer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.uktime import uk_deadline
from returners import actions
from returners.actions.reviewing import asked_about, refuse_unless_askable
from returners.forms import ReviewRequestForm
from returners.models import Assessment, awaits_release
from returners.views.applying import own_application


@returner
def review_ask(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    if asked := application.review_requests.open().first():
        messages.info(request, f"You have asked already. A person answers by {uk_deadline(asked.answer_by)}.")
        return redirect("returners:application_detail", uuid)
    form = ReviewRequestForm(request.POST or None)
    try:
        refuse_unless_askable(application, request.arrived_at)
        if form.is_valid():
            asked = actions.ask_for_review(application, said=form.cleaned_data["said"], at=request.arrived_at)
            messages.success(request, f"You have asked. A person answers by {uk_deadline(asked.answer_by)}.")
            return redirect("returners:application_detail", uuid)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("returners:application_detail", uuid)
    decided = asked_about(application)
    context = {
        "application": application,
        "form": form,
        "by_release": isinstance(decided, Assessment),
        "gives_turn": not awaits_release(application.cohort),
        "answer_by": application.cohort.review_deadline(request.arrived_at),
        "ask_until": application.ask_until(decided),
    }
    return render(request, "returners/review_ask.html", context)


@returner
def review_take_back(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    asked = application.review_requests.open().first()
    if asked is None:
        messages.info(request, "Nobody is asked to look at this application at the moment.")
        return redirect("returners:application_detail", uuid)
    if request.method == "POST":
        actions.take_review_back(application, at=request.arrived_at)
        messages.success(request, "You no longer ask for a person to look at it.")
        return redirect("returners:application_detail", uuid)
    return render(request, "returners/review_take_back.html", {"application": application, "asked": asked})
