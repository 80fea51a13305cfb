"""Behind the link in a caller's letter: read what staff wrote down, and send it, or say that it is not right.

Nobody signs in here, so nothing of it is kept by a browser; and opening a link changes nothing.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from cohorts.models import ProgrammeText
from core.errors import Refused
from core.links import LinkOver
from core.places import Status
from core.requests import Request
from returners import actions
from returners.doors import BY_PHONE
from returners.forms import NotRightForm
from returners.models import PhoneDraft
from returners.summary import summary

View = Callable[..., HttpResponse]
private = cache_control(private=True, no_store=True)


def find_draft(token: str) -> PhoneDraft | None:
    """What a link leads to. None where it was made up, or where a newer letter has taken its place."""
    drafts = PhoneDraft.objects.select_related(
        "application__person",
        "application__strand",
        "application__cohort__programme",
        "application__cohort__rules",
    )
    try:
        return drafts.behind(token).prefetch_related("application__breaks").first()
    except LinkOver:
        return None


def leads_nowhere(request: Request) -> HttpResponse:
    return render(request, "returners/phone_confirm.html", {"draft": None}, status=404)


def while_open(view: View) -> View:
    """For pages behind a link that still counts: one that does not leads to what to do instead."""

    @wraps(view)
    def wrapped(request: Request, token: str) -> HttpResponse:
        draft = find_draft(token)
        if draft is None:
            return leads_nowhere(request)
        if not draft.application.is_draft:
            return redirect("returners:phone_confirmed", token)
        if draft.has_run_out(request.arrived_at):
            return render(request, "returners/phone_confirm.html", {"draft": draft, "has_run_out": True})
        return view(request, draft, token)

    return wrapped


@public
@private
@while_open
def phone_confirm(request: Request, draft: PhoneDraft, token: str) -> HttpResponse:
    application = draft.application
    if request.method == "POST":
        try:
            actions.confirm(draft, shown=request.POST.get("shown", ""), at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("returners:phone_confirm", token)
        return redirect("returners:phone_confirmed", token)
    declarations = application.programme.text(ProgrammeText.Kind.DECLARATIONS)
    context = {
        "draft": draft,
        "has_run_out": False,
        "application": application,
        "answers": summary(application),
        "declarations": declarations,
        "shown": draft.as_shown(declarations),
        "has_closed": application.cohort.has_closed(request.arrived_at),
        "is_complete": not BY_PHONE.missing(application),
        "token": token,
    }
    return render(request, "returners/phone_confirm.html", context)


@public
@private
@while_open
def phone_not_right(request: Request, draft: PhoneDraft, token: str) -> HttpResponse:
    form = NotRightForm(request.POST or None)
    if form.is_valid():
        try:
            actions.say_not_right(draft, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Thank you. We will put it right, and send you a new link.")
        return redirect("returners:phone_confirm", token)
    context = {"form": form, "token": token, "application": draft.application}
    return render(request, "returners/phone_not_right.html", context)


@public
@private
@while_open
def phone_not_mine(request: Request, draft: PhoneDraft, token: str) -> HttpResponse:
    if request.method != "POST":
        return render(request, "returners/phone_not_mine.html", {"token": token, "application": draft.application})
    try:
        actions.delete_phone_draft(draft, by=None, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("returners:phone_confirm", token)
    messages.success(
        request, "We have deleted the application, and everything in it. We are sorry to have troubled you."
    )
    return redirect("portal:home")


@public
@private
def phone_confirmed(request: Request, token: str) -> HttpResponse:
    """What came of it: the same tomorrow, for as long as the link is theirs."""
    draft = find_draft(token)
    if draft is None:
        return leads_nowhere(request)
    if draft.application.is_draft:
        return redirect("returners:phone_confirm", token)
    application = draft.application
    place = application.place
    context = {
        "application": application,
        "person": application.person,
        "is_over": draft.has_run_out(request.arrived_at) or not application.submitted_at,
        "has_password": application.person.has_usable_password(),
        "place": place,
        "turn": place.turn if place and place.status == Status.WAITING else None,
    }
    return render(request, "returners/phone_confirmed.html", context)
