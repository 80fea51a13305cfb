"""Behind a supervisor's link: the days that wait, and one press. Nobody signs in here."""

from django.contrib import messages
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
from outcomes.models import LogEntry, Placement
from outcomes.updating import add_up, in_hours

# As many as somebody looks at in one go. What is signed makes room for the rest.
SHOWN = 60

private = cache_control(private=True, no_store=True)


@public
@private
def sign_off(request: Request, token: str) -> HttpResponse:
    """Opening it changes nothing. Sent twice, the first press counts."""
    try:
        placement = read_sign_off(token, at=request.arrived_at)
    except LinkOver as over:
        return render(request, "outcomes/sign_off.html", {"refusal": str(over)}, status=404)
    waiting = list(placement.entries.waiting().in_order()[:SHOWN])
    form = SignOffForm(request.POST or None, entries=waiting)
    if request.method == "POST" and not waiting:
        messages.info(request, "These days have been answered already.")
        return redirect("outcomes:sign_off", token)
    if form.is_valid():
        try:
            messages.success(request, _answer(placement, form, request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("outcomes:sign_off", token)
    context = {"placement": placement, "waiting": waiting, "form": form, "signed": _signed(placement)}
    return render(request, "outcomes/sign_off.html", context)


def _answer(placement: Placement, form: SignOffForm, request: Request) -> str:
    who = placement.enrolment.person.name
    if form.cleaned_data["do"] == form.SIGN:
        entries = signing.sign_off(placement, form.keys, at=request.arrived_at)
        done = "signed off"
    else:
        why = form.cleaned_data["why"]
        entries = signing.send_back(placement, form.keys, why=why, at=request.arrived_at)
        done = "sent back"
    if not entries:
        return "These days have been answered already."
    return f"Thank you. {_number(len(entries))} {done}, and {who} has been told."


def _number(count: int) -> str:
    return "1 entry is" if count == 1 else f"{count} entries are"


def _signed(placement: Placement) -> str:
    """What this placement has come to so far: 12 entries, 84 hours."""
    signed: list[LogEntry] = list(placement.entries.signed())
    if not signed:
        return ""
    total = add_up(entry.worked for entry in signed)
    entries = "1 entry" if len(signed) == 1 else f"{len(signed)} entries"
    return f"{entries}, {in_hours(total.taught + total.private)}"
