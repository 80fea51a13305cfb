"""Closing an account and deleting what is held: by the person, or by an administrator whom they asked."""

import uuid

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import administrator, public, signed_in
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.second_factor import identity_again, second_factor_again
from core import audit, privacy
from core.errors import Refused
from core.requests import Request
from portal import actions
from portal.forms import ErasePersonForm
from portal.models import Erasure
from returners.models import Application


@signed_in
@identity_again
def account_close(request: SignedInRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.erase(request.user, by=None, how=Erasure.How.HERE, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("portal:account_close")
        logout(request)
        return redirect("portal:account_closed")
    live = Application.objects.live().of(request.user).select_related("programme", "cohort").order_by("pk")
    context = {"applications": live, **what_goes_and_stays()}
    return render(request, "portal/account_close.html", context)


@public
def account_closed(request: Request) -> HttpResponse:
    return render(request, "portal/account_closed.html")


@administrator
@second_factor_again
def person_erase(request: SignedInRequest, uuid: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User.objects.with_access().filter(is_active=True), uuid=uuid)
    if person == request.user:
        return redirect("portal:account_close")
    form = ErasePersonForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase(person, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("how", str(refusal))
        else:
            messages.success(request, "The account is closed and the data are deleted. We are telling them by email.")
            return redirect("accounts:person_list")
    audit.looked(request.user, person)
    return render(request, "portal/person_erase.html", {"person": person, "form": form, **what_goes_and_stays()})


def what_goes_and_stays() -> dict[str, list[str]]:
    """From what the apps declare, so that the page cannot promise what erasure does not do."""
    holdings = privacy.holdings()
    kept = [h.erasure.why for h in holdings if isinstance(h.erasure, privacy.Keep)]
    counted = [h.erasure.why for h in holdings if isinstance(h.erasure, privacy.Anonymise)]
    deleted = [h.title for h in holdings if not isinstance(h.erasure, privacy.Keep)]
    return {"deleted": _once(deleted), "counted": _once(counted), "kept": _once(kept)}


def _once(words: list[str]) -> list[str]:
    return list(dict.fromkeys(words))
