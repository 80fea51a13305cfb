"""Behind a supervisor's link: the days that wait, and one press. Nobody signs in here."""

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from core.errors import Refused
from core.links import LinkOver
from core.requests import Request
from outcomes.actions import signing
from outcomes.forms import SignOffForm
from outcomes.links import read_sign_off
from outcomes.models import Placement
from outcomes.updating import in_hours

# As many as somebody looks at in one go. What is signed makes room for the rest.
SHOWN = 60

private = cache_control(private=True, no_store=True)


@public
@private
def sign_off(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing. Sent twice, the first press counts; what was changed meanwhile is left to be read."""
    try:
        placement = read_sign_off(token, at=request.arrived_at)
    except LinkOver as over:
        return render(request, "outcomes/sign_off.html", {"refusal": str(over)}, status=404)
    waiting = list(placement.entries.waiting().in_order())
    form = SignOffForm(request.POST or None, entries=waiting[:SHOWN])
    if form.is_valid():
        try:
            _answer(placement, form, request)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("outcomes:sign_off", token)
    context = {
        "placement": placement,
        "waiting": waiting,
        "later": max(len(waiting) - SHOWN, 0),
        "form": form,
        "signed": _signed(placement),
    }
    return render(request, "outcomes/sign_off.html", context)


def _answer(placement: Placement, form: SignOffForm, request: Request) -> None:
    """And say what came of it: another press, in another tab, may have been first."""
    who = placement.enrolment.person.name
    if form.cleaned_data["do"] == form.SIGN:
        entries = signing.sign_off(placement, form.shown, at=request.arrived_at)
        done = "signed off"
    else:
        why = form.cleaned_data["why"]
        entries = signing.send_back(placement, form.shown, why=why, at=request.arrived_at)
        done = "sent back"
    if entries:
        messages.success(request, f"Thank you. {_are(len(entries))} {done}, and {who} has been told.")
    if rest := len(form.shown) - len(entries):
        it_was, it = ("it was", "it") if rest == 1 else ("they were", "them")
        entries_are = "1 entry as it is" if rest == 1 else f"{rest} entries as they are"
        messages.info(
            request,
            f"We left {entries_are}: {it_was} answered before, or {who} has changed {it} since you opened this page.",
        )


def _are(count: int) -> str:
    return "1 entry is" if count == 1 else f"{count} entries are"


def _signed(placement: Placement) -> str:
    """What this placement has come to so far: 12 entries, 84 hours."""
    found = placement.entries.signed().aggregate(number=Count("pk"), minutes=Sum("minutes", default=0))
    entries = "1 entry" if found["number"] == 1 else f"{found['number']} entries"
    return f"{entries}, {in_hours(found['minutes'])}" if found["number"] else ""
