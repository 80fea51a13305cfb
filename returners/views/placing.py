"""An offer taken up or turned down, and an application withdrawn. Links show a page; only a press changes something."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import ProgrammeText
from core.errors import Refused
from core.places import Status
from returners import actions
from returners.forms import AcceptForm, DeclineForm, WithdrawForm
from returners.models import Application, Place
from returners.views.applying import own_application


@returner
def offer_accept(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    place = application.place
    if place is None or not place.is_on_offer(request.arrived_at):
        return _no_offer(request, application, place)
    actions.see_offer(place, at=request.arrived_at)
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    form = AcceptForm(request.POST or None, text=agreement, initial={"signed_name": application.full_name})
    if form.is_valid():
        try:
            name = form.cleaned_data["signed_name"]
            actions.accept(place, agreement=agreement, signed_name=name, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your place is confirmed.")
        return redirect("returners:application_detail", uuid)
    context = {"application": application, "place": place, "agreement": agreement, "form": form}
    return render(request, "returners/offer_accept.html", context)


@returner
def offer_decline(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    place = application.place
    if place is None or not place.is_on_offer(request.arrived_at):
        return _no_offer(request, application, place)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            actions.decline(place, reason=form.cleaned_data["reason"], at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "You have turned the place down. Thank you for letting us know.")
        return redirect("returners:application_detail", uuid)
    return render(request, "returners/offer_decline.html", {"application": application, "place": place, "form": form})


@returner
def application_withdraw(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    if application.closed_at:
        messages.info(request, "This application is over already.")
        return redirect("returners:application_detail", uuid)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            actions.withdraw(application, why=form.cleaned_data["why"], at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your application has been withdrawn.")
        return redirect("returners:application_detail", uuid)
    context = {"application": application, "place": application.place, "form": form}
    return render(request, "returners/application_withdraw.html", context)


def _no_offer(request: SignedInRequest, application: Application, place: Place | None) -> HttpResponse:
    """An old link, a second tab, the back button: say where it stands now."""
    if place and place.status == Status.CONFIRMED:
        messages.info(request, "You have accepted this place already. It is confirmed.")
    else:
        messages.info(request, "There is no offer waiting for an answer.")
    return redirect("returners:application_detail", application.uuid)
