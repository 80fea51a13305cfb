"""Who leads the sessions of a programme: invited and removed by those who keep it."""

import uuid as uuids

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from cohorts.forms import HolderForm
from cohorts.gates import programme_keeper
from cohorts.views.holders import LEADERS, has_invited, has_removed, held, list_of, withdraw
from cohorts.views.programmes import kept_programme


@programme_keeper
def leader_list(request: SignedInRequest, slug: str) -> HttpResponse:
    return render(request, "cohorts/leader_list.html", list_of(request, slug, LEADERS))


@programme_keeper
@second_factor_again
def leader_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    programme = kept_programme(request, slug)
    form = HolderForm(request.POST or None)
    if has_invited(request, programme, form, LEADERS):
        return redirect("cohorts:leader_list", slug)
    return render(request, "cohorts/leader_invite.html", {"programme": programme, "form": form})


@programme_keeper
def leader_withdraw(request: SignedInRequest, slug: str, uuid: uuids.UUID) -> HttpResponse:
    withdraw(request, slug, uuid, LEADERS)
    return redirect("cohorts:leader_list", slug)


@programme_keeper
@second_factor_again
def leader_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    role = held(request, slug, pk, LEADERS)
    if has_removed(request, role, LEADERS):
        return redirect("cohorts:leader_list", slug)
    return render(request, "cohorts/leader_remove.html", {"role": role})
