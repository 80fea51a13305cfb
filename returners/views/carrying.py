"""Carrying on at another device: a link by email, and the page it leads to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import public, returner
from accounts.limits import count_letter_to_anybody
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.requests import Request
from returners import actions
from returners.eligibility import Answers
from returners.forms import SaveCheckForm
from returners.views.applying import on_draft
from returners.views.check import find_programme, keep_known_answers, known_answers, next_url


@public
def eligibility_save(request: Request, slug: str) -> HttpResponse:
    """Where to send the link to. The answer is the same for every address."""
    programme, cohort = find_programme(request, slug)
    answers = known_answers(request)
    if answers == Answers():
        return redirect("returners:eligibility_check", slug)
    back_url = next_url(programme, answers, cohort.rules.target)
    form = SaveCheckForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            count_letter_to_anybody(request, email)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            actions.save_check(answers, programme=programme, email=email, at=request.arrived_at)
            messages.success(request, f"We have sent the link to {email}. It works for 14 days.")
            return redirect(back_url)
    context = {"programme": programme, "form": form, "back_url": back_url}
    return render(request, "returners/eligibility_save.html", context)


@public
def eligibility_carry_on(request: Request, token: str) -> HttpResponse:
    """One press brings the answers here. Looking brings nothing: letters are looked through by machines."""
    try:
        saved = actions.find_saved(token, at=request.arrived_at)
    except Refused as refusal:
        return render(request, "returners/eligibility_carry_on.html", {"refusal": str(refusal)}, status=404)
    if request.method == "POST":
        keep_known_answers(request, saved.given)
        _, cohort = find_programme(request, saved.programme.slug)
        return redirect(next_url(saved.programme, saved.given, cohort.rules.target))
    here = known_answers(request)
    context = {"saved": saved, "replaces": here not in (Answers(), saved.given)}
    return render(request, "returners/eligibility_carry_on.html", context)


@returner
@on_draft
def application_send_link(request: SignedInRequest, application) -> HttpResponse:
    """A press; whoever signs in on the way finds the button again."""
    if request.method == "POST":
        actions.send_link(application, at=request.arrived_at)
        messages.success(request, f"We have sent a link to {request.user.email}.")
    return redirect("returners:application_tasks", application.uuid)
